import fc from 'fast-check';
import type { Asset } from '../../../shared/model/entities.ts';
import type { PlantState } from '../plant-view.ts';
import { asset, cable, edge, plant } from './world.ts';

/** Pumps and motors whose shaft power is always known, so that most rules fire, and things of persons beside. */
export const eventfulPlant: fc.Arbitrary<PlantState> = fc
  .record({
    powers: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 4 }),
    motors: fc.uniqueArray(
      fc.record({
        number: fc.nat(3),
        suffix: fc.constantFrom('-M', '-N'),
        type: fc.constantFrom('MOTOR', 'MOTOR', 'VFD'),
        parent: fc.option(fc.nat(3), { nil: null }),
        power: fc.option(fc.integer({ min: 0, max: 3 }), { nil: null }),
      }),
      { maxLength: 3, selector: ({ number, suffix }) => `${number}${suffix}` },
    ),
  })
  .map(({ powers, motors }) => {
    const pumps = powers.map((shaft_power_kw, index) =>
      asset(`P-${index}`, 'PUMP', { properties: { shaft_power_kw } }),
    );
    const made = motors.map(({ number, suffix, type, parent, power }) =>
      asset(`P-${number}${suffix}`, type, {
        parentId: parent === null || parent >= pumps.length ? null : `P-${parent}`,
        properties: power === null ? { shaft_power_kw: 1 } : { shaft_power_kw: 2, power_kw: power },
      }),
    );
    return plant([...pumps, ...made]);
  });

const where = fc.constantFrom(
  'true',
  'props.shaft_power_kw > 1',
  'props.shaft_power_kw <= 2',
  'parent.props.shaft_power_kw > 1',
  'props.power_kw > 1',
  '!has_child("VFD")',
  'has_child("MOTOR")',
);
const property = fc.constantFrom('power_kw', 'rating_kw');
const value = fc.constantFrom(
  '1',
  '2',
  '"= props.shaft_power_kw"',
  '"= parent.props.shaft_power_kw"',
  '"= parent.props.rating_kw"',
  '"= props.power_kw"',
);
const setting = fc
  .tuple(fc.constantFrom('PUMP', 'MOTOR', '[PUMP, MOTOR]', 'VFD'), property, value)
  .map(([of, name, text]) => `for: { type: ${of} }\n    do: { set_property: { ${name}: ${text} } }`);
const making = fc
  .tuple(
    fc.constantFrom(
      ['PUMP', 'MOTOR'],
      ['PUMP', 'VFD'],
      ['MOTOR', 'VFD'],
      ['MOTOR', 'SPACE_HEATER'],
      ['VFD', 'SPACE_HEATER'],
    ),
    fc.constantFrom('-M', '-N'),
    property,
    value,
  )
  .map(
    ([[from, to], suffix, name, text]) =>
      `for: { type: ${from} }\n    do: { create_child: { slot: x, type: ${to}, tag: "{asset.tag}${suffix}", properties: { ${name}: ${text} } } }`,
  );
const linking = fc
  .constantFrom('{ type: VFD }', 'parent', '{ child: MOTOR }')
  .map(
    (end) =>
      `for: { type: [PUMP, MOTOR] }\n    do: { create_relationship: { relation: linked, to: [${end}] } }`,
  );
const terms = fc.record({
  id: fc.nat(6),
  source: fc.constantFrom('FIRM', 'COUNTRY', 'PROJECT', 'CLIENT'),
  sourceId: fc.constantFrom('null', 'null', 'null', 'null', 'DE', 'US'),
  priority: fc.constantFrom(10, 50, 50, 90),
  enforced: fc.constantFrom(false, false, false, true),
  whenGone: fc.constantFrom('keep', 'retire', 'retire'),
});

/** Rules that meet one another: of few priorities, on few fields, some enforced, some with one id. */
export const eventfulRules: fc.Arbitrary<string[]> = fc
  .uniqueArray(fc.tuple(terms, where, fc.oneof(setting, setting, making, making, linking)), {
    minLength: 2,
    maxLength: 7,
    selector: ([{ id, source }]) => `${id} ${source}`,
  })
  .map((rules) =>
    rules.map(
      ([{ id, source, sourceId, priority, enforced, whenGone }, condition, does]) =>
        `  - id: r${id}\n    name: r\n    source: ${source}\n    sourceId: ${sourceId}\n    enforced: ${enforced}\n` +
        `    whenGone: ${whenGone}\n    priority: ${priority}\n    where: '${condition}'\n    ${does}\n`,
    ),
  );

/** A change by hand, by the place of an asset in the list. */
export type HandChange =
  | { readonly index: number; readonly kind: 'set'; readonly name: string; readonly to: number | null }
  | { readonly index: number; readonly kind: 'delete' | 'cable' | 'child' };

export const handChange: fc.Arbitrary<HandChange> = fc.oneof(
  fc.record({
    index: fc.nat(9),
    kind: fc.constant('set' as const),
    name: fc.constantFrom('shaft_power_kw', 'shaft_power_kw', 'power_kw', 'rating_kw'),
    to: fc.option(fc.integer({ min: 0, max: 4 }), { nil: null, freq: 6 }),
  }),
  fc.record({
    index: fc.nat(9),
    kind: fc.constantFrom('delete' as const, 'cable' as const, 'child' as const),
  }),
);

/** The plant after changes by hand, made as the application makes them. */
export const changedByHand = (state: PlantState, changes: readonly HandChange[]): PlantState =>
  changes.reduce(changeOne, state);

function changeOne(state: PlantState, change: HandChange, round: number): PlantState {
  const target = state.assets[change.index % Math.max(1, state.assets.length)];
  if (target === undefined) return state;
  switch (change.kind) {
    case 'set': {
      const { name, to } = change;
      const { [name]: _old, ...rest } = target.properties;
      const properties = to === null ? rest : { ...rest, [name]: to };
      const owners = { ...target.owners, [`properties.${name}`]: 'user:anna' };
      return withAsset(state, { ...target, properties, owners });
    }
    case 'delete':
      return without(state, target);
    case 'cable':
      return { ...state, cables: [...state.cables, cable(`C-${round}`, { fromAssetId: target.id })] };
    case 'child': {
      const child = asset(`K-${round}`, 'MOTOR', { parentId: target.id, properties: { shaft_power_kw: 3 } });
      const link = edge(child.id, 'near', child.id);
      return { ...state, assets: [...state.assets, child], edges: [...state.edges, link] };
    }
  }
}

const withAsset = (state: PlantState, changed: Asset): PlantState => ({
  ...state,
  assets: state.assets.map((one) => (one.id === changed.id ? changed : one)),
});

function without(state: PlantState, { id }: Asset): PlantState {
  const assets = state.assets
    .filter((one) => one.id !== id)
    .map((one) =>
      one.parentId === id
        ? { ...one, parentId: null, owners: { ...one.owners, parentId: 'user:anna' } }
        : one,
    );
  return {
    ...state,
    assets,
    edges: state.edges.filter(({ sourceId, targetId }) => sourceId !== id && targetId !== id),
    cables: state.cables.filter(({ fromAssetId, toAssetId }) => fromAssetId !== id && toAssetId !== id),
    deletedByPerson: new Set([...state.deletedByPerson, id]),
  };
}
