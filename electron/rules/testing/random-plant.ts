import fc from 'fast-check';
import type { Asset, Edge } from '../../../shared/model/entities.ts';
import type { PlantState } from '../plant-view.ts';
import { asset, edge, plant } from './world.ts';

const TYPES = ['AREA', 'PUMP', 'MOTOR', 'VFD'] as const;
const PROPERTIES = ['shaft_power_kw', 'power_kw', 'rating_kw'] as const;
const AREAS = ['47', '48'] as const;

const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary, { nil: null });

const arbitraryAsset = (index: number): fc.Arbitrary<Asset> =>
  fc
    .record({
      type: fc.constantFrom(...TYPES),
      area: maybe(fc.constantFrom(...AREAS)),
      parent: maybe(fc.nat(5)),
      properties: fc.dictionary(
        fc.constantFrom(...PROPERTIES),
        fc.oneof(
          { weight: 8, arbitrary: fc.integer({ min: 0, max: 4 }) },
          { weight: 1, arbitrary: fc.constant('bad') },
        ),
        { noNullPrototype: true },
      ),
      owner: fc.constantFrom('user:anna', 'rule:old'),
    })
    .map(({ type, area, parent, properties, owner }) =>
      asset(`T-${index}`, type, {
        area,
        parentId: parent === null || parent >= index ? null : `T-${parent}`,
        properties,
        owners: { '*': 'user:anna', 'properties.power_kw': owner },
      }),
    );

const arbitraryEdges = (count: number): fc.Arbitrary<Edge[]> =>
  fc.uniqueArray(
    fc
      .tuple(fc.nat(count - 1), fc.nat(count - 1))
      .map(([from, to]) => edge(`T-${from}`, 'fed_from', `T-${to}`)),
    { maxLength: 3, selector: ({ id }) => id },
  );

/** Assets of persons with tags that rules would give, which they adopt or cannot use. */
const likeMade = fc.uniqueArray(
  fc
    .tuple(fc.nat(2), fc.constantFrom('-M', '-N'), fc.constantFrom('MOTOR', 'VFD', 'PUMP'))
    .map(([number, suffix, type]) => asset(`T-${number}${suffix}`, type)),
  { maxLength: 2, selector: ({ id }) => id },
);

/** A small plant with values of all kinds: missing, of the wrong type, of a person, of a rule. */
export const randomPlant: fc.Arbitrary<PlantState> = fc
  .integer({ min: 1, max: 7 })
  .chain((count) =>
    fc
      .tuple(
        fc.tuple(...Array.from({ length: count }, (_, index) => arbitraryAsset(index))),
        likeMade,
        arbitraryEdges(count),
      )
      .map(([assets, more, edges]) => plant([...assets, ...more], { edges })),
  );

const target = fc.oneof(
  fc.subarray([...TYPES], { minLength: 1 }).map((types) => `type: [${types.join(', ')}]`),
  fc.constantFrom(...AREAS).map((area) => `area: '${area}'`),
  fc.constant(''),
);
const property = fc.constantFrom(...PROPERTIES);
const where = fc.oneof(
  property.map((name) => `props.${name} > 1`),
  property.map((name) => `parent.props.${name} >= 2 || asset.area == "47"`),
  property.map((name) => `props.${name} == null`),
  fc.constant('size(assets("MOTOR")) > 1'),
  fc.constant('!has_child("VFD")'),
  fc.constant('true'),
);
const value = fc.oneof(
  fc.integer({ min: 0, max: 3 }).map(String),
  property.map((name) => `"= props.${name}"`),
  property.map((name) => `"= parent.props.${name} * 2"`),
  property.map((name) => `"= 6 / props.${name}"`),
);
const madeType = fc.constantFrom('MOTOR', 'VFD', 'SPACE_HEATER');
const action = fc.oneof(
  fc.tuple(property, value).map(([name, text]) => `set_property: { ${name}: ${text} }`),
  fc
    .tuple(madeType, fc.constantFrom('-M', '-N'), property, value)
    .map(
      ([type, suffix, name, text]) =>
        `create_child: { slot: x, type: ${type}, tag: "{asset.tag}${suffix}", inherit: [area], properties: { ${name}: ${text} } }`,
    ),
  fc
    .tuple(
      fc.constantFrom('{ type: MOTOR, same: area }', 'parent', '{ relation: fed_from }', '{ child: VFD }'),
      fc.constantFrom('in', 'out'),
    )
    .map(
      ([end, direction]) =>
        `create_relationship: { relation: linked, direction: ${direction}, to: [${end}] }`,
    ),
  property.map((name) => `validate: { that: "props.${name} < 3", message: "{asset.tag}: {props.${name}}" }`),
);

const terms = fc.record({
  id: fc.nat(5),
  source: fc.constantFrom('FIRM', 'COUNTRY', 'PROJECT', 'CLIENT'),
  sourceId: fc.constantFrom('null', 'null', 'null', 'DE', 'US'),
  priority: maybe(fc.constantFrom(10, 50, 90)),
  enforced: fc.constantFrom(false, false, true),
  whenGone: fc.constantFrom('keep', 'retire'),
});

/**
 * The items of rule files, one text for each rule: of all sources, some with one id. Some sets of them have no
 * order.
 */
export const randomRules: fc.Arbitrary<string[]> = fc
  .uniqueArray(fc.tuple(terms, target, where, action), {
    minLength: 1,
    maxLength: 6,
    selector: ([{ id, source }]) => `${id} ${source}`,
  })
  .map((rules) =>
    rules.map(
      ([{ id, source, sourceId, priority, enforced, whenGone }, of, condition, does]) =>
        `  - id: r${id}\n    name: r\n    source: ${source}\n    sourceId: ${sourceId}\n    enforced: ${enforced}\n` +
        `    whenGone: ${whenGone}\n${priority === null ? '' : `    priority: ${priority}\n`}` +
        `    for: { ${of} }\n    where: '${condition}'\n    do: { ${does} }\n`,
    ),
  );

/** A change by hand: a property of an asset, by its place in the list, gets a value or none. */
export const randomEdit = fc.record({
  index: fc.nat(6),
  name: property,
  value: maybe(fc.integer({ min: 0, max: 4 })),
});
export type HandEdit = typeof randomEdit extends fc.Arbitrary<infer T> ? T : never;

/** The plant after changes by hand. */
export const edited = (state: PlantState, edits: readonly HandEdit[]): PlantState => ({
  ...state,
  assets: edits.reduce(applyEdit, state.assets),
});

function applyEdit(assets: readonly Asset[], { index, name, value: to }: HandEdit): readonly Asset[] {
  return assets.map((one, place) => {
    if (place !== index % assets.length) return one;
    const { [name]: _old, ...rest } = one.properties;
    const properties = to === null ? rest : { ...rest, [name]: to };
    return { ...one, properties, owners: { ...one.owners, [`properties.${name}`]: 'user:anna' } };
  });
}
