import { describe, expect, test } from 'vitest';
import { rule } from '../testing/rules.ts';
import { asset, compiled, executed, lines, plant, planOf } from '../testing/world.ts';

const ENDS = 'from: { type: MCC }, to: self, cores: 7, conductorSizeMm2: 1.5';
const cableRule = (more = '') =>
  compiled(
    rule(
      'r',
      'type: MOTOR',
      `create_cable: { slot: s, cableType: CONTROL, tag: "{asset.tag}-C", ${ENDS} }`,
      more,
    ),
  );
const childRule = (more = '') =>
  compiled(
    rule('r', 'type: MOTOR', 'create_child: { slot: s, type: SPACE_HEATER, tag: "{asset.tag}-H" }', more),
  );
const RETIRE = '    whenGone: retire\n';
const bare = plant([asset('MCC-1', 'MCC'), asset('M-1', 'MOTOR')]);

describe('a rule that makes another kind of thing for the same slot', () => {
  test('makes it under another id, and what it made before has lost its reason', () => {
    const cabled = executed(bare, cableRule());
    const plan = planOf(cabled, childRule());
    expect(lines(plan)).toEqual([
      'CREATE ASSET M-1-H',
      'CREATE EDGE M-1-H related_to',
      'RAISE FINDING M-1-C',
    ]);
    expect(plan.operations[0]?.aggregateId).not.toBe(cabled.cables[0]?.id);
    expect(plan.operations[2]?.after).toMatchObject({
      code: 'ORPHAN',
      message: 'M-1-C: the reason is gone: r made it, and it makes no cable any more.',
    });
    expect(planOf(executed(cabled, childRule()), childRule()).operations).toEqual([]);
  });

  test('takes the former one away where it retires', () => {
    const cabled = executed(bare, cableRule());
    expect(lines(planOf(cabled, childRule(RETIRE)))).toContain('DELETE CABLE M-1-C');
    const heated = executed(bare, childRule());
    expect(lines(planOf(heated, cableRule(RETIRE)))).toEqual([
      'DELETE EDGE M-1-H',
      'DELETE ASSET M-1-H',
      'CREATE CABLE M-1-C',
    ]);
  });
});
