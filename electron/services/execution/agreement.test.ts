import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { changesEntity, eventTypeOf } from '../../../shared/model/events.ts';
import type { Plan } from '../../../shared/model/plan.ts';
import { checkRules } from '../../rules/check.ts';
import { parseRuleFiles } from '../../rules/parse.ts';
import { verifyProject } from '../../store/verify.ts';
import { eventsIn } from '../testing/project-reading.ts';
import { copyOfProject, type Row, type World } from '../testing/world.ts';
import { createProject } from '../project.ts';
import { VOCABULARY_NAMES } from '../rules/rule-files.ts';
import { executePlan } from './execute.ts';
import { planProject, readPlan, savePlan } from './plan.ts';

/** Types make only later ones, so that few rule sets have a circle. */
const TYPES = ['AREA', 'PUMP', 'MOTOR', 'VFD'] as const;
const typeNumber = fc.integer({ min: 0, max: TYPES.length - 1 });
const nameOf = (number: number): string => TYPES[number % TYPES.length] ?? 'VFD';

const asset = fc.record({
  type: typeNumber,
  area: fc.constantFrom('', '1', '2'),
  duty: fc.constantFrom('', 'CONSTANT', 'VARIABLE'),
  rating_kw: fc.constantFrom('', '0', '2', '5', '50'),
  power_kw: fc.constantFrom('', '0', '7', '70'),
  parent: fc.nat(9),
});

const condition = fc.constantFrom(
  'props.rating_kw > 1',
  'props.duty == "CONSTANT"',
  'asset.area == "1" || props.power_kw > 5',
  'parent.props.rating_kw >= 1',
  'asset.tag != ""',
  'props.duty != "VARIABLE" || asset.area != "2"',
);
const value = fc.constantFrom(
  "'= props.rating_kw * 2'",
  "'= 100 / props.rating_kw'",
  "'= parent.props.power_kw + 1'",
  '7',
);

/** A rule without its id. The last two kinds make tags that are used, and values of which two rules disagree. */
const rule = fc.oneof(
  fc
    .record({ type: typeNumber, step: fc.integer({ min: 1, max: 3 }), where: condition, value })
    .map((one) =>
      body(
        nameOf(one.type),
        one.where,
        `create_child: { slot: s, type: ${nameOf(Math.min(3, one.type + one.step))}, tag: '{asset.tag}-${one.step}', inherit: [area], properties: { rating_kw: ${one.value} } }`,
      ),
    ),
  fc
    .record({ type: typeNumber, where: condition, value })
    .map((one) => body(nameOf(one.type), one.where, `set_property: { protection_a: ${one.value} }`)),
  fc
    .record({ type: typeNumber, other: typeNumber, where: condition })
    .map((one) =>
      body(
        nameOf(one.type),
        one.where,
        `create_relationship: { relation: related_to, direction: out, to: [{ type: ${nameOf(one.other)}, same: area }, parent] }`,
      ),
    ),
  fc
    .record({ type: typeNumber, where: condition, limit: fc.nat(100) })
    .map((one) =>
      body(
        nameOf(one.type),
        one.where,
        `validate: { that: 'props.protection_a <= ${one.limit}.0', severity: WARNING, message: '{asset.tag} has {props.protection_a}' }`,
      ),
    ),
  fc
    .record({ type: fc.integer({ min: 0, max: 2 }), where: condition })
    .map((one) =>
      body(nameOf(one.type), one.where, `create_child: { slot: t, type: VFD, tag: 'T-{asset.area}' }`),
    ),
);

const body = (type: string, where: string, action: string): string => `
    name: A rule
    for: { type: ${type} }
    where: '${where}'
    do: { ${action} }`;

const edits = fc.array(
  fc.record({
    target: fc.nat(9),
    field: fc.constantFrom('rating_kw', 'power_kw', 'protection_a', 'area', 'duty'),
    value: fc.constantFrom('1', '2', '50', ''),
  }),
  { maxLength: 3 },
);

