import { expect, test } from 'vitest';
import { assetSchema, cableSchema } from '../../../shared/model/entities.ts';
import { compileExpression } from './compile.ts';
import { assetOf, cableOf, names, plantOf } from './test-plant.ts';

/** Read in another way, or not at all: who owns a field is not for rules to know. */
const NOT_FIELDS = new Set(['properties', 'owners', 'origin']);

test('every top-level field of an asset can be read', () => {
  const asset = assetOf('P-1', 'PUMP', {
    description: 'Feed pump',
    area: '100',
    system: 'CW',
    parentId: 'AREA-100',
    ioType: 'AI',
  });
  const fields = Object.keys(assetSchema.shape).filter((name) => !NOT_FIELDS.has(name));
  const values = fields.map((name) => {
    const compiled = compileExpression(`asset.${name}`, 'ASSET', names);
    return compiled.ok
      ? compiled.value.evaluate({ subject: { kind: 'ASSET', entity: asset }, reader: plantOf({}) })
      : compiled.problems;
  });
  expect(Object.fromEntries(fields.map((name, index) => [name, values[index]]))).toEqual(
    Object.fromEntries(Object.entries(asset).filter(([name]) => !NOT_FIELDS.has(name))),
  );
});

test('every top-level field of a cable can be read', () => {
  const cable = cableOf('C-1', {
    fromAssetId: 'MCC',
    toAssetId: 'M-1',
    lengthM: 75,
    conductorSizeMm2: 35,
    cores: 4,
    insulation: 'XLPE',
    voltageV: 400,
    ampacityA: 143.78,
    loadCurrentA: 130.98,
    voltageDropPct: 2.64,
  });
  const fields = Object.keys(cableSchema.shape).filter((name) => !NOT_FIELDS.has(name));
  const values = fields.map((name) => {
    const compiled = compileExpression(`cable.${name}`, 'CABLE', names);
    return compiled.ok
      ? compiled.value.evaluate({ subject: { kind: 'CABLE', entity: cable }, reader: plantOf({}) })
      : compiled.problems;
  });
  expect(Object.fromEntries(fields.map((name, index) => [name, values[index]]))).toEqual(
    Object.fromEntries(Object.entries(cable).filter(([name]) => !NOT_FIELDS.has(name))),
  );
});
