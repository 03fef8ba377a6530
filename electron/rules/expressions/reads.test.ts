import { describe, expect, test } from 'vitest';
import { compileExpression } from './compile.ts';
import { assetOf, names, pumpWith, scopeOf } from './test-plant.ts';
import type { Expression, SubjectKind } from './types.ts';

function compiled(source: string, kind: SubjectKind = 'ASSET'): Expression {
  const result = compileExpression(source, kind, names);
  if (!result.ok) throw new Error(result.problems.map((problem) => problem.message).join(' '));
  return result.value;
}

const readsOf = (source: string, kind?: SubjectKind) =>
  compiled(source, kind).reads.map((read) => {
    if (!('start' in read)) return read;
    const { start, end, ...rest } = read;
    return { ...rest, at: source.slice(start, end) };
  });

describe('what an expression reads', () => {
  test('is told with whose it is and where it stands', () => {
    expect(
      readsOf('props.duty == "A" && parent.props.shaft_power_kw > 1 && asset.parent.area == asset.area'),
    ).toEqual([
      { kind: 'property', of: 'self', name: 'duty', at: 'duty' },
      { kind: 'property', of: 'parent', name: 'shaft_power_kw', at: 'shaft_power_kw' },
      { kind: 'field', of: 'parent', name: 'area' },
      { kind: 'field', of: 'self', name: 'area' },
    ]);
  });

  test('of other entities is told as of others', () => {
    expect(
      readsOf('find("A").props.bus == parent.parent.props.bus && children("X").all(c, c.tag == "")'),
    ).toEqual([
      { kind: 'find' },
      { kind: 'property', of: 'other', name: 'bus', at: 'bus' },
      { kind: 'property', of: 'other', name: 'bus', at: 'bus' },
      { kind: 'children', type: 'X' },
      { kind: 'field', of: 'other', type: 'X', name: 'tag' },
    ]);
  });

  test('of a cable is told by its ends', () => {
    expect(
      readsOf('cable.lengthM > 1 && from.props.bus == to.props.bus && cable.to.tag == ""', 'CABLE'),
    ).toEqual([
      { kind: 'field', of: 'self', name: 'lengthM' },
      { kind: 'property', of: 'from', name: 'bus', at: 'bus' },
      { kind: 'property', of: 'to', name: 'bus', at: 'bus' },
      { kind: 'field', of: 'to', name: 'tag' },
    ]);
  });

  test('includes project, settings and what the plant is asked', () => {
    const source =
      'project.country == "DE" && project.settings.ambient_c > setting("cable_length_m") && has_child("A") && size(cables("POWER")) > 0 && size(related("<fed_from")) > 0 && size(related("x")) > 0 && size(assets("B")) > 0 && size(assets(asset.type)) > 0 && size(same("area")) > 0';
    expect(readsOf(source)).toEqual([
      { kind: 'project', name: 'country' },
      { kind: 'setting', name: 'ambient_c', at: 'ambient_c' },
      { kind: 'setting', name: 'cable_length_m', at: '"cable_length_m"' },
      { kind: 'children', type: 'A' },
      { kind: 'cables', type: 'POWER' },
      { kind: 'relation', relation: 'fed_from', direction: 'in' },
      { kind: 'relation', relation: 'x', direction: 'out' },
      { kind: 'assets', type: 'B' },
      { kind: 'field', of: 'self', name: 'type' },
      { kind: 'assets', type: null },
      { kind: 'same', field: 'area' },
    ]);
  });

  test('includes what engineering functions take from properties and settings', () => {
    expect(readsOf('full_load_current(parent.props)')).toEqual(
      ['power_kw', 'voltage_v', 'efficiency', 'power_factor', 'electrical_code', 'phases'].map((name) => ({
        kind: 'property',
        of: 'parent',
        name,
        at: 'parent.props',
      })),
    );
    expect(readsOf('motor_margin(1)').map((read) => ('name' in read ? read.name : null))).toEqual([
      'motor_margin_below_22_kw',
      'motor_margin_22_to_55_kw',
      'motor_margin_above_55_kw',
    ]);
  });
});

describe('what an expression sees', () => {
  test('is told by its name in the rule, set or not', () => {
    const scope = scopeOf(assetOf('P-1', 'PUMP', { properties: { duty: 'A', power_kw: 'wrong' } }));
    const expression = compiled(
      'props.duty == "B" && (props).power_kw > props["poles"] && parent.props.duty == "A" && has_child("MOTOR") && setting("ambient_c") > project.settings.ambient_c && size(children("MOTOR")) > 0 && children("MOTOR").all(m, m.tag == "")',
    );
    expect(expression.observe(scope)).toEqual({
      'props.duty': 'A',
      'props.power_kw': 'wrong',
      'props.poles': null,
      'parent.props.duty': null,
      'has_child("MOTOR")': false,
      'setting("ambient_c")': 40,
      'project.settings.ambient_c': 40,
      'children("MOTOR")': [],
    });
  });

  test('includes the inputs of full_load_current', () => {
    expect(compiled('full_load_current(props)').observe(pumpWith({ power_kw: 75 }))).toEqual({
      'props.power_kw': 75,
      'props.voltage_v': null,
      'props.efficiency': null,
      'props.power_factor': null,
      'props.electrical_code': null,
    });
  });

  test('leaves out what hangs on the variable of a macro', () => {
    const expression = compiled(
      'assets("MOTOR").all(m, find(m.tag) != null && full_load_current(m.props) == null)',
    );
    expect(Object.keys(expression.observe(pumpWith({})))).toEqual([]);
  });

  test('is null where it cannot be computed', () => {
    const expression = compiled('find(props.duty).tag == "A"');
    expect(expression.observe(pumpWith({ duty: 3 }))).toEqual({
      'props.duty': 3,
      'find(props.duty)': null,
      'find(props.duty).tag': null,
    });
  });
});

test('the kind of a result is known before it runs', () => {
  const sources = [
    '1',
    '"a"',
    'true',
    '[1]',
    '{"a": 1}',
    'parent',
    'props',
    'props.vendor_code',
    'null',
    'project',
    'asset.origin',
  ];
  expect(sources.map((source) => compiled(source).type)).toEqual([
    'number',
    'string',
    'boolean',
    'list',
    'map',
    'entity',
    'map',
    'any',
    'any',
    'map',
    'map',
  ]);
});
