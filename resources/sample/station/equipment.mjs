import { chemicalsAndAir } from './chemicals-and-air.mjs';
import { condensate } from './condensate.mjs';
import { coolingTower } from './cooling-tower.mjs';
import { AREAS, junctionBoxes, safetyCabinet, switchgear } from './infrastructure.mjs';
import { pumpHouse } from './pump-house.mjs';

/** The columns of the equipment list, in the order that the file has them. */
export const EQUIPMENT_COLUMNS = [
  ['tag', 'type', 'description', 'area', 'system', 'parent_tag'],
  ['pump_kind', 'driver', 'duty', 'duty_standby', 'bus', 'outdoor'],
  ['flow_m3_h', 'head_m', 'discharge_pressure_bar', 'shaft_power_kw', 'power_kw'],
  ['rating_kw', 'rating_a', 'cable_length_m'],
  ['design_pressure_bar', 'design_temperature_c', 'hazardous', 'overflow_risk'],
  ['zone', 'gas_group', 'temperature_class', 'epl', 'explosion_protected'],
  ['voltage_level', 'bus_rating_a', 'buckets', 'buckets_used', 'diversity'],
  ['signal_kind', 'safety', 'intrinsically_safe', 'pairs', 'pairs_used'],
].flat();

/** All rows of the equipment list; `random` gives the spread of flows, heads and powers. */
export function equipmentRows(random) {
  return [
    ...Object.entries(AREAS).map(([tag, description]) => ({ tag, type: 'AREA', description, area: tag })),
    ...switchgear(random),
    ...junctionBoxes(random),
    safetyCabinet,
    ...inArea('100', coolingTower(random)),
    ...inArea('200', pumpHouse(random)),
    ...inArea('300', condensate(random)),
    ...inArea('400', chemicalsAndAir(random)),
  ];
}

/** What names no other parent hangs under its area. */
const inArea = (area, rows) => rows.map((row) => ({ parent_tag: area, ...row, area }));
