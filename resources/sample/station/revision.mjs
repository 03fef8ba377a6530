/**
 * The second revision of the equipment list: the whole list again, with a handful of values changed and two
 * tags more.
 */
export function secondRevision(rows) {
  const unknown = Object.keys(CHANGES).filter((tag) => !rows.some((row) => row.tag === tag));
  if (unknown.length > 0) throw new Error(`${unknown.join(', ')}: no such tag in the first revision.`);
  return [...rows.map((row) => ({ ...row, ...CHANGES[row.tag] })), ...NEW_ROWS];
}

const CHANGES = {
  'P-101A': { head_m: 41, discharge_pressure_bar: 4.2, shaft_power_kw: 26.4 },
  'P-101B': { head_m: 41, discharge_pressure_bar: 4.2, shaft_power_kw: 26.4 },
  'P-104': { shaft_power_kw: 2.1 },
  'P-204A': { duty: 'CONSTANT' },
  'FAN-401A': { shaft_power_kw: 7.9, description: 'Chemical building exhaust fan A, larger wheel' },
};

const NEW_ROWS = [
  {
    tag: '400-MCC-01',
    type: 'MCC',
    description: 'MCC of area 400, bus A',
    area: '400',
    system: 'EL',
    parent_tag: '400',
    bus: 'A',
    voltage_level: 'LV',
    bus_rating_a: 800,
    buckets: 18,
    buckets_used: 9,
    diversity: 0.75,
  },
  {
    tag: 'P-407',
    type: 'PUMP',
    description: 'Chemical sump pump',
    area: '400',
    system: 'CH',
    parent_tag: '400',
    pump_kind: 'CENTRIFUGAL',
    driver: 'ELECTRIC',
    flow_m3_h: 12,
    head_m: 11,
    discharge_pressure_bar: 1.3,
    shaft_power_kw: 0.7,
  },
];
