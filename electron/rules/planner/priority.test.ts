import { describe, expect, test } from 'vitest';
import { applyOperations } from '../testing/apply-operations.ts';
import { MOTOR, pump, rule } from '../testing/rules.ts';
import { asset, compiled, executed, lines, plant, planOf } from '../testing/world.ts';

const set = (id: string, poles: number, more = '') =>
  rule(id, 'type: [PUMP, MOTOR]', `set_property: { poles: ${poles} }`, more);
const priority = (value: number) => `    priority: ${value}\n`;
const ENFORCED = '    enforced: true\n';
const state = plant([asset('P-1', 'PUMP')]);

describe('priority', () => {
  test('the highest wins, whatever the order of rules, and the lower one says nothing', () => {
    const rules = [set('a', 2, priority(10)), set('b', 4, priority(90)), set('c', 6, priority(50))];
    for (const texts of [rules, rules.toReversed()]) {
      const plan = planOf(state, compiled(...texts));
      expect(lines(plan)).toEqual(['UPDATE ASSET P-1 poles=4']);
      expect(plan.operations[0]?.ruleId).toBe('b');
      expect(plan).toMatchObject({ skips: [], conflicts: [] });
    }
  });

  test('without one stated it is that of the source', () => {
    const rules = compiled(set('a', 2, '    source: FIRM\n'), set('b', 4, '    source: COUNTRY\n'));
    expect(lines(planOf(state, rules))).toEqual(['UPDATE ASSET P-1 poles=4']);
  });

  test('the field passes to the winner, and a second run changes nothing', () => {
    const before = executed(state, compiled(set('a', 2, priority(10))));
    const rules = compiled(set('a', 2, priority(10)), set('b', 4, priority(90)));
    const plan = planOf(before, rules);
    expect(plan.operations).toMatchObject([
      {
        ruleId: 'b',
        diff: [{ field: 'properties.poles', old: 2, new: 4 }],
        before: { owners: { 'properties.poles': 'rule:a' } },
        after: { owners: { 'properties.poles': 'rule:b' } },
      },
    ]);
    expect(planOf(applyOperations(before, plan.operations), rules).operations).toEqual([]);
  });

  test('where the highest value is unknown, the next one writes', () => {
    const unknown = rule('b', 'type: PUMP', 'set_property: { poles: "= props.power_kw" }', priority(90));
    expect(lines(planOf(state, compiled(set('a', 2), unknown)))).toEqual(['UPDATE ASSET P-1 poles=2']);
  });

  test('an enforced rule blocks one of higher priority, with a skip that names both', () => {
    const plan = planOf(
      state,
      compiled(set('low', 2, priority(30) + ENFORCED), set('high', 4, priority(100))),
    );
    expect(lines(plan)).toEqual(['UPDATE ASSET P-1 poles=2']);
    expect(plan.skips).toEqual([
      {
        ruleId: 'high',
        aggregateId: 'P-1',
        tag: 'P-1',
        reason: 'ENFORCED',
        message: 'poles of P-1: high would write 4, but low is enforced and says 2; no rule overrides it.',
      },
    ]);
  });

  test('an override that says the same is not blocked', () => {
    const plan = planOf(
      state,
      compiled(set('low', 2, priority(30) + ENFORCED), set('high', 2, priority(100))),
    );
    expect(plan.skips).toEqual([]);
    expect(lines(plan)).toEqual(['UPDATE ASSET P-1 poles=2']);
  });

  test('of two enforced ones the lower blocks, and below it the highest wins', () => {
    const rules = compiled(
      set('a', 2, priority(10)),
      set('b', 4, priority(30) + ENFORCED),
      set('c', 6, priority(60) + ENFORCED),
    );
    const plan = planOf(state, rules);
    expect(lines(plan)).toEqual(['UPDATE ASSET P-1 poles=4']);
    expect(plan.skips.map(({ ruleId }) => ruleId)).toEqual(['c']);
  });

  test('of equal priority with different values neither writes, and what one wrote stays', () => {
    const before = executed(state, compiled(set('a', 2)));
    const rules = compiled(set('a', 2), set('b', 4), set('c', 6, priority(10)));
    const plan = planOf(before, rules);
    expect(plan.operations).toEqual([]);
    expect(plan.conflicts).toMatchObject([{ kind: 'RULES', ruleId: 'a', present: 2, planned: 2 }]);
  });

  test('what a rule that makes things gives them takes part', () => {
    const high = compiled(MOTOR, set('z', 2, priority(90)));
    const plan = planOf(plant([pump('P-1')]), high);
    expect(lines(plan)).toContain('UPDATE ASSET P-1-M poles=2');
    const made = plan.operations.find(({ op }) => op === 'CREATE');
    expect(made?.after).not.toHaveProperty('properties');
    expect(plan.conflicts).toEqual([]);
    const low = planOf(plant([pump('P-1')]), compiled(MOTOR, set('z', 2, priority(10))));
    const whole = low.operations.find(({ op }) => op === 'CREATE');
    expect(whole?.after?.['properties']).toEqual({ poles: 4 });
  });

  test('of two that would make one tag, the higher priority gets it', () => {
    const other = MOTOR.replace('id: mech.pump-motor', 'id: z.other\n    priority: 90');
    const plan = planOf(plant([pump('P-1')]), compiled(MOTOR, other));
    expect(plan.errors.map(({ ruleId }) => ruleId)).toEqual(['mech.pump-motor']);
  });

  test('a rule that the scope leaves out keeps what it wrote: against a lower one, an equal one, or enforced', () => {
    const scope = { ruleIds: ['b'] };
    const run = (a: string, b: string) => planOf(executed(state, compiled(a)), compiled(a, b), { scope });
    const lower = run(set('a', 2, priority(90)), set('b', 4, priority(10)));
    expect(lower).toMatchObject({ operations: [], conflicts: [], skips: [] });
    const equal = run(set('a', 2), set('b', 4));
    expect(equal.operations).toEqual([]);
    expect(equal.conflicts.map(({ message }) => message)).toEqual([
      'poles of P-1: b would write 4, a wrote 2. Neither is written; narrow one of the rules.',
    ]);
    const enforced = run(set('a', 2, priority(10) + ENFORCED), set('b', 4, priority(90)));
    expect(enforced.operations).toEqual([]);
    expect(enforced.skips).toMatchObject([{ ruleId: 'b', reason: 'ENFORCED' }]);
    expect(lines(run(set('a', 2, priority(10)), set('b', 4, priority(90))))).toEqual([
      'UPDATE ASSET P-1 poles=4',
    ]);
  });
});