const folder = mkdtempSync(join(tmpdir(), 'synapse-'));
const empty = join(folder, 'empty.synapse');
createProject(empty, { name: 'Plant', country: 'DE', client: null, userId: 'anna' });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the operations of a plan are exactly the events of its execution, and then nothing is left to do', async () => {
  let executed = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(asset, { minLength: 3, maxLength: 10, size: 'max' }),
      fc.array(rule, { minLength: 3, maxLength: 9, size: 'max' }),
      edits,
      async (assets, rules, changes) => {
        const world = await copyOfProject(empty);
        try {
          await world.importRows(assets.map(rowOf));
          world.loadRules(soundRules(rules));
          executed += await expectAgreement(world, planProject(world.project, { scope: {} }));
          for (const change of changes) edit(world, assets.length, change);
          executed += await expectAgreement(world, planProject(world.project, { scope: {} }));
          expect(verifyProject(world.project.database).ok).toBe(true);
        } finally {
          world.close();
        }
      },
    ),
    { numRuns: 25 },
  );
  expect(executed).toBeGreaterThan(50);
});

const tagOf = (index: number): string => `A-${index}`;

const rowOf = (
  { type, parent, ...cells }: { type: number; parent: number } & Readonly<Record<string, string | number>>,
  index: number,
): Row => ({
  tag: tagOf(index),
  type: nameOf(type),
  parent_tag: index === 0 ? '' : tagOf(parent % index),
  ...cells,
});

/** The items of a rule file: of the random rules those that can be loaded with the ones before them. */
function soundRules(bodies: readonly string[]): string {
  let sound = '';
  for (const [index, text] of bodies.entries()) {
    const more = `${sound}\n  - id: r.rule-${index}${text}`;
    const { rules, problems } = parseRuleFiles([{ file: 'random.yaml', text: `rules:${more}` }]);
    expect(problems).toEqual([]);
    if (checkRules(rules, { knownProperties: VOCABULARY_NAMES }).length === 0) sound = more;
  }
  return sound;
}

function edit(
  world: World,
  count: number,
  { target, field, value: text }: { target: number; field: string; value: string },
): void {
  const tag = tagOf(target % count);
  if (field === 'duty') world.edit(tag, { duty: text === '1' ? 'CONSTANT' : 'VARIABLE' });
  else if (text === '') world.edit(tag, {}, { unset: [field] });
  else world.edit(tag, { [field]: text });
}

/** Executes the plan as it comes back from a file. Returns the number of its operations. */
async function expectAgreement(world: World, plan: Plan): Promise<number> {
  const path = join(world.folder, 'plan.json');
  await savePlan(plan, path);
  const saved = readPlan(path);
  expect(saved).toEqual(plainOf(plan));
  const { correlationId, planHash, summary } = executePlan(world.project, {
    scope: {},
    plan: saved,
    reason: null,
  });
  expect(planHash).toBe(plan.planHash);
  expect([summary.actionsTaken, summary.errors, summary.skipped, summary.findings]).toEqual([
    plan.operations.length,
    plan.errors.length,
    plan.skips.length,
    plan.summary.findingsRaised,
  ]);
  const events = eventsIn(world.project, correlationId);
  const changes = events.filter(({ eventType }) => changesEntity(eventType));
  const startOf = new Map(
    events
      .filter(({ eventType }) => eventType === 'RULE_EXECUTION_STARTED')
      .map(({ ruleId, id }) => [ruleId, id]),
  );
  expect(
    changes.map(
      ({ eventType, aggregateType, aggregateId, ruleId, discipline, metadata, payload, causationId }) => ({
        eventType,
        aggregateType,
        aggregateId,
        ruleId,
        discipline,
        tag: metadata['tag'],
        payload,
        causationId,
      }),
    ),
  ).toEqual(
    plainOf(
      plan.operations.map(
        ({
          op,
          aggregateType,
          aggregateId,
          tag,
          ruleId,
          discipline,
          before,
          after,
          diff,
          because,
          cause,
        }) => ({
          eventType: eventTypeOf(op, aggregateType),
          aggregateType,
          aggregateId,
          ruleId,
          discipline,
          tag,
          payload: { before, after, diff, context: because },
          causationId: cause === null ? startOf.get(ruleId ?? because.ruleId) : changes[cause]?.id,
        }),
      ),
    ),
  );
  const again = planProject(world.project, { scope: {} });
  expect(again.operations).toEqual([]);
  expect(again.conflicts).toEqual(plan.conflicts);
  return plan.operations.length;
}

const plainOf = (plain: unknown): unknown => JSON.parse(JSON.stringify(plain));
