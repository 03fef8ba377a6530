import { describe, expect, test } from 'vitest';
import type { Scope } from '../../../../shared/model/scope.ts';
import { isEverything, readScope, sameScope, withMember, writeScope } from './scope-params.ts';

describe('the scope in the address', () => {
  test('is read back as it was written', () => {
    const scope: Scope = {
      disciplines: ['MECHANICAL', 'ELECTRICAL'],
      actionTypes: ['create_child'],
      assetTypes: ['PUMP'],
      areas: ['100', '200'],
      ruleIds: ['mech.pump-motor'],
      assets: ['P-101'],
    };
    const written = writeScope(scope);
    expect(written.toString()).toBe(
      'discipline=MECHANICAL&discipline=ELECTRICAL&action=create_child&type=PUMP&area=100&area=200&rule=mech.pump-motor&asset=P-101',
    );
    expect(readScope(written)).toEqual(scope);
  });

  test('leaves out what is not understood, empty or said twice', () => {
    const params = new URLSearchParams('discipline=COOKING&action=fry&type=&area=100&area=100');
    expect(readScope(params)).toEqual({ areas: ['100'] });
  });

  test('keeps what else stands in the address', () => {
    expect(writeScope({ areas: ['200'] }, new URLSearchParams('area=100&show=run')).toString()).toBe(
      'show=run&area=200',
    );
  });

  test('is everything once its last value is taken out', () => {
    const scope = withMember({ areas: ['100'] }, 'areas', []);
    expect(scope).toEqual({});
    expect(isEverything(scope)).toBe(true);
  });

  test('is the same in another order', () => {
    expect(sameScope({ areas: ['1', '2'] }, { areas: ['2', '1'], ruleIds: [] })).toBe(true);
    expect(sameScope({ areas: ['1'] }, { assetTypes: ['1'] })).toBe(false);
  });
});
