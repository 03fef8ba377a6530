import fc from 'fast-check';
import type { Asset, Cable, Package } from '../../../shared/model/entities.ts';
import type { PlantState } from '../plant-view.ts';
import { rule } from './rules.ts';
import { asset, plant } from './world.ts';

const AREAS = ['47', '48'] as const;
const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined, freq: 6 });

const motorProperties = fc.record({
  power_kw: maybe(fc.constantFrom(0.75, 11, 75, 200, 400, 450)),
  voltage_v: maybe(fc.constantFrom(400, 480, 6600)),
  electrical_code: fc.constantFrom('IEC', 'NEC'),
  cable_length_m: maybe(fc.constantFrom(0, 5, 150, 900)),
  design_current_factor: maybe(fc.constantFrom(1.25)),
  ambient_c: maybe(fc.constantFrom(30, 55, 'hot')),
  power_factor: maybe(fc.constantFrom(0.6, 1, 87)),
});

const machine = (index: number): fc.Arbitrary<Asset> =>
  fc
    .record({
      type: fc.constantFrom('MOTOR', 'MOTOR', 'LEVEL_TRANSMITTER', 'ON_OFF_VALVE', 'PUMP'),
      area: fc.option(fc.constantFrom(...AREAS), { nil: null, freq: 8 }),
      properties: motorProperties,
    })
    .map(({ type, area, properties }) => asset(`X-${index}`, type, { area, properties: stated(properties) }));

const stated = (properties: object): Asset['properties'] =>
  Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined));

const INFRASTRUCTURE = AREAS.flatMap((area) => [
  asset(`${area}-MCC`, 'MCC', { area }),
  asset(`${area}-CAB`, 'CABINET', { area }),
]);

/** A plant of motors, instruments, MCCs and cabinets, some of them missing. */
export const plantOfAll: fc.Arbitrary<PlantState> = fc
  .tuple(
    fc
      .integer({ min: 1, max: 14 })
      .chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => machine(index)))),
    fc.subarray(INFRASTRUCTURE, { minLength: 2 }),
    fc.constantFrom<PlantState['project']['settings']>({}, { io_fill_pct: 30 }, { voltage_drop_pct: 1 }),
  )
  .map(([machines, others, settings]) => {
    const state = plant([...machines, ...others]);
    return { ...state, project: { ...state.project, settings } };
  });

const MCC = '{ type: MCC, same: area }';
const CABINET = '{ type: CABINET, same: area }';
const RULES: readonly string[] = [
  rule(
    'child.motor',
    'type: PUMP',
    'create_child: { slot: m, type: MOTOR, tag: "{asset.tag}-M", inherit: [area], properties: { power_kw: 75, voltage_v: 400, electrical_code: IEC } }',
  ),
  rule(
    'child.loop',
    'type: PUMP',
    'create_child: { slot: lt, type: LEVEL_TRANSMITTER, tag: "{asset.area}-LT-{seq:03}", inherit: [area] }',
  ),
  rule(
    'child.vfd',
    'type: MOTOR',
    'create_child: { slot: v, type: VFD, tag: "{asset.tag}-VFD", inherit: [area] }',
    "    where: 'props.power_kw > 55'\n    whenGone: retire\n",
  ),
  rule(
    'cable.feeder',
    'type: MOTOR',
    `create_cable: { slot: f, cableType: POWER, tag: "{asset.tag}-PWR", from: [{ child: VFD }, ${MCC}], to: self, cores: 4, sizing: { loadA: "= full_load_current(props)" } }`,
  ),
  rule(
    'cable.drive',
    'type: VFD',
    `create_cable: { slot: f, cableType: POWER, tag: "{asset.area}-W{seq:02}", from: ${MCC}, to: self, lengthM: 5, sizing: { loadA: "= full_load_current(parent.props)" } }`,
  ),
  rule(
    'cable.control',
    'type: MOTOR',
    `create_cable: { slot: c, cableType: CONTROL, tag: "{asset.area}-W{seq:02}", from: self, to: ${MCC}, conductorSizeMm2: 1.5 }`,
  ),
  rule('fed', 'type: MOTOR', `create_relationship: { relation: fed_from, to: [${MCC}] }`),
  rule('set.voltage', 'type: VFD', 'set_property: { voltage_v: "= parent.props.voltage_v" }'),
  rule(
    'set.length',
    'entity: CABLE, cableType: POWER',
    'set_property: { lengthM: "= to.props.cable_length_m * 2", screen: SYMMETRICAL }',
    '    where: \'from.type == "VFD"\'\n    priority: 90\n',
  ),
  rule('count', 'type: MCC', 'set_property: { buckets_used: "= size(cables(\\"POWER\\"))" }'),
  rule(
    'pack.motors',
    'type: [MOTOR, VFD]',
    'create_package: { code: "{asset.area}-EL", packageType: EL-M040 }',
  ),
  rule(
    'pack.cables',
    'entity: CABLE',
    'create_package: { code: "{to.area}-CA", packageType: CA-P040 }',
    "    where: 'cable.voltageDropPct < 2'\n",
  ),
  rule(
    'pack.also',
    'discipline: INSTRUMENTATION',
    'create_package: { code: "{asset.area}-el", packageType: EL-M040 }',
  ),
  rule('pack.cards', 'type: IO_CARD', 'create_package: { code: "{asset.area}-IO", packageType: IO-P040 }'),
  rule(
    'io.motor',
    'type: MOTOR',
    `allocate_io: { DI: 3, DO: 1, cabinet: ${CABINET} }`,
    '    where: \'has_child("VFD")\'\n',
  ),
  rule(
    'io.dol',
    'type: MOTOR',
    `allocate_io: { DI: 2, DO: 1, AI: 1, cabinet: ${CABINET} }`,
    '    where: \'!has_child("VFD")\'\n',
  ),
  rule(
    'io.instrument',
    'type: [LEVEL_TRANSMITTER, ON_OFF_VALVE]',
    `allocate_io: { AI: 1, DO: 1, cabinet: [${CABINET}, { tag: 47-CAB }] }`,
  ),
  rule(
    'check.drop',
    'entity: CABLE, cableType: POWER',
    'validate: { that: "cable.voltageDropPct <= 2.5", severity: WARNING, message: "{cable.tag}: {cable.voltageDropPct}" }',
  ),
];

