import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ExecutionMessage } from '../../../shared/model/stream.ts';
import { verifyProject } from '../../store/verify.ts';
import { failureOf } from '../testing/failure.ts';
import { MOTOR_RULES } from '../testing/motor-rules.ts';
import { batchLines, exists } from '../testing/project-reading.ts';
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

describe('an execution', () => {
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
