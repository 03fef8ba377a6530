import { expect, test } from 'vitest';
import { PLAN_ID, planOverview, plannedRule } from '../testing.ts';
import { groupKey, planTree } from './plan-tree.ts';
import { pagesInView } from './use-plan-entries.ts';

const plan = planOverview([plannedRule('a', { creates: 250 }), plannedRule('b', { creates: 50_000 })]);
const open = { [groupKey('creates', 'a')]: true, [groupKey('creates', 'b')]: true };
const tree = planTree(plan, 'creates', open);
const pages = (first: number, last: number) =>
  pagesInView(PLAN_ID, 'creates', tree, first, last).map(({ ruleId, offset }) => `${ruleId} ${offset}`);

test('only the pages in view are read, also over the end of a rule', () => {
  expect(pages(0, 40)).toEqual(['a 0']);
  expect(pages(195, 260)).toEqual(['a 100', 'a 200', 'b 0']);
  expect(pages(40_000, 40_040)).toEqual(['b 39700']);
});

test('a filter asks for its kind of operation', () => {
  expect(pagesInView(PLAN_ID, 'creates', tree, 0, 1)).toEqual([
    { planId: PLAN_ID, part: 'operations', ops: ['CREATE'], ruleId: 'a', offset: 0, limit: 100 },
  ]);
});
