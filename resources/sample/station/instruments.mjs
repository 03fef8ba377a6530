import { near } from './random.mjs';

/** The columns of the instrument list, in the order that the file has them. */
export const INSTRUMENT_COLUMNS = [
  ['tag', 'type', 'description', 'area', 'system', 'parent_tag', 'loop', 'signal', 'signal_kind'],
  ['fail_action', 'range_min', 'range_max', 'range_unit', 'set_pressure_bar', 'design_pressure_bar'],
  ['safety', 'sil', 'demand_mode', 'hft', 'shared_with_bpcs'],
  ['intrinsically_safe', 'zone', 'epl', 'gas_group', 'temperature_class'],
].flat();

/** All rows of the instrument list; `random` gives the spread of the design pressures. */
export function instrumentRows(random) {
  return [
    ...TRANSMITTERS.map(transmitter),
    ...safetyTransmitters,
    ...slips,
    ...CONTROL_VALVES.map(controlValve),
    ...ON_OFF_VALVES.flatMap(onOffValves),
    ...RELIEF_VALVES.map((row) => reliefValve(random, row)),
  ];
}

/** Tag, system, parent, lower and upper end of the range, unit, description. The area is the first digit of the tag's number. */
const TRANSMITTERS = [
  ['FT-1011', 'MW', 'L-1002', 0, 250, 'm3/h', 'Make-up water flow'],
  ['FT-1021', 'BD', 'L-1003', 0, 100, 'm3/h', 'Blow-down flow'],
  ['TT-1061', 'CW', 'L-1006', 0, 60, 'deg C', 'Warm water temperature'],
  ['PT-1041', 'CW', 'L-1004', 0, 6, 'bar', 'Pressure before filters'],
  ['PT-1051', 'CW', 'L-1005', 0, 6, 'bar', 'Pressure after filters'],
  ['PT-2021', 'CW', 'L-2002', 0, 10, 'bar', 'Supply header pressure'],
  ['TT-2021', 'CW', 'L-2002', 0, 60, 'deg C', 'Supply header temperature'],
  ['FT-2021', 'CW', 'L-2002', 0, 5000, 'm3/h', 'Supply header flow'],
  ['PT-2031', 'CW', 'L-2003', 0, 16, 'bar', 'Boosted water pressure'],
  ['FT-2031', 'CW', 'L-2003', 0, 600, 'm3/h', 'Boosted water flow'],
  ['TT-2051', 'CC', 'L-2005', 0, 100, 'deg C', 'Closed circuit supply temperature'],
  ['PT-2051', 'CC', 'L-2005', 0, 10, 'bar', 'Closed circuit supply pressure'],
  ['LT-2011', 'CC', 'V-201', 0, 100, '%', 'Expansion vessel level'],
  ['PT-3011', 'FS', 'V-301', 0, 10, 'bar', 'Flash vessel pressure'],
  ['LT-3011', 'FS', 'V-301', 0, 100, '%', 'Flash vessel level'],
  ['FT-3031', 'CO', 'L-3003', 0, 160, 'm3/h', 'Condensate flow'],
  ['TT-3041', 'CO', 'L-3004', 0, 120, 'deg C', 'Cooled condensate temperature'],
  ['PT-3041', 'CO', 'L-3004', 0, 16, 'bar', 'Pressure before polishers'],
  ['FT-3061', 'CO', 'L-3006', 0, 200, 'm3/h', 'Deaerator feed flow'],
  ['PT-3061', 'CO', 'L-3006', 0, 40, 'bar', 'Deaerator feed pressure'],
  ['LT-3021', 'FS', 'E-302', 0, 100, '%', 'Flash steam condenser level'],
  ['FT-4011', 'CH', 'L-4001', 0, 0.2, 'm3/h', 'Acid dosing flow'],
  ['FT-4021', 'CH', 'L-4002', 0, 0.3, 'm3/h', 'Caustic dosing flow'],
  ['FT-4031', 'CH', 'L-4003', 0, 0.5, 'm3/h', 'Hypochlorite dosing flow'],
  ['FT-4051', 'CH', 'L-4005', 0, 0.1, 'm3/h', 'Amine dosing flow'],
  ['PT-4061', 'IA', 'V-401', 0, 12, 'bar', 'Air receiver pressure'],
  ['TT-4061', 'IA', 'E-401', 0, 200, 'deg C', 'Air temperature after cooler'],
];

