import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ExecutionMessage } from '../../../shared/model/stream.ts';
import { findBatch } from '../../store/batch-query.ts';
import { verifyProject } from '../../store/verify.ts';
import { failureOf } from '../testing/failure.ts';
import { MOTOR_RULES } from '../testing/motor-rules.ts';
import { batchLines, eventLines, eventsIn, exists } from '../testing/project-reading.ts';
import { stateOf } from '../testing/state-of.ts';
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
    const told = messages.filter(({ type }) => type !== 'PROGRESS');
    expect(told).toEqual([
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
      ruleComplete('m.motor', 'Motor of a pump', 2),
      ruleStart('m.rating', 'Rating of a motor', 'ELECTRICAL', 0.5),
      action('m.rating', 'UPDATE ASSET', 'power_kw = 132'),
      ruleComplete('m.rating', 'Rating of a motor', 1),
      ruleStart('m.large', 'No motor above 100 kW', 'ELECTRICAL', 0.75),
      action('m.large', 'RAISE FINDING', expect.any(String)),
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
    const progress = messages.flatMap((one) => (one.type === 'PROGRESS' ? [one] : []));
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

  test('that is cancelled at any moment leaves nothing but its record', async () => {
    await world.importRows(
      Array.from({ length: 300 }, (_, index) => ({
        tag: `P-${index}`,
        type: 'PUMP',
        area: '1',
        shaft_power_kw: 10,
      })),
    );
    world.loadRules(MOTOR_RULES);
    const before = stateOf(world.project);
    const asked = countQuestions();
    for (const moment of [...new Set([0, 1, Math.floor(asked / 2), asked - 2, asked - 1])].filter(
      (one) => one >= 0,
    )) {
      const earlier = batchLines(world.project).length;
      let questions = 0;
      const { messages, run: execute } = run({ shouldCancel: () => (questions += 1) > moment });
      expect(failureOf(execute).code).toBe('CANCELLED');
      const begun = messages.some(({ type }) => type === 'STARTED');
      expect(messages.at(-1)).toMatchObject({ type: 'CANCELLED' });
      expect(batchLines(world.project).slice(earlier)).toEqual(begun ? ['EXECUTION CANCELLED'] : []);
      expect(stateOf(world.project)).toEqual(before);
    }
    expect(batchLines(world.project)).toContain('EXECUTION CANCELLED');
    run().run();
    expect(exists(world.project, 'P-299-M')).toBe(true);
    expect(verifyProject(world.project.database).ok).toBe(true);
  });

  test('that fails otherwise applies nothing and says so', async () => {
    await world.importRows([{ tag: 'P-1', type: 'PUMP', area: '1', shaft_power_kw: 60 }]);
    world.loadRules(MOTOR_RULES);
    const before = stateOf(world.project);
    const messages: ExecutionMessage[] = [];
    const onMessage = (message: ExecutionMessage) => {
      messages.push(message);
      if (message.type === 'ACTION') throw new TypeError('lost');
    };
    expect(() => executePlan(world.project, { scope: {}, reason: null, onMessage })).toThrow('lost');
    expect(messages.at(-1)).toMatchObject({ type: 'FAILED', error: { code: 'INTERNAL' } });
    expect([stateOf(world.project), batchLines(world.project).at(-1)]).toEqual([before, 'EXECUTION FAILED']);
  });

  test('has been applied once it says so, whatever becomes of the message', async () => {
    await world.importRows([{ tag: 'P-1', type: 'PUMP', area: '1', shaft_power_kw: 60 }]);
    world.loadRules(MOTOR_RULES);
    const messages: ExecutionMessage[] = [];
    const onMessage = (message: ExecutionMessage) => {
      messages.push(message);
      if (message.type === 'COMPLETED') throw new TypeError('lost');
    };
    expect(() => executePlan(world.project, { scope: {}, reason: null, onMessage })).toThrow('lost');
    expect([messages.at(-1)?.type, exists(world.project, 'P-1-M')]).toEqual(['COMPLETED', true]);
  });

  test('is alone in its project: another batch meanwhile is refused', async () => {
    await world.importRows([{ tag: 'P-1', type: 'PUMP', area: '1', shaft_power_kw: 60 }]);
    world.loadRules(MOTOR_RULES);
    const refused: string[] = [];
    const onMessage = (message: ExecutionMessage) => {
      if (message.type !== 'ACTION') return;
      for (const other of [
        () => world.execute(),
        () => world.edit('P-1', { area: '2' }),
        () => world.settings({ ambient_c: '30' }),
        () => world.loadRules(MOTOR_RULES),
        () => world.remove('P-1'),
      ])
        refused.push(failureOf(other).code);
    };
    executePlan(world.project, { scope: {}, reason: null, onMessage });
    expect(new Set(refused)).toEqual(new Set(['EXECUTION_IN_PROGRESS']));
    expect(batchLines(world.project)).toHaveLength(4);
  });
});

function countQuestions(): number {
  let questions = 0;
  const stop = new Error('enough');
  const shouldCancel = () => {
    questions += 1;
    return false;
  };
  const onMessage = ({ type, ...message }: ExecutionMessage) => {
    if (type === 'PROGRESS' && 'progress' in message && message.progress === 1) throw stop;
  };
  expect(() => run({ shouldCancel, onMessage }).run()).toThrow(stop);
  return questions;
}

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
