import { describe, expect, test } from 'vitest';
import { planOverview, plannedRule } from '../testing.ts';
import { groupKey, groupsOf, IDLE_KEY, planTree } from './plan-tree.ts';

const busy = ['a', 'b', 'c', 'd'].map((ruleId) => plannedRule(ruleId, { creates: 2, updates: 1 }));
const idle = plannedRule('z', { skips: 4 });
const plan = planOverview([...busy, idle]);

const kinds = (tree: ReturnType<typeof planTree>): string[] =>
  Array.from({ length: tree.length }, (_, index) => {
    const row = tree.rowAt(index);
    if (row === null) return '?';
    if (row.kind === 'group') return `${row.isOpen ? 'v' : '>'} ${row.group.ruleId}`;
    if (row.kind === 'entry') return `  ${row.group.ruleId}${row.offset}`;
    return row.kind === 'idle' ? `${row.isOpen ? 'v' : '>'} ${row.count} idle` : `  ${row.rule.ruleId}`;
  });

describe('the rows of a plan', () => {
  test('are the rules that do something, closed, and behind them those that do nothing', () => {
    expect(kinds(planTree(plan, 'all', {}))).toEqual(['> a', '> b', '> c', '> d', '> 1 idle']);
  });

  test('hold the entries of the groups that are open', () => {
    const open = { [groupKey('all', 'b')]: true, [IDLE_KEY]: true };
    expect(kinds(planTree(plan, 'all', open))).toEqual([
      '> a',
      'v b',
      '  b0',
      '  b1',
      '  b2',
      '> c',
      '> d',
      'v 1 idle',
      '  z',
    ]);
  });

  test('are open at once where there are few groups', () => {
    expect(kinds(planTree(plan, 'skips', {}))).toEqual(['v z', '  z0', '  z1', '  z2', '  z3']);
  });

  test('count of a filter only what it lists', () => {
    expect(groupsOf(plan, 'creates').map(({ ruleId, count }) => [ruleId, count])).toEqual([
      ['a', 2],
      ['b', 2],
      ['c', 2],
      ['d', 2],
    ]);
  });

  test('find their way back from rule and offset, unless the group is closed', () => {
    const tree = planTree(plan, 'all', { [groupKey('all', 'b')]: true });
    expect([
      tree.indexOf({ ruleId: 'b', offset: 2 }),
      tree.indexOf({ ruleId: 'c', offset: null }),
      tree.indexOf({ ruleId: 'c', offset: 0 }),
      tree.indexOf({ ruleId: 'nobody', offset: null }),
    ]).toEqual([4, 5, null, null]);
  });

  test('have a last group for what no rule of the run made', () => {
    const more = { ...plan, summary: { ...plan.summary, deletes: 7 } };
    expect(groupsOf(more, 'deletes')).toEqual([{ ruleId: null, rule: null, count: 7 }]);
  });

  test('are found at once in a group of 60,000', () => {
    const large = planOverview([
      plannedRule('big', { creates: 60_000 }),
      plannedRule('small', { creates: 1 }),
    ]);
    const tree = planTree(large, 'all', {});
    expect(tree.length).toBe(60_003);
    expect(tree.rowAt(60_000)).toMatchObject({ kind: 'entry', offset: 59_999 });
    expect(tree.rowAt(60_001)).toMatchObject({ kind: 'group', group: { ruleId: 'small' } });
  });
});
