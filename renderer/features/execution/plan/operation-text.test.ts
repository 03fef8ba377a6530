import { describe, expect, test } from 'vitest';
import { motorCreation } from '../testing.ts';
import { becauseText, becauseValues, chainText, operationRowText, operationText } from './operation-text.ts';

const made = (more: Parameters<typeof motorCreation>[1]) => motorCreation('P-1', more);

describe('an operation in one line', () => {
  test('tells of a new asset its type and first values with their units', () => {
    expect(operationText(made({}))).toBe('MOTOR, area 100, power_kw 75 kW');
  });

  test('tells of a new cable what is known of its size', () => {
    const after = {
      cableType: 'POWER',
      conductorSizeMm2: 35,
      ampacityA: 131,
      voltageDropPct: 2.64,
      lengthM: 75,
      fromAssetId: 'MCC-1',
      toAssetId: 'P-1-M',
    };
    expect(operationText(made({ aggregateType: 'CABLE', after }))).toBe(
      'POWER cable, 35 mm², 131 A, 2.64 %, 75 m and 1 more',
    );
  });

  test('tells of an edge where it leads, and its channel', () => {
    const after = { sourceId: 'P-1-M', targetId: 'IOC-1', relation: 'allocated_to', slot: 'AO-05' };
    expect(operationText(made({ aggregateType: 'EDGE', after }))).toBe('allocated_to IOC-1, channel AO-05');
    expect(
      operationText(made({ aggregateType: 'EDGE', after: { ...after, sourceId: 'P-1', slot: '' } })),
    ).toBe('P-1 allocated_to IOC-1');
  });

  test('tells of a package its members and of a finding what it says', () => {
    const members = { 'ASSET:a': true, 'ASSET:b': true };
    expect(
      operationText(made({ aggregateType: 'PACKAGE', after: { packageType: 'EL-M040', members } })),
    ).toBe('EL-M040 package, 2 members');
    const finding = { severity: 'ERROR', message: 'P-1-M: the fail action is not stated.' };
    expect(operationText(made({ op: 'RAISE', aggregateType: 'FINDING', after: finding }))).toBe(
      'The fail action is not stated.',
    );
  });

  test('tells of an update what was and what will be', () => {
    const diff = [
      { field: 'properties.power_kw', old: 55, new: 75 },
      { field: 'area', old: null, new: '100' },
      { field: 'origin', old: { userId: 'anna' }, new: { ruleId: 'mech.pump-motor' } },
      { field: 'members.ASSET:P-1-M', old: null, new: true },
    ];
    expect(operationText(made({ op: 'UPDATE', diff }))).toBe(
      'power_kw 55 kW → 75 kW, area not set → 100, origin anna → mech.pump-motor, member ASSET:P-1-M added',
    );
  });

  test('tells why, with what is set before what is not', () => {
    expect(becauseText(made({}).because)).toBe(
      'because P-1 shaft_power_kw = 55, driver = ELECTRIC, duty = not set',
    );
    expect(becauseText({ source: { id: '', tag: '' }, values: {} })).toBe('because');
  });

  test('is copied as a whole', () => {
    expect(operationRowText(made({}))).toBe(
      '+ created  P-1-M  MOTOR, area 100, power_kw 75 kW  because P-1 shaft_power_kw = 55, driver = ELECTRIC, duty = not set',
    );
  });
});

test('the values that a rule saw are named as a reader knows them', () => {
  const values = {
    'props.a': 1,
    'parent.props.b': null,
    'setting("c")': 3,
    'asset.area': '100',
    'asset.tag': 'P',
  };
  expect(becauseValues(values).map(({ name }) => name)).toEqual(['a', 'parent.b', 'setting c', 'area']);
});

test('the way back names rule, row or person', () => {
  expect([
    chainText({ tag: 'P-1-M', ruleId: 'mech.pump-motor' }),
    chainText({ tag: 'P-1', file: 'equipment.csv', row: 14 }),
    chainText({ tag: 'P-2', userId: 'anna' }),
    chainText({ tag: 'P-3' }),
  ]).toEqual(['P-1-M, made by mech.pump-motor', 'P-1, row 14 of equipment.csv', 'P-2, made by anna', 'P-3']);
});
