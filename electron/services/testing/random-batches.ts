import fc from 'fast-check';
import { SynapseError } from '../../../shared/errors.ts';
import { displayText } from '../../../shared/json.ts';
import { changeSteps, runChanges, TAGS } from './random-changes.ts';
import { stateOf, type ProjectState } from './state-of.ts';
import type { Row, World } from './world.ts';

const tag = fc.constantFrom(...TAGS);
const type = fc.constantFrom('PUMP', 'TANK', 'MCC', 'MOTOR');
const area = fc.constantFrom('1', '2', '3');
const pick = fc.nat(20);

const row = fc.record(
  { tag, type, area, poles: fc.constantFrom(2, 4, 6), parent_tag: tag },
  { requiredKeys: ['tag', 'type'] },
);
const set = fc.oneof(
  fc.record({ area }),
  fc.record({ poles: fc.constantFrom('2', '4', '6') }),
  fc.record({ tag }),
  fc.record({ parent_tag: tag }),
  fc.record({ type }),
);

/** A random batch, told by numbers that are read against what the project holds when it runs. */
export const batchSteps = fc.oneof(
  fc.record({ do: fc.constant('import' as const), rows: fc.array(row, { minLength: 1, maxLength: 4 }) }),
  fc.record({ do: fc.constant('edit' as const), pick, set, user: fc.constantFrom('anna', 'bernd') }),
  fc.record({
    do: fc.constant('unset' as const),
    pick,
    field: fc.constantFrom('area', 'poles', 'parent_tag'),
  }),
  fc.record({ do: fc.constant('new' as const), tag, type }),
  fc.record({ do: fc.constant('delete' as const), pick }),
  fc.record({ do: fc.constant('rules' as const), pick: fc.nat(2) }),
  fc.record({ do: fc.constant('execute' as const), isScoped: fc.boolean() }),
  fc.record({ do: fc.constant('settings' as const), value: fc.constantFrom('', '35', '45') }),
  fc.record({ do: fc.constant('change' as const), changes: changeSteps }),
);
export type BatchStep = typeof batchSteps extends fc.Arbitrary<infer T> ? T : never;

const RULES = ['{asset.tag}-M', '{asset.tag}-MOT', '{asset.tag}-M'].map(
  (name, index) => `
  - { id: motor, name: Motor, for: { type: PUMP }, where: 'asset.area != "3"', do: { create_child: { slot: motor, type: MOTOR, tag: "${name}", relation: powers, inherit: [area] } } }
  - { id: poles, name: Poles, for: { type: MOTOR }, do: { set_property: { service_factor: "= parent.props.poles" } } }
  - { id: fed, name: Fed, for: { type: MOTOR }, do: { create_relationship: { relation: fed_from, to: [{ type: MCC }] } } }
${index === 2 ? '' : `  - { id: area, name: Area, for: { type: PUMP }, do: { validate: { that: 'asset.area == "${index + 1}"', severity: ERROR, message: "{asset.tag}: area {asset.area}" } } }`}`,
);

/** Runs a batch and gives its id; null where it is refused for what stands there, or has nothing to work on. */
export async function runStep(world: World, step: BatchStep): Promise<string | null> {
  try {
    return await run(world, step);
  } catch (error) {
    const refusals = ['DUPLICATE_TAG', 'ASSET_NOT_FOUND', 'INVALID_ARGUMENT', 'RULE_NOT_FOUND'];
    if (error instanceof SynapseError && refusals.includes(error.code)) return null;
    throw error;
  }
}

async function run(world: World, step: BatchStep): Promise<string | null> {
  switch (step.do) {
    case 'import':
      return world.importRows(step.rows.map(rowOf));
    case 'new':
      return world.edit(step.tag, {}, { newType: step.type });
    case 'rules':
      return world.loadRules(RULES[step.pick] ?? '');
    case 'execute':
      return world.execute(step.isScoped ? { ruleIds: ['motor', 'poles'] } : {});
    case 'settings':
      return world.settings({ ambient_c: step.value });
    case 'change':
      return runChanges(world, step.changes);
    default:
      return edit(world, step);
  }
}

const rowOf = ({
  tag: name,
  type: kind,
  ...more
}: typeof row extends fc.Arbitrary<infer T> ? T : never): Row => ({
  tag: name,
  type: kind,
  ...Object.fromEntries(
    Object.entries(more).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  ),
});

function edit(world: World, step: Extract<BatchStep, { do: 'edit' | 'unset' | 'delete' }>): string | null {
  const { ASSET, CABLE, PACKAGE } = stateOf(world.project);
  const names = [ASSET, CABLE, PACKAGE].flatMap((kind) =>
    Object.values(kind).map(({ tag: label, code }) => displayText(label ?? code)),
  );
  const name = names[step.pick % Math.max(1, names.length)];
  if (name === undefined) return null;
  if (step.do === 'delete') return world.remove(name);
  if (step.do === 'unset')
    return isAsset(ASSET, name) ? world.edit(name, undefined, { unset: [step.field] }) : null;
  return isAsset(ASSET, name) || 'tag' in step.set
    ? world.as(step.user).edit(name, labelled(PACKAGE, name, step.set))
    : null;
}

const isAsset = (assets: ProjectState['ASSET'], name: string): boolean =>
  Object.values(assets).some((entity) => entity['tag'] === name);

function labelled(
  packages: ProjectState['PACKAGE'],
  name: string,
  values: Record<string, string>,
): Record<string, string> {
  const isPackage = Object.values(packages).some((entity) => entity['code'] === name);
  return isPackage && values['tag'] !== undefined ? { code: values['tag'] } : values;
}
