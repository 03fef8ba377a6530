import { describe, expect, test } from 'vitest';
import { hashOf } from '../kernel/hash.ts';
import type { JsonValue } from '../../shared/json.ts';
import type { Because, Operation } from '../../shared/model/plan.ts';
import { computePlanHash, type HashedPlan } from './plan-hash.ts';
import { asset, compiled, plant, planOf } from './testing/world.ts';

const rules = compiled(
  '  - { id: a, name: a, for: { type: PUMP }, do: { create_child: { slot: m, type: MOTOR, tag: "{asset.tag}-M" } } }',
);
const { projectId, scope, takes, draft, operations } = planOf(
  plant([asset('P-1', 'PUMP'), asset('P-2', 'PUMP')]),
  rules,
);
const planWith = (changed: readonly Operation[]): HashedPlan => ({
  projectId,
  scope,
  takes,
  draft,
  operations: changed,
});
const hash = computePlanHash(planWith(operations));

describe('the hash of a plan', () => {
  test('is that of its canonical JSON, where a reason states only what the operation before does not', () => {
    const { ruleId, ruleName, ruleHash } = operations[0]?.because ?? {};
    const [ofFirst, ofSecond] = ['P-1', 'P-2'].map((tag) => ({
      source: { id: tag, tag },
      values: { 'asset.tag': tag },
    }));
    const stated = [{ ruleId, ruleName, ruleHash, ...ofFirst }, undefined, ofSecond, undefined];
    const plain = operations.map((operation, index) => ({ ...operation, because: stated[index] }));
    const whole = { projectId, scope, takes, draft, operations: plain } as unknown as JsonValue;
    expect(plain).toHaveLength(4);
    expect(hash).toBe(hashOf(whole));
  });

  test('is the same for a plan that was written down and read again', () => {
    expect(computePlanHash(JSON.parse(JSON.stringify(planWith(operations))) as HashedPlan)).toBe(hash);
  });

  test.each<[string, Partial<Because>]>([
    ['the rule', { ruleId: 'b' }],
    ['its name', { ruleName: 'b' }],
    ['its version', { ruleHash: 'b' }],
    ['the values', { values: { 'props.power_kw': 3 } }],
    ['the source', { source: { id: 'P-3', tag: 'P-1' } }],
    ["the source's tag", { source: { id: 'P-1', tag: 'P-3' } }],
  ])('is another one with %s of any single operation', (_, change) => {
    for (const index of operations.keys()) {
      const edited = operations.map((operation, at) =>
        at === index ? { ...operation, because: { ...operation.because, ...change } } : operation,
      );
      expect(computePlanHash(planWith(edited))).not.toBe(hash);
    }
  });
});
