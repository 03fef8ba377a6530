import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldPropertyName, foldTypeName, PROPERTY_NAME } from './name-folding.ts';

describe('the name of a property', () => {
  test.each([
    ['shaft_power_kW', 'shaft_power_kw'],
    ['shaftPowerKW', 'shaft_power_kw'],
    ['p_design_max_bar', 'p_design_max_bar'],
    ['t_design_max_C', 't_design_max_c'],
    ['WMT_TAG_DESC', 'wmt_tag_desc'],
    ['latestUpdateTimeSource', 'latest_update_time_source'],
    ['HTTPServer', 'http_server'],
    ['Power [kW]', 'power_kw'],
    ['Druck (MPa)', 'druck_mpa'],
    ['Flow m³/h', 'flow_m3_h'],
    ['Efficiency (%)', 'efficiency_pct'],
    ['Förderhöhe', 'foerderhoehe'],
    ['ÜBERDRUCK', 'ueberdruck'],
    ['Høyde', 'hoeyde'],
    ['Débit', 'debit'],
    ['  Tag  No. ', 'tag_no'],
    ['2nd stage', 'x_2nd_stage'],
    ['温度', 'column_7'],
    ['---', 'column_7'],
    ['__proto__', 'proto'],
  ])('of column "%s" is %s', (header, name) => {
    expect(foldPropertyName(header, 7)).toBe(name);
  });

  test('is a legal one for any header, and folding it again changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (header) => {
        const name = foldPropertyName(header, 1);
        expect(name).toMatch(PROPERTY_NAME);
        expect(foldPropertyName(name, 1)).toBe(name);
      }),
    );
  });
});

test('a type is upper snake case, or none', () => {
  expect(['Centrifugal pump', 'CentrifugalPump', 'PUMP', '23', ' '].map(foldTypeName)).toEqual([
    'CENTRIFUGAL_PUMP',
    'CENTRIFUGAL_PUMP',
    'PUMP',
    null,
    null,
  ]);
});
