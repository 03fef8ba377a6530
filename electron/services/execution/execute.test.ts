import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ExecutionMessage } from '../../../shared/model/stream.ts';
import { findBatch } from '../../store/batch-query.ts';
import { cable, create } from '../testing/entity-changes.ts';
import { MOTOR_RULES } from '../testing/motor-rules.ts';
import { eventLines, eventsIn } from '../testing/project-reading.ts';
import { newWorld, type World } from '../testing/world.ts';
import { executePlan, type ExecuteRequest } from './execute.ts';

let world: World;
beforeEach(async () => {
  world = await newWorld();
});
afterEach(() => world.close());

function run(more: Partial<ExecuteRequest> = {}) {
  const messages: ExecutionMessage[] = [];
  const request = {
    scope: {},
    reason: 'test',
    onMessage: (one: ExecutionMessage) => messages.push(one),
    ...more,
  };
  return { messages, run: () => executePlan(world.project, request) };
}

const FAILING_RULES = `
  - id: f.tag
    name: A used tag
    discipline: MECHANICAL
    for: { type: PUMP }
    do: { create_child: { slot: s, type: MOTOR, tag: M-1 } }
  - id: f.share
    name: A share
    discipline: ELECTRICAL
    for: { type: PUMP }
    where: 'props.shaft_power_kw != null'
    do: { set_property: { rating_kw: '= 10 / props.shaft_power_kw' } }
  - id: f.unknown
    name: Of a value that is not there
    discipline: ELECTRICAL
    for: { type: PUMP }
    where: 'props.efficiency > 0.5'
    do: { set_property: { service_factor: 1 } }
`;

