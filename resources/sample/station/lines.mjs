/** The columns of the line list; it has no column for the type: every row is a LINE. */
export const LINE_COLUMNS = [
  ['tag', 'description', 'area', 'system', 'parent_tag', 'piping_class', 'insulation'],
  ['design_pressure_bar', 'design_temperature_c', 'class_pressure_bar', 'class_temperature_c'],
].flat();

/** What the codes of the column `insulation` say. Import reads it with `--values`. */
export const INSULATION_CODES = {
  N: { insulated: false },
  H: { insulated: true },
  P: { insulated: true },
  W: { insulated: true, freezing: true },
};

/** Highest pressure (bar) and temperature (deg C) of the piping classes of the station. */
const CLASSES = {
  C10: { class_pressure_bar: 10, class_temperature_c: 100 },
  C16: { class_pressure_bar: 16, class_temperature_c: 120 },
  C40: { class_pressure_bar: 40, class_temperature_c: 200 },
  L10: { class_pressure_bar: 10, class_temperature_c: 60 },
};

/** Tag, area, system, class, insulation, design pressure (bar), design temperature (deg C), description. L-2004 is above its class. */
const LINES = [
  ['L-1001', '100', 'MW', 'C10', 'W', 6, 40, 'Raw water to make-up tank'],
  ['L-1002', '100', 'MW', 'C10', 'W', 6, 40, 'Make-up water to basin'],
  ['L-1003', '100', 'BD', 'C10', 'W', 6, 50, 'Blow-down to treatment'],
  ['L-1004', '100', 'CW', 'C10', 'N', 6, 50, 'Side stream to filters'],
  ['L-1005', '100', 'CW', 'C10', 'N', 6, 50, 'Filtered side stream to basin'],
  ['L-1006', '100', 'CW', 'C10', 'N', 4, 60, 'Warm cooling water to tower cells'],
  ['L-2001', '200', 'CW', 'C10', 'N', 2, 50, 'Basin to main pumps'],
  ['L-2002', '200', 'CW', 'C10', 'N', 10, 50, 'Cooling water supply header'],
  ['L-2003', '200', 'CW', 'C16', 'N', 14, 50, 'Boosted cooling water to high consumers'],
  ['L-2004', '200', 'CW', 'C10', 'N', 12, 50, 'Emergency cooling water'],
  ['L-2005', '200', 'CC', 'C10', 'N', 8, 80, 'Closed circuit supply'],
  ['L-2006', '200', 'CC', 'C10', 'P', 8, 80, 'Closed circuit return'],
  ['L-2007', '200', 'CC', 'C10', 'N', 6, 60, 'Closed circuit filling'],
  ['L-3001', '300', 'CO', 'C16', 'H', 10, 110, 'Returned condensate'],
  ['L-3002', '300', 'FS', 'C40', 'H', 10, 184, 'Flash steam to condenser'],
  ['L-3003', '300', 'CO', 'C16', 'H', 14, 110, 'Condensate pump discharge'],
  ['L-3004', '300', 'CO', 'C16', 'P', 14, 60, 'Cooled condensate to polishers'],
  ['L-3005', '300', 'CO', 'C16', 'W', 10, 60, 'Polished condensate to tank'],
  ['L-3006', '300', 'CO', 'C40', 'P', 26, 60, 'Deaerator feed'],
  ['L-3007', '300', 'CO', 'L10', 'N', 5, 50, 'Regeneration waste'],
  ['L-4001', '400', 'CH', 'L10', 'N', 10, 50, 'Sulphuric acid dosing'],
  ['L-4002', '400', 'CH', 'L10', 'W', 10, 50, 'Sodium hydroxide dosing'],
  ['L-4003', '400', 'CH', 'L10', 'N', 8, 40, 'Hypochlorite dosing'],
  ['L-4004', '400', 'CH', 'L10', 'N', 10, 40, 'Inhibitor dosing'],
  ['L-4005', '400', 'CH', 'C40', 'N', 20, 60, 'Amine dosing'],
  ['L-4006', '400', 'IA', 'C16', 'N', 11, 60, 'Instrument air header'],
];

/** All rows of the line list. */
export function lineRows() {
  return LINES.map(([tag, area, system, piping_class, insulation, pressure, temperature, description]) => ({
    tag,
    description,
    area,
    system,
    parent_tag: area,
    piping_class,
    insulation,
    design_pressure_bar: pressure,
    design_temperature_c: temperature,
    ...CLASSES[piping_class],
  }));
}
