import { afterEach, beforeEach, expect, test } from 'vitest';
import { planProject } from './execution/plan.ts';
import type { PlanPageRequest } from '../../shared/contract/plans.ts';
import { createPlanPages, isPlanCurrent, planPage, type PlanPages } from './plan-pages.ts';
import { MOTOR_RULES } from './testing/motor-rules.ts';
import { newWorld, type World } from './testing/world.ts';

let world: World;
beforeEach(async () => {
  world = await newWorld();
  await world.importRows([
    { tag: 'P-1', type: 'PUMP', shaft_power_kw: 100 },
    { tag: 'P-2', type: 'PUMP', shaft_power_kw: 20 },
    { tag: 'P-3', type: 'PUMP', shaft_power_kw: '' },
  ]);
  world.loadRules(MOTOR_RULES);
});
afterEach(() => world.close());

const newPages = () =>
  createPlanPages(planProject(world.project, { scope: {} }), 'plan', '2026-01-01T00:00:00.000Z');

/** What the rule of the motors makes comes from. */
const ORIGIN = { ruleId: 'm.motor', slot: 'motor' };
const page = (pages: PlanPages, request: PlanPageRequest) => planPage(world.project, pages, request);

test('the overview counts what each rule does and leaves the operations out', () => {
  const overview = newPages().overview(true);
  expect(overview).toMatchObject({ planId: 'plan', isCurrent: true, summary: { creates: 4, updates: 2 } });
  expect(Object.keys(overview)).not.toContain('operations');
  expect(
    overview.rules.map(({ ruleId, creates, updates, deletes, findings, skips, conflicts, errors }) => [
      ruleId,
      creates,
      updates,
      deletes,
      findings,
      skips,
      conflicts,
      errors,
    ]),
  ).toEqual([
    ['m.motor', 4, 0, 0, 0, 0, 0, 0],
    ['m.rating', 0, 2, 0, 0, 0, 0, 0],
    ['m.large', 0, 0, 0, 1, 0, 0, 0],
  ]);
});

test('a page is of one part, of all rules or of one', () => {
  const pages = newPages();
  const { operations } = pages.plan;
  const of = { planId: 'plan', part: 'operations', offset: 0, limit: 100 } as const;
  expect(page(pages, { ...of, offset: 0, limit: 2 })).toEqual({
    total: 7,
    operations: [
      {
        ...operations[0],
        after: { ...operations[0]?.after, parentId: 'P-1', origin: { ...ORIGIN, sourceId: 'P-1' } },
      },
      {
        ...operations[1],
        after: {
          ...operations[1]?.after,
          sourceId: 'P-1-M',
          targetId: 'P-1',
          origin: { ...ORIGIN, sourceId: 'P-1' },
        },
      },
    ],
    skips: [],
    conflicts: [],
    errors: [],
  });
  expect(page(pages, { ...of, ops: ['RAISE', 'UPDATE'], ruleId: 'm.large' }).operations).toMatchObject([
    { op: 'RAISE' },
  ]);
  expect(page(pages, { ...of, ruleId: 'm.rating' }).operations.map(({ tag }) => tag)).toEqual([
    'P-1-M',
    'P-2-M',
  ]);
  expect([
    page(pages, { ...of, ruleId: null }).total,
    page(pages, { ...of, part: 'conflicts' }).total,
  ]).toEqual([0, 0]);
});

test('conflicts and skips are paged and counted by their rule', () => {
  world.execute();
  world.edit('P-1-M', { power_kw: '45' });
  world.edit('P-1', { shaft_power_kw: '60' });
  const pages = newPages();
  const request = { planId: 'plan', part: 'conflicts', ruleId: 'm.rating', offset: 0, limit: 9 } as const;
  expect(page(pages, request)).toMatchObject({ total: 1, conflicts: [{ tag: 'P-1-M', kind: 'PERSON' }] });
  expect(pages.overview(true).rules.find(({ ruleId }) => ruleId === 'm.rating')?.conflicts).toBe(1);
});

test('a plan is current until something changes that a plan may read', () => {
  const { plan } = newPages();
  expect(isPlanCurrent(world.project, plan)).toBe(true);
  world.edit('P-1', { area: '1' });
  expect(isPlanCurrent(world.project, plan)).toBe(false);
});