/** Rules of all actions, one text for each, in some order. */
export const rulesOfAll: fc.Arbitrary<string[]> = fc
  .shuffledSubarray([...RULES], { minLength: 6 })
  .map((rules) => rules);

export type PlantChange = (state: PlantState) => PlantState;

const withAsset =
  (index: number, change: (one: Asset) => Asset): PlantChange =>
  (state) => ({
    ...state,
    assets: state.assets.map((one, at) => (at === index % state.assets.length ? change(one) : one)),
  });
const withCable =
  (index: number, more: Partial<Cable>, fields: readonly string[]): PlantChange =>
  (state) => ({
    ...state,
    cables: state.cables.map((one, at) =>
      at === index % state.cables.length ? { ...one, ...more, owners: byHand(one.owners, fields) } : one,
    ),
  });
const byHand = (owners: Asset['owners'], fields: readonly string[]) => ({
  ...owners,
  ...Object.fromEntries(fields.map((field) => [field, 'user:anna'])),
});

/** Something that a person changes between two runs. */
export const plantChange: fc.Arbitrary<PlantChange> = fc.oneof(
  fc
    .tuple(fc.nat(30), fc.constantFrom('47', '48', null))
    .map(([index, area]) =>
      withAsset(index, (one) => ({ ...one, area, owners: byHand(one.owners, ['area']) })),
    ),
  fc.tuple(fc.nat(30), fc.constantFrom(4, 75, 400)).map(([index, power_kw]) =>
    withAsset(index, (one) => ({
      ...one,
      properties: { ...one.properties, power_kw },
      owners: byHand(one.owners, ['properties.power_kw']),
    })),
  ),
  fc
    .nat(30)
    .map((index) =>
      withAsset(index, (one) => ({ ...one, tag: `${one.tag}N`, owners: byHand(one.owners, ['tag']) })),
    ),
  fc
    .tuple(fc.nat(30), fc.constantFrom(20, 400))
    .map(([index, lengthM]) => withCable(index, { lengthM }, ['lengthM'])),
  fc.nat(30).map((index) => withCable(index, { status: 'APPROVED' }, ['status'])),
  fc.tuple(fc.nat(5), fc.constantFrom<Package['status']>('ISSUED', 'OPEN')).map(
    ([index, status]): PlantChange =>
      (state) => ({
        ...state,
        packages: state.packages.map((one, at) => (at === index ? { ...one, status } : one)),
      }),
  ),
  fc.nat(30).map(
    (index): PlantChange =>
      (state) => {
        const gone = state.edges[index % Math.max(1, state.edges.length)];
        if (gone === undefined) return state;
        return {
          ...state,
          edges: state.edges.filter((one) => one !== gone),
          deletedByPerson: new Set([...state.deletedByPerson, gone.id]),
        };
      },
  ),
);