/** Tag, system, parent, fail action (undefined: the process has not decided), description. */
const CONTROL_VALVES = [
  ['LV-1011', 'MW', 'L-1002', 'CLOSED', 'Basin level, make-up'],
  ['LV-1021', 'MW', 'L-1001', 'CLOSED', 'Make-up tank level'],
  ['FV-1021', 'BD', 'L-1003', 'CLOSED', 'Blow-down flow'],
  ['PV-2021', 'CW', 'L-2002', 'OPEN', 'Supply header minimum flow'],
  ['PV-2031', 'CW', 'L-2003', 'LAST', 'Boosted water pressure'],
  ['TV-2051', 'CC', 'L-2005', 'OPEN', 'Closed circuit temperature'],
  ['LV-2011', 'CC', 'L-2007', 'CLOSED', 'Expansion vessel filling'],
  ['PV-3011', 'FS', 'L-3002', 'OPEN', 'Flash vessel pressure'],
  ['LV-3011', 'FS', 'L-3001', 'OPEN', 'Flash vessel level'],
  ['FV-3031', 'CO', 'L-3003', 'OPEN', 'Condensate pump minimum flow'],
  ['TV-3041', 'CO', 'L-3004', 'OPEN', 'Cooled condensate temperature'],
  ['LV-3021', 'FS', 'E-302', undefined, 'Flash steam condenser level'],
  ['FV-3061', 'CO', 'L-3006', 'OPEN', 'Deaerator feed flow'],
  ['PV-4061', 'IA', 'L-4006', 'OPEN', 'Instrument air header pressure'],
];

/** Stem of the tag, letters (one valve each), system, stem of the parent, whether the parent has the letter, fail action, description. */
const ON_OFF_VALVES = [
  ['XV-1031', 'AB', 'CW', 'V-101', true, 'LAST', 'Filter inlet'],
  ['XV-1032', 'AB', 'CW', 'V-101', true, 'LAST', 'Filter outlet'],
  ['XV-1033', 'AB', 'CW', 'V-101', true, 'CLOSED', 'Filter backwash'],
  ['XV-2011', 'ABC', 'CW', 'P-201', true, 'LAST', 'Main pump discharge'],
  ['XV-2041', '', 'CW', 'L-2004', false, 'OPEN', 'Emergency water to header'],
  ['XV-3041', 'AB', 'CO', 'V-302', true, 'CLOSED', 'Polisher inlet'],
  ['XV-3042', 'AB', 'CO', 'V-302', true, 'CLOSED', 'Polisher outlet'],
  ['XV-3043', '', 'CO', 'V-303', false, 'CLOSED', 'Regeneration vessel drain'],
  ['XV-4011', '', 'CH', 'TK-401', false, 'CLOSED', 'Acid tank outlet'],
  ['XV-4021', '', 'CH', 'TK-402', false, 'CLOSED', 'Caustic tank outlet'],
  ['XV-4051', '', 'CH', 'TK-405', false, 'CLOSED', 'Amine tank outlet'],
];

/** Tag, system, what it protects, set pressure in bar. The pump P-405B has none: the list forgot it. */
const RELIEF_VALVES = [
  ['PSV-2011', 'CC', 'V-201', 6],
  ['PSV-3011', 'FS', 'V-301', 10],
  ['PSV-3021', 'FS', 'E-302', 10],
  ['PSV-3031A', 'CO', 'V-302A', 12],
  ['PSV-3031B', 'CO', 'V-302B', 12],
  ['PSV-4061', 'IA', 'V-401', 11],
  ...['401', '402', '403', '404'].flatMap((pump) =>
    ['A', 'B'].map((letter) => [`PSV-${pump}1${letter}`, 'CH', `P-${pump}${letter}`, 12]),
  ),
  ['PSV-4051A', 'CH', 'P-405A', 18],
  ...['A', 'B'].map((letter) => [`PSV-2061${letter}`, 'CW', `P-206${letter}`, 1.5]),
];

