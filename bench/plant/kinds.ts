import type { PropertyValue } from '../../shared/model/entities.ts';
import type { Random } from './random.ts';

/** A kind of asset in the synthetic plant. */
export interface PlantKind {
  readonly type: string;
  readonly prefix: string;
  readonly service: string;
  /** How many there are in a thousand assets. */
  readonly share: number;
  properties(random: Random): Record<string, PropertyValue>;
}

const SHAFT_POWERS = [1.2, 2.4, 4.8, 7.1, 12, 18, 26, 41, 52, 68, 85, 104, 148] as const;
const DRIVERS = ['ELECTRIC', 'ELECTRIC', 'ELECTRIC', 'ELECTRIC', 'TURBINE'] as const;

const machine = (random: Random) => ({
  shaft_power_kw: random.pick(SHAFT_POWERS),
  driver: random.pick(DRIVERS),
  duty: random.pick(['CONSTANT', 'CONSTANT', 'VARIABLE']),
  outdoor: random.chance(0.4),
});

const zone = (random: Random): Record<string, PropertyValue> =>
  random.chance(0.3) ? { zone: random.pick(['1', '2']), gas_group: random.pick(['IIA', 'IIB']) } : {};

const instrument = (random: Random, unit: string, most: number) => ({
  signal: '4-20 mA HART',
  signal_kind: 'AI',
  range_min: 0,
  range_max: random.whole(1, most),
  range_unit: unit,
  safety: random.chance(0.1),
  intrinsically_safe: random.chance(0.3),
  ...zone(random),
});

const pressures = (random: Random) => ({
  design_pressure_bar: random.pick([6, 10, 16, 25, 40]),
  design_temperature_c: random.whole(40, 350),
});

const line = (random: Random) => ({
  piping_class: random.pick(['C10', 'C16', 'S25', 'S40']),
  insulated: random.chance(0.4),
  freezing: random.chance(0.1),
  class_pressure_bar: random.pick([10, 16, 25, 40]),
  class_temperature_c: 400,
  ...pressures(random),
});

const kind = (
  type: string,
  prefix: string,
  service: string,
  share: number,
  properties: PlantKind['properties'],
): PlantKind => ({ type, prefix, service, share, properties });

/** What the plant is made of, besides its areas. The shares add up to a thousand. */
export const PLANT_KINDS: readonly [PlantKind, ...PlantKind[]] = [
  kind('PUMP', 'P', 'transfer pump', 110, (random) => ({
    pump_kind: random.pick(['CENTRIFUGAL', 'CENTRIFUGAL', 'CENTRIFUGAL', 'RECIPROCATING', 'ROTARY']),
    flow_m3_h: random.whole(2, 900),
    head_m: random.whole(8, 160),
    ...machine(random),
  })),
  kind('FAN', 'K', 'fan', 30, machine),
  kind('BLOWER', 'B', 'blower', 10, machine),
  kind('COMPRESSOR', 'C', 'compressor', 10, machine),
  kind('AGITATOR', 'A', 'agitator', 30, machine),
  kind('CONVEYOR', 'CV', 'conveyor', 10, machine),
  kind('TANK', 'T', 'tank', 40, (random) => ({
    hazardous: random.chance(0.3),
    overflow_risk: random.chance(0.3),
    ...pressures(random),
  })),
  kind('VESSEL', 'V', 'vessel', 40, pressures),
  kind('HEAT_EXCHANGER', 'E', 'heat exchanger', 40, pressures),
  kind('LINE', 'L', 'line', 170, line),
  kind('VALVE', 'HV', 'hand valve', 145, pressures),
  kind('CONTROL_VALVE', 'FV', 'control valve', 50, (random) => ({
    fail_action: random.pick(['OPEN', 'CLOSED', 'LAST']),
    ...zone(random),
  })),
  kind('ON_OFF_VALVE', 'XV', 'shut-off valve', 40, (random) => ({
    fail_action: random.pick(['OPEN', 'CLOSED']),
    ...zone(random),
  })),
  kind('RELIEF_VALVE', 'PSV', 'relief valve', 30, pressures),
  kind('PRESSURE_TRANSMITTER', 'PT', 'pressure', 80, (random) => instrument(random, 'bar', 60)),
  kind('LEVEL_TRANSMITTER', 'LT', 'level', 40, (random) => instrument(random, 'm', 20)),
  kind('FLOW_TRANSMITTER', 'FT', 'flow', 50, (random) => instrument(random, 'm3/h', 900)),
  kind('TEMPERATURE_TRANSMITTER', 'TT', 'temperature', 50, (random) => instrument(random, 'deg C', 400)),
  kind('MCC', 'MCC', 'motor control centre', 5, (random) => ({
    voltage_v: 400,
    bus_rating_a: random.pick([1000, 1600, 2500]),
    buckets: 48,
    buckets_used: random.whole(10, 44),
  })),
  kind('CABINET', 'CAB', 'marshalling cabinet', 5, (random) => ({ safety: random.chance(0.1) })),
  kind('JUNCTION_BOX', 'JB', 'junction box', 15, (random) => ({
    signal_kind: 'AI',
    safety: random.chance(0.1),
    pairs: 24,
    pairs_used: random.whole(0, 24),
  })),
];
