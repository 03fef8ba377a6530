import { describe, expect, test } from 'vitest';
import { entityVersion } from './testing.ts';
import { authorOf, changedFields, operationOf, originOf } from './version-words.ts';

describe('a version in words', () => {
  test('says what it did, whatever kind of entity it is', () => {
    const types = [
      'ASSET_CREATED',
      'CABLE_UPDATED',
      'PACKAGE_DELETED',
      'RELATIONSHIP_CREATED',
      'FINDING_RAISED',
      'FINDING_RESOLVED',
      'RULE_DEFINED',
      'RULE_RETIRED',
    ] as const;
    expect(types.map((eventType) => operationOf({ eventType }))).toEqual([
      'CREATE',
      'UPDATE',
      'DELETE',
      'CREATE',
      'RAISE',
      'RESOLVE',
      'CREATE',
      'DELETE',
    ]);
  });

  test('names one changed field with its values, more of them by name', () => {
    const power = { field: 'properties.power_kw', old: 55, new: 75 };
    const area = { field: 'area', old: null, new: '100' };
    expect([
      changedFields(entityVersion(2, { diff: [power] })),
      changedFields(entityVersion(2, { diff: [power, area] })),
      changedFields(entityVersion(2, { diff: [] })),
      changedFields(entityVersion(1, { eventType: 'ASSET_CREATED' })),
    ]).toEqual(['power_kw 55 kW → 75 kW', 'power_kw, area', 'no field (only who owns them)', '']);
  });

  test('names the rule, or the person where no rule did it', () => {
    expect(authorOf({ ruleId: 'mech.pump-motor', userId: 'anna' })).toBe('rule mech.pump-motor');
    expect(authorOf({ ruleId: null, userId: 'anna' })).toBe('anna');
  });

  test('the origin is told by the first version', () => {
    const first = entityVersion(1, { ruleId: 'r.a', because: 'from P-1 because area = 100' });
    expect(originOf([entityVersion(2), first])).toBe('made by rule r.a, from P-1 because area = 100');
    expect(originOf([])).toBe(null);
  });
});