test('a rule whose source the scope leaves out keeps its say on what it made from it', () => {
  const before = executed(plant([pump('P-1')]), compiled(MOTOR));
  const both = compiled(MOTOR, set('z', 2, priority(10)));
  expect(planOf(before, both, { scope: { assets: ['P-1-M'] } })).toMatchObject({
    operations: [],
    conflicts: [],
  });
});

describe('one id in several sources', () => {
  const firm = (more = '') => set('a', 2, `    source: FIRM\n${more}`);
  const client = (more = '') => set('a', 4, `    source: CLIENT\n${more}`);

  test('the higher source replaces the other while both are loaded, whatever their priority', () => {
    expect(lines(planOf(state, compiled(firm(priority(100)), client(priority(1)))))).toEqual([
      'UPDATE ASSET P-1 poles=4',
    ]);
  });

  test('without it, or where it does not apply to the project, the other one runs again', () => {
    const before = executed(state, compiled(firm(), client()));
    expect(lines(planOf(before, compiled(firm())))).toEqual(['UPDATE ASSET P-1 poles=2']);
    expect(lines(planOf(before, compiled(firm(), client('    sourceId: OTHER\n'))))).toEqual([
      'UPDATE ASSET P-1 poles=2',
    ]);
  });

  test('an enforced one is never replaced, and the skip says so', () => {
    const plan = planOf(state, compiled(firm(ENFORCED), client()));
    expect(lines(plan)).toEqual(['UPDATE ASSET P-1 poles=2']);
    expect(plan.skips).toEqual([
      {
        ruleId: 'a',
        aggregateId: 'a',
        tag: '',
        reason: 'ENFORCED',
        message: 'a of CLIENT does not replace a of FIRM, which is enforced.',
      },
    ]);
  });

  test('what the one made the other keeps up to date, since it is the same rule to the plant', () => {
    const before = executed(plant([pump('P-1')]), compiled(MOTOR));
    const override = MOTOR.replace('poles: 4', 'poles: 6').replace(
      'MECHANICAL',
      'MECHANICAL\n    source: CLIENT',
    );
    expect(lines(planOf(before, compiled(MOTOR, override)))).toEqual(['UPDATE ASSET P-1-M poles=6']);
  });
});
