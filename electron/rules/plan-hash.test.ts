import { expect, test } from 'vitest';
import { hashOf } from '../kernel/hash.ts';
import type { JsonValue } from '../../shared/json.ts';
import { computePlanHash } from './plan-hash.ts';
import { asset, compiled, plant, planOf } from './testing/world.ts';

test('the hash is that of the canonical JSON of the plan without chains', () => {
  const rules = compiled(
    '  - { id: a, name: a, for: { type: PUMP }, do: { create_child: { slot: m, type: MOTOR, tag: "{asset.tag}-M" } } }',
  );
  const { projectId, scope, takes, draft, operations } = planOf(
    plant([asset('P-1', 'PUMP'), asset('P-2', 'PUMP')]),
    rules,
  );
  const plain = operations.map(({ because: { chain: _chain, ...because }, ...operation }) => ({
    ...operation,
    because,
  }));
  const whole = { projectId, scope, takes, draft, operations: plain } as unknown as JsonValue;
  expect(computePlanHash({ projectId, scope, takes, draft, operations })).toBe(hashOf(whole));
});
