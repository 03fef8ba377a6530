/** A known property: what its values are and what it says. */
export interface PropertyTerm {
  readonly type: 'number' | 'string' | 'boolean';
  /** The unit of a number, as it is written in screens and reports; null where it has none. */
  readonly unit: string | null;
  /** The only values allowed, in upper case; null where any is. */
  readonly values: readonly string[] | null;
  readonly description: string;
}

/**
 * The known properties of assets and cables, by name: lower snake case with the unit at the end. Other names
 * are allowed in a project; these have a type and a meaning that import, rules and screens agree on.
 */
export const VOCABULARY: Readonly<Record<string, PropertyTerm>> = {
  // Driven machines
  pump_kind: choice(['CENTRIFUGAL', 'RECIPROCATING', 'ROTARY'], 'Working principle of a pump.'),
  driver: choice(
    ['ELECTRIC', 'TURBINE', 'ENGINE'],
    'What drives the machine; not stated counts as ELECTRIC.',
  ),
  shaft_power_kw: number('kW', 'Power that the machine takes at its shaft at the rated duty.'),
  speed_rpm: number('rpm', 'Rated speed of the machine.'),
  duty: choice(['CONSTANT', 'VARIABLE'], 'Whether the speed is to vary; not stated counts as CONSTANT.'),
  duty_standby: choice(['DUTY', 'STANDBY'], 'Role of the machine in a pair of which one runs.'),
  outdoor: flag('True where the equipment stands in the open.'),
  flow_m3_h: number('m3/h', 'Rated volume flow.'),
  head_m: number('m', 'Rated differential head of a pump.'),
  discharge_pressure_bar: number('bar', 'Pressure at the discharge at the rated duty.'),

  // Electrical equipment
  power_kw: number('kW', 'Rated output of a motor or rated load of other electrical equipment.'),
  voltage_v: number('V', 'Rated voltage between phases.'),
  voltage_level: choice(['LV', 'MV', 'HV'], 'Low, medium or high voltage.'),
  frequency_hz: number('Hz', 'Rated frequency of the supply.'),
  phases: number(null, 'Number of phases; not stated counts as three.'),
  electrical_code: choice(['IEC', 'NEC', 'CEC', 'NBR 5410'], 'Installation code that applies.'),
  efficiency: number(null, 'Efficiency at rated load as a fraction, such as 0.95.'),
  power_factor: number(null, 'Power factor (cos phi) at rated load, such as 0.87.'),
  full_load_current_a: number('A', 'Current at rated load.'),
  table_current_a: number('A', 'Full-load current by the table of the code (NEC 430.250).'),
  design_current_factor: number(null, 'Factor on the full-load current for the design of the feeder.'),
  load_current_a: number('A', 'Current that the equipment draws in operation.'),
  ie_class: choice(['IE1', 'IE2', 'IE3', 'IE4', 'IE5'], 'Efficiency class of a motor (IEC 60034-30-1).'),
  poles: number(null, 'Number of poles of a motor.'),
  brake: flag('True for a brake motor.'),
  explosion_protected: flag('True for equipment with explosion protection.'),
  service_factor: number(null, 'Service factor of a motor (NEMA MG 1).'),
  starting_method: choice(['DOL', 'SOFT_STARTER', 'VFD'], 'How a motor is started.'),
  overload_setting_a: number('A', 'Setting of the overload protection of a motor.'),
  protection_a: number('A', 'Rating of the branch protection.'),
  protection_kind: choice(
    ['INVERSE_TIME_BREAKER', 'DUAL_ELEMENT_FUSE', 'MOTOR_CIRCUIT_PROTECTOR'],
    'Kind of branch protection.',
  ),
  rating_kw: number('kW', 'Rated motor power of a drive or starter.'),
  rating_a: number('A', 'Rated current of a drive or starter.'),
  max_cable_m: number('m', 'Longest motor cable that a drive allows without an output filter.'),
  output_filter: flag('True where a drive needs a filter at its output.'),
  bus_rating_a: number('A', 'Rated current of the bus of an MCC.'),
  bus: text('Bus or section that feeds the equipment, such as A or B.'),
  buckets: number(null, 'Number of buckets of an MCC.'),
  buckets_used: number(null, 'Number of buckets of an MCC in use.'),
  diversity: number(null, 'Share of the connected load that runs at the same time, such as 0.8.'),
  heat_tracing: flag('True where the line is heat traced.'),

  // Cables
  runs: number(null, 'Number of parallel runs of a cable.'),
  screen: choice(['NONE', 'OVERALL', 'SYMMETRICAL'], 'Screen of a cable.'),
  sheath_color: text('Colour of the sheath of a cable, such as light blue.'),
  cable_length_m: number('m', 'Length of the cable to the equipment; by default a project setting.'),
  drive_cable_length_m: number('m', 'Length of the cable from the MCC to a drive or starter.'),
  ambient_c: number('°C', 'Temperature of the surroundings that sizing rests on.'),
  voltage_drop_pct: number('%', 'Highest running voltage drop allowed.'),
  installation: text('Reference method of installation (IEC 60364-5-52).'),

  // Tanks, vessels and heat exchangers
  material: text('Material of the parts in contact with the contents, such as 1.4306.'),
  fluid: text('What the equipment or line holds or carries: a name or a code of the project.'),
  volume_m3: number('m3', 'Volume of a tank or vessel.'),
  heat_duty_kw: number('kW', 'Rated heat flow of a heat exchanger.'),
  heat_transfer_area_m2: number('m2', 'Heat transfer area of a heat exchanger.'),

  // Process and instruments
  dexpi_class: text('Class of the object in the DEXPI file it comes from, such as CentrifugalPump.'),
  hazardous: flag('True where the contents are hazardous.'),
  overflow_risk: flag('True where a tank can overflow.'),
  signal: text('Signal of an instrument, such as 4-20 mA HART.'),
  signal_kind: choice(['AI', 'AO', 'DI', 'DO'], 'Kind of I/O channel that the signal needs.'),
  channels: number(null, 'Number of channels of an I/O card.'),
  loop: text('Loop number; text, so that 4712.10 stays as it is.'),
  safety: flag('True for an instrument of a safety function.'),
  intrinsically_safe: flag('True for an intrinsically safe circuit.'),
  sil: number(null, 'Safety integrity level of the function, 1 to 4 (IEC 61511-1).'),
  demand_mode: choice(['LOW', 'HIGH', 'CONTINUOUS'], 'Mode of operation of a safety function.'),
  hft: number(null, 'Hardware fault tolerance of a safety function.'),
  shared_with_bpcs: flag('True where a safety instrument is shared with the control system.'),
  pairs: number(null, 'Number of pairs of a junction box or cable.'),
  pairs_used: number(null, 'Number of pairs in use.'),
  fail_action: choice(['OPEN', 'CLOSED', 'LAST'], 'Where a valve goes when its supply fails.'),
  set_pressure_bar: number('bar', 'Pressure at which a relief valve opens.'),
  isa_first_letter: text('First letter of an instrument: the measured variable (ISA-5.1), such as P.'),
  isa_functions: text('Letters of an instrument after the first: its functions (ISA-5.1), such as ICSA.'),
  location: text('Where the function of an instrument is available, such as Field.'),
  signal_to: text('Tag that the signal of an instrument goes to.'),
  position: choice(['OPEN', 'CLOSED'], 'Position that a limit switch reports.'),
  range_min: number(null, 'Lower end of the measuring range.'),
  range_max: number(null, 'Upper end of the measuring range.'),
  range_unit: text('Unit of the measuring range.'),

  // Hazardous areas
  zone: choice(['0', '1', '2', '20', '21', '22', 'NONE'], 'Zone of the hazardous area (IEC 60079-10).'),
  epl: choice(['GA', 'GB', 'GC', 'DA', 'DB', 'DC'], 'Equipment protection level (IEC 60079-0).'),
  gas_group: choice(['IIA', 'IIB', 'IIC'], 'Gas group of the area or of the equipment.'),
  temperature_class: choice(
    ['T1', 'T2', 'T3', 'T4', 'T5', 'T6'],
    'Temperature class of the area or the equipment.',
  ),

  // Lines
  piping_class: text('Piping class of a line.'),
  design_pressure_bar: number('bar', 'Design pressure of a line or vessel.'),
  design_temperature_c: number('°C', 'Design temperature of a line or vessel.'),
  class_pressure_bar: number('bar', 'Highest pressure that the piping class allows.'),
  class_temperature_c: number('°C', 'Highest temperature that the piping class allows.'),
  nominal_diameter: text('Nominal diameter of a line, such as DN 80.'),
  insulation_type: text('Kind of insulation of a line: a code of the project.'),
  insulation_thickness_mm: number('mm', 'Thickness of the insulation of a line.'),
  insulated: flag('True where a line is insulated.'),
  freezing: flag('True where the service of a line can freeze.'),
};

/** The term of a property, or undefined where the name is not known. */
export function propertyTerm(name: string): PropertyTerm | undefined {
  return Object.hasOwn(VOCABULARY, name) ? VOCABULARY[name] : undefined;
}

function number(unit: string | null, description: string): PropertyTerm {
  return { type: 'number', unit, values: null, description };
}

function text(description: string): PropertyTerm {
  return { type: 'string', unit: null, values: null, description };
}

function flag(description: string): PropertyTerm {
  return { type: 'boolean', unit: null, values: null, description };
}

function choice(values: readonly string[], description: string): PropertyTerm {
  return { type: 'string', unit: null, values, description };
}