describe('an execution', () => {
  test('tells its messages in their order', async () => {
    await world.importRows([{ tag: 'P-1', type: 'PUMP', area: '1', shaft_power_kw: 120 }]);
    world.loadRules(MOTOR_RULES);
    const { messages, run: execute } = run({ scope: { areas: ['1'] } });
    const result = execute();
    const progress = messages.flatMap((one) => (one.type === 'PROGRESS' ? [one] : []));
    const timed = progress.filter(
      (one, index) => one.rulesCompleted === (progress[index - 1]?.rulesCompleted ?? 0),
    );
    expect(messages.filter((one) => !timed.some((other) => other === one))).toEqual([
      {
        type: 'STARTED',
        executionId: result.executionId,
        correlationId: result.correlationId,
        totalRules: 3,
        totalAssets: 2,
        filtersApplied: { areas: ['1'] },
      },
      ruleStart('m.motor', 'Motor of a pump', 'MECHANICAL', 0),
      action('m.motor', 'CREATE ASSET', 'from P-1'),
      action('m.motor', 'CREATE EDGE', 'from P-1'),
      progressAfter(1, 2),
      ruleComplete('m.motor', 'Motor of a pump', 2),
      ruleStart('m.rating', 'Rating of a motor', 'ELECTRICAL', 0.5),
      action('m.rating', 'UPDATE ASSET', 'power_kw = 132'),
      progressAfter(2, 3),
      ruleComplete('m.rating', 'Rating of a motor', 1),
      ruleStart('m.large', 'No motor above 100 kW', 'ELECTRICAL', 0.75),
      action('m.large', 'RAISE FINDING', expect.any(String)),
      progressAfter(3, 4),
      ruleComplete('m.large', 'No motor above 100 kW', 1),
      { type: 'COMPLETED', ...withoutHash(result) },
    ]);
    expect(result.summary).toEqual({
      rulesExecuted: 3,
      assetsProcessed: 2,
      actionsTaken: 4,
      skipped: 0,
      errors: 0,
      created: { assets: 1, cables: 0, edges: 1, packages: 0 },
      updated: { assets: 1, cables: 0 },
      findings: 1,
    });
    expect(progress.at(-1)).toMatchObject({
      progress: 1,
      rulesCompleted: 3,
      rulesTotal: 3,
      actionsCompleted: 4,
      actionsTotal: 4,
      errors: 0,
    });
    const shares = progress.map((one) => one.progress);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  });

  test('brackets each rule, and keeps its summary with the batch', async () => {
    await world.importRows([{ tag: 'P-1', type: 'PUMP', area: '1', shaft_power_kw: 60 }]);
    world.loadRules(MOTOR_RULES);
    const { correlationId, planHash, summary } = run().run();
    expect(eventLines(world.project, correlationId)).toEqual([
      'BATCH_STARTED',
      'RULE_EXECUTION_STARTED',
      'ASSET_CREATED P-1-M',
      'RELATIONSHIP_CREATED P-1-M',
      'RULE_EXECUTION_COMPLETED',
      'RULE_EXECUTION_STARTED',
      'ASSET_UPDATED P-1-M',
      'RULE_EXECUTION_COMPLETED',
      'RULE_EXECUTION_STARTED',
      'RULE_EXECUTION_COMPLETED',
      'BATCH_COMPLETED',
    ]);
    expect(findBatch(world.project.database, correlationId, true)).toMatchObject({
      kind: 'EXECUTION',
      status: 'COMPLETED',
      reason: 'test',
      planHash,
      summary,
      canRollback: true,
    });
  });

  test('that finds nothing to do is recorded all the same', () => {
    const { correlationId, summary } = run().run();
    expect([summary.actionsTaken, eventLines(world.project, correlationId)]).toEqual([
      0,
      ['BATCH_STARTED', 'BATCH_COMPLETED'],
    ]);
  });

  test('goes on after an action that fails, and counts and records it; a skip as well', async () => {
    await world.importRows([
      { tag: 'M-1', type: 'FAN' },
      { tag: 'P-1', type: 'PUMP', shaft_power_kw: 0 },
      { tag: 'P-2', type: 'PUMP', shaft_power_kw: 5 },
    ]);
    world.loadRules(FAILING_RULES);
    const { messages, run: execute } = run();
    const { correlationId, summary } = execute();
    expect(summary).toMatchObject({ actionsTaken: 1, errors: 3, skipped: 2 });
    const told = messages.flatMap((one) =>
      one.type === 'ERROR' ? [[one.ruleId, one.code, one.recoverable]] : [],
    );
    expect(told).toEqual([
      ['f.share', expect.any(String), true],
      ['f.tag', 'DUPLICATE_TAG', true],
      ['f.tag', 'DUPLICATE_TAG', true],
    ]);
    const events = eventsIn(world.project, correlationId);
    const outcomes = events.filter(
      ({ eventType }) => eventType === 'RULE_ERROR' || eventType === 'RULE_SKIPPED',
    );
    const startOf = (rule: string | null) =>
      events.find(({ eventType, ruleId }) => eventType === 'RULE_EXECUTION_STARTED' && ruleId === rule)?.id;
    expect(outcomes.map(({ causationId, ruleId }) => causationId === startOf(ruleId))).not.toContain(false);
    expect(
      outcomes.map(({ eventType, ruleId, payload }) => [
        eventType,
        ruleId,
        payload.context['reason'] ?? null,
      ]),
    ).toEqual([
      ['RULE_ERROR', 'f.share', null],
      ['RULE_ERROR', 'f.tag', null],
      ['RULE_ERROR', 'f.tag', null],
      ['RULE_SKIPPED', 'f.unknown', 'UNKNOWN'],
      ['RULE_SKIPPED', 'f.unknown', 'UNKNOWN'],
    ]);
    expect(findBatch(world.project.database, correlationId, true)?.status).toBe('COMPLETED');
  });

  test("records what failed on a cable as the cable's", () => {
    world.change([create('CABLE', cable('C-1', null, null, { lengthM: 0 }))]);
    world.loadRules(`
  - id: f.cable
    name: A share
    for: { entity: CABLE }
    do: { set_property: { voltageDropPct: '= 1 / cable.lengthM' } }`);
    const { correlationId } = run().run();
    const errors = eventsIn(world.project, correlationId).filter(
      ({ eventType }) => eventType === 'RULE_ERROR',
    );
    expect(errors.map(({ aggregateType, aggregateId }) => [aggregateType, aggregateId])).toEqual([
      ['CABLE', 'C-1'],
    ]);
  });

  test('resolves the findings of a rule that was retired, with a bracket of its own', async () => {
    await world.importRows([{ tag: 'M-1', type: 'MOTOR', power_kw: 200 }]);
    world.loadRules(MOTOR_RULES);
    world.execute();
    world.loadRules('  []');
    expect(eventLines(world.project, run().run().correlationId)).toEqual([
      'BATCH_STARTED',
      'RULE_EXECUTION_STARTED',
      'FINDING_RESOLVED M-1',
      'RULE_EXECUTION_COMPLETED',
      'BATCH_COMPLETED',
    ]);
  });
});

const ruleStart = (ruleId: string, ruleName: string, discipline: string, progress: number) => ({
  type: 'RULE_START',
  ruleId,
  ruleName,
  discipline,
  assetsToProcess: 1,
  progress,
});
const action = (ruleId: string, what: string, result: unknown) => ({
  type: 'ACTION',
  ruleId,
  assetId: expect.any(String),
  assetTag: 'P-1-M',
  action: what,
  result,
});
const progressAfter = (rulesCompleted: number, actionsCompleted: number) => ({
  type: 'PROGRESS',
  progress: actionsCompleted / 4,
  rulesCompleted,
  rulesTotal: 3,
  actionsCompleted,
  actionsTotal: 4,
  errors: 0,
  elapsedMs: expect.any(Number),
});
const ruleComplete = (ruleId: string, ruleName: string, actionsTaken: number) => ({
  type: 'RULE_COMPLETE',
  ruleId,
  ruleName,
  assetsProcessed: 1,
  actionsTaken,
  skipped: 0,
  errors: 0,
});
const withoutHash = ({ planHash: _hash, ...result }: ReturnType<typeof executePlan>) => result;