/** Overfill protection of the hazardous tanks, apart from the control system; that of the amine has the wrong EPL for its zone. */
const safetyTransmitters = [
  overfillProtection('401', 1),
  overfillProtection('402', 1),
  overfillProtection('405', 2),
];

function overfillProtection(tank, sil) {
  const amineArea = { zone: '1', epl: 'GC', gas_group: 'IIA', temperature_class: 'T3' };
  return {
    tag: `LT-${tank}2`,
    type: 'LEVEL_TRANSMITTER',
    description: `Overfill protection of TK-${tank}`,
    area: '400',
    system: 'CH',
    parent_tag: `TK-${tank}`,
    loop: `${tank}2`,
    signal: '4-20 mA',
    signal_kind: 'AI',
    range_min: 0,
    range_max: 100,
    range_unit: '%',
    safety: true,
    sil,
    demand_mode: 'LOW',
    hft: 0,
    shared_with_bpcs: false,
    ...(tank === '405' ? amineArea : {}),
  };
}

/** What lists have: letters of a gauge for a transmitter, no loop number yet, a vendor's way to write a tag again. */
const slips = [
  { tag: 'PI-3051', type: 'PRESSURE_TRANSMITTER', description: 'Pressure after polishers', loop: '3051' },
  { tag: 'TT-TBD', type: 'TEMPERATURE_TRANSMITTER', description: 'Resin blower air temperature' },
  { tag: 'FT3061', type: 'FLOW_TRANSMITTER', description: 'Deaerator feed flow, vendor list', loop: '3061' },
].map((row) => ({
  ...row,
  area: '300',
  system: 'CO',
  parent_tag: row.tag === 'TT-TBD' ? 'BL-301' : 'L-3006',
  signal: '4-20 mA HART',
  signal_kind: 'AI',
}));

const TRANSMITTER_TYPES = {
  FT: 'FLOW_TRANSMITTER',
  LT: 'LEVEL_TRANSMITTER',
  PT: 'PRESSURE_TRANSMITTER',
  TT: 'TEMPERATURE_TRANSMITTER',
};

function transmitter([tag, system, parent_tag, range_min, range_max, range_unit, description]) {
  const amine = { intrinsically_safe: true, zone: '1', epl: 'GB', gas_group: 'IIB', temperature_class: 'T4' };
  const row = {
    tag,
    type: TRANSMITTER_TYPES[tag.slice(0, 2)],
    description,
    ...place(tag),
    system,
    parent_tag,
  };
  const signal = { signal: '4-20 mA HART', signal_kind: 'AI', range_min, range_max, range_unit };
  return { ...row, ...signal, ...(tag === 'FT-4051' ? amine : {}) };
}

function controlValve([tag, system, parent_tag, fail_action, description]) {
  const row = { tag, type: 'CONTROL_VALVE', description, ...place(tag), system, parent_tag };
  return { ...row, signal: '4-20 mA HART', signal_kind: 'AO', fail_action };
}

function onOffValves([stem, letters, system, parent, parentHasLetter, fail_action, description]) {
  const row = { ...place(stem), system, signal: '24 V DC', fail_action };
  if (letters === '') return [{ tag: stem, type: 'ON_OFF_VALVE', description, parent_tag: parent, ...row }];
  return letters.split('').map((letter) => ({
    tag: stem + letter,
    type: 'ON_OFF_VALVE',
    description: `${description} ${letter}`,
    parent_tag: parentHasLetter ? parent + letter : parent,
    ...row,
  }));
}

function reliefValve(random, [tag, system, parent_tag, set]) {
  const description = `Relief valve of ${parent_tag}`;
  const design_pressure_bar = near(random, set * 1.3, 0.05, 1);
  return {
    tag,
    type: 'RELIEF_VALVE',
    description,
    area: place(tag).area,
    system,
    parent_tag,
    set_pressure_bar: set,
    design_pressure_bar,
  };
}

/** Area and loop of an instrument: both stand in the number of its tag. */
function place(tag) {
  const number = tag.split('-')[1];
  return { area: MISTYPED_AREAS[tag] ?? `${number[0]}00`, loop: number };
}

/** A slip of the pen, as lists have them: there is no such area. */
const MISTYPED_AREAS = { 'PT-3061': '310' };
