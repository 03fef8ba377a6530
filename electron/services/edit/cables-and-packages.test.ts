import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cable, create, packageOf } from '../testing/entity-changes.ts';
import { failureOf } from '../testing/failure.ts';
import { assetOf, cableOf, exists, packageNamed } from '../testing/project-reading.ts';
import { newWorld, type World } from '../testing/world.ts';

let world: World;
beforeEach(async () => {
  world = await newWorld();
  await world.importRows([
    { tag: 'P-1', type: 'PUMP', area: '100', shaft_power_kw: 60 },
    { tag: 'P-2', type: 'PUMP', area: '100' },
  ]);
});
afterEach(() => world.close());

const refusal = (call: () => unknown) => {
  const { code, message } = failureOf(call);
  return [code, message];
};

describe('a hand edit of a cable or a package', () => {
  beforeEach(() => {
    world.change([create('CABLE', cable('C-1', null, null)), create('PACKAGE', packageOf('PK-1', []))]);
  });

  test('writes every field of a cable, its ends by tag', () => {
    const before = cableOf(world.project, 'C-1');
    world.as('ben').edit('c-1', {
      tag: 'C-2',
      cable_type: 'control',
      from_tag: 'P-1',
      toAssetId: 'P-2',
      length_m: '12.5',
      conductor_size_mm2: '16',
      cores: '4',
      insulation: 'XLPE',
      voltage_v: '400',
      ampacity_a: '75',
      load_current_a: '60',
      voltage_drop_pct: '1.5',
      status: 'approved',
      sheath: 'blue',
    });
    const written = {
      tag: 'C-2',
      cableType: 'CONTROL',
      fromAssetId: assetOf(world.project, 'P-1').id,
      toAssetId: assetOf(world.project, 'P-2').id,
      lengthM: 12.5,
      conductorSizeMm2: 16,
      cores: 4,
      insulation: 'XLPE',
      voltageV: 400,
      ampacityA: 75,
      loadCurrentA: 60,
      voltageDropPct: 1.5,
      status: 'APPROVED',
    };
    const fields = [...Object.keys(written), 'properties.sheath'];
    expect(cableOf(world.project, 'C-2')).toEqual({
      ...before,
      ...written,
      properties: { sheath: 'blue' },
      owners: { '*': 'user:anna', ...Object.fromEntries(fields.map((field) => [field, 'user:ben'])) },
    });
  });

  test('empties a field of a cable, but none that it needs', () => {
    world.edit('C-1', { length_m: '5', from_tag: 'P-1' });
    world.edit('C-1', {}, { unset: ['length_m', 'from_tag'] });
    expect(cableOf(world.project, 'C-1')).toMatchObject({ lengthM: null, fromAssetId: null });
    expect(refusal(() => world.edit('C-1', {}, { unset: ['status'] }))).toEqual([
      'INVALID_ARGUMENT',
      'status: it cannot be unset: every cable needs one, and no rule writes it.',
    ]);
  });

  test('refuses numbers that an import would not read, and choices that are none', () => {
    for (const value of ['0x10', '1e3', '-1', 'long', ''])
      expect(failureOf(() => world.edit('C-1', { length_m: value })).code).toBe('INVALID_ARGUMENT');
    expect(refusal(() => world.edit('C-1', { status: 'LOST' }))).toEqual([
      'INVALID_ARGUMENT',
      'status: "LOST" is not one of PROPOSED, APPROVED, INSTALLED.',
    ]);
    expect(refusal(() => world.edit('C-1', { tag: 'P-1' }))[0]).toBe('DUPLICATE_TAG');
  });

  test('writes the fields of a package, which has no properties', () => {
    world.edit('pk-1', { code: 'PK-2', package_type: 'io-p040', status: 'issued' });
    expect(packageNamed(world.project, 'PK-2')).toMatchObject({
      code: 'PK-2',
      packageType: 'IO-P040',
      status: 'ISSUED',
    });
    expect(refusal(() => world.edit('PK-2', { colour: 'blue' }))).toEqual([
      'UNKNOWN_PROPERTY',
      'A package has no field "colour". Its fields: code, package_type, status.',
    ]);
    expect(exists(world.project, 'PK-1')).toBe(false);
  });
});
