import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parseValuesMapping } from '../../formats/values-mapping.ts';
import { loadPlant } from '../../store/plant.ts';
import { realData } from '../testing/real-data.ts';
import { assetOf } from '../testing/project-reading.ts';
import { newWorld, type World } from '../testing/world.ts';
import { importTagList, type ImportResult } from './import.ts';
import type { ImportOptions } from './import-plan.ts';

let world: World;
beforeEach(async () => {
  world = await newWorld();
});
afterEach(() => world.close());

const counts = ({ totalRows, created, updated, unchanged, failed, blank, warnings }: ImportResult) => ({
  totalRows,
  created,
  updated,
  unchanged,
  failed,
  blank,
  warnings: warnings.length,
});
const NONE = { totalRows: 0, created: 0, updated: 0, unchanged: 0, failed: 0, blank: 0, warnings: 0 };
const parented = () => loadPlant(world.project.database).assets.filter(({ parentId }) => parentId !== null);

describe('the tag list of a platform', () => {
  test('comes in whole, and a second time unchanged', async (context) => {
    const path = realData(context, 'valhall/valhall_tags.csv');
    const options: ImportOptions = { type: 'EQUIPMENT' };
    expect(counts(await importTagList(world.project, path, options))).toEqual({
      ...NONE,
      totalRows: 1103,
      created: 1103,
    });
    const { assets } = loadPlant(world.project.database);
    expect(assets.filter(({ properties }) => !('function_code' in properties))).toHaveLength(14);
    expect(parented()).toHaveLength(1102);
    expect(counts(await importTagList(world.project, path, options))).toEqual({
      ...NONE,
      totalRows: 1103,
      unchanged: 1103,
    });
  });

  test('comes in raw from a register, its parents by key, and a second time unchanged', async (context) => {
    const path = realData(context, 'valhall/assets.Table.csv');
    const options: ImportOptions = {
      type: 'EQUIPMENT',
      map: {
        WMT_TAG_NAME: 'tag',
        WMT_TAG_DESC: 'description',
        WMT_TAG_ID: 'key',
        WMT_TAG_ID_ANCESTOR: 'parent_key',
      },
    };
    const first = await importTagList(world.project, path, options);
    expect(counts(first)).toMatchObject({ totalRows: 1106, created: 1103, failed: 2, blank: 1 });
    expect(first.errors.map(({ message }) => message)).toEqual([
      'The row has no tag. Give it one, or delete the row.',
      'The row has no tag. Give it one, or delete the row.',
    ]);
    expect(parented()).toHaveLength(1102);
    const second = await importTagList(world.project, path, options);
    expect(counts(second)).toEqual({
      ...counts(first),
      created: 0,
      unchanged: 1103,
    });
  });
});

const CLASSES = parseValuesMapping(
  `dexpi_class:
  CentrifugalPump: {type: PUMP, pump_kind: CENTRIFUGAL}
  ReciprocatingPump: {type: PUMP, pump_kind: RECIPROCATING}
  PlateHeatExchanger: {type: HEAT_EXCHANGER}
  TubularHeatExchanger: {type: HEAT_EXCHANGER}
  Tank: {type: TANK}
`,
  'classes.yaml',
);

test('a list of another vocabulary gets its types from a mapping of values and its area from the command', async (context) => {
  const path = realData(context, 'c01/C01_equipment.csv');
  const result = await importTagList(world.project, path, { values: CLASSES, set: { area: '47' } });
  expect(counts(result)).toEqual({ ...NONE, totalRows: 5, created: 5 });
  const { id: _id, ...pump } = assetOf(world.project, 'P4711');
  expect(pump).toMatchObject({
    type: 'PUMP',
    discipline: 'MECHANICAL',
    area: '47',
    properties: { pump_kind: 'CENTRIFUGAL', shaft_power_kw: 60 },
  });
});
