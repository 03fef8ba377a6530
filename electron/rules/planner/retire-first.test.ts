import { expect, test } from 'vitest';
import { pump, rule } from '../testing/rules.ts';
import { compiled, executed, lines, plant, planOf } from '../testing/world.ts';

const maker = (id: string): string =>
  rule(id, 'type: PUMP', 'create_child: { slot: x, type: MOTOR, tag: "{asset.tag}-M" }');
/** The rule makes nothing any more, and runs after what makes motors. */
const RATES = rule('r1', 'type: MOTOR', 'set_property: { power_kw: 1 }', '    whenGone: retire\n');

test('a tag that a later rule gives up in the same plan is given to the one that wants it', () => {
  const made = executed(plant([pump('P-1')]), compiled(maker('r1')));
  const rules = compiled(maker('r2'), RATES);
  const plan = planOf(made, rules);
  expect(lines(plan)).toEqual([
    'DELETE EDGE P-1-M',
    'DELETE ASSET P-1-M',
    'CREATE ASSET P-1-M',
    'CREATE EDGE P-1-M related_to',
    'UPDATE ASSET P-1-M power_kw=1',
  ]);
  expect(plan.errors).toEqual([]);
  expect(plan.operations[1]?.because).toMatchObject({ ruleId: 'r1', source: { tag: 'P-1' } });
  expect(planOf(executed(made, rules), rules)).toMatchObject({ operations: [], errors: [] });
});

test('a field that a later rule empties in the same plan is not read before', () => {
  const writes = rule('r4', 'type: PUMP', 'set_property: { power_kw: 1 }');
  const reads = rule('r1', 'type: PUMP', 'set_property: { rating_kw: "= props.power_kw" }');
  const made = executed(plant([pump('P-1')]), compiled(writes, reads));
  const links = 'create_relationship: { relation: linked, to: [{ type: VFD }] }';
  const rules = compiled(reads, maker('r0'), rule('r4', 'type: MOTOR', links, '    whenGone: retire\n'));
  expect(lines(planOf(made, rules))).toEqual([
    'UPDATE ASSET P-1 power_kw=null',
    'CREATE ASSET P-1-M',
    'CREATE EDGE P-1-M related_to',
    'RAISE FINDING P-1',
  ]);
  expect(planOf(executed(made, rules), rules).operations).toEqual([]);
});
