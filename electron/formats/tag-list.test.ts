import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readTagList, type TagListOptions } from './tag-list.ts';
import type { TagListRow } from './tag-list-rows.ts';
import { collect, refusal, testFolder } from './testing.ts';
import { parseValuesMapping } from './values-mapping.ts';

const folder = testFolder();
afterAll(() => folder.remove());

const rowsOf = async (content: string, options?: TagListOptions): Promise<TagListRow[]> =>
  await collect((await readTagList(folder.write('list.csv', content), options)).rows);

describe('a tag list', () => {
  test('tells of its file, its columns and its rows', async () => {
    const text =
      'Tag;Typ;Bezeichnung;Bereich;Leistung kW;power_kw;outdoor;Loop\n' +
      'P-1;Pumpe;Kühlwasser;100;1,5;2,25;yes;4712.10\n;;;\nP-2;;;;;;;\n';
    const path = folder.write('list.csv', text);
    const { rows, sha256, ...reader } = await readTagList(path);
    expect(sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(reader).toEqual({
      path,
      size: Buffer.byteLength(text),
      encoding: 'utf-8',
      bom: false,
      delimiter: ';',
      columns: [
        { header: 'Tag', target: 'tag', decimal: 'point', filled: 2 },
        { header: 'Typ', target: 'type', decimal: 'point', filled: 1 },
        { header: 'Bezeichnung', target: 'description', decimal: 'point', filled: 1 },
        { header: 'Bereich', target: 'area', decimal: 'point', filled: 1 },
        { header: 'Leistung kW', target: 'properties.leistung_kw', decimal: 'comma', filled: 1 },
        { header: 'power_kw', target: 'properties.power_kw', decimal: 'comma', filled: 1 },
        { header: 'outdoor', target: 'properties.outdoor', decimal: 'point', filled: 1 },
        { header: 'Loop', target: 'properties.loop', decimal: 'point', filled: 1 },
      ],
      rowCount: 3,
      warnings: [],
    });
    expect(await collect(rows)).toEqual([
      {
        kind: 'row',
        row: 2,
        fields: { tag: 'P-1', type: 'PUMPE', description: 'Kühlwasser', area: '100' },
        properties: { leistung_kw: 1.5, power_kw: 2.25, outdoor: true, loop: '4712.10' },
        warnings: [],
      },
      { kind: 'blank', row: 3 },
      { kind: 'row', row: 4, fields: { tag: 'P-2' }, properties: {}, warnings: [] },
    ]);
    expect(await collect(rows)).toHaveLength(3);
  });

  test('gives all top-level fields, parents and keys', async () => {
    const header = 'tag,type,discipline,system,parent_tag,key,parent_key,io_type,data_status\n';
    expect(await rowsOf(`${header}M-1,MOTOR,Electrical,47,P-1,17,4,DI,in review\n`)).toEqual([
      {
        kind: 'row',
        row: 2,
        fields: {
          tag: 'M-1',
          type: 'MOTOR',
          discipline: 'ELECTRICAL',
          system: '47',
          ioType: 'DI',
          dataStatus: 'IN_REVIEW',
        },
        properties: {},
        parentTag: 'P-1',
        key: '17',
        parentKey: '4',
        warnings: [],
      },
    ]);
  });

  test('reports a row with cells that do not parse, all of them, and reads on', async () => {
    const rows = await rowsOf(
      'tag,type,power_kw,outdoor\nP-1,PUMP,much,maybe\n,PUMP,1,\nP-3,PUMP\nP\u00074,PUMP,1,no\nP-5,PUMP,1,no\n',
    );
    expect(rows.slice(0, 4)).toEqual([
      {
        kind: 'error',
        row: 2,
        column: 'power_kw',
        tag: 'P-1',
        message:
          'power_kw: "much" is not a number. Give digits only, in kW. ' +
          'outdoor: "maybe" is neither true nor false. Give true or false, yes or no, 1 or 0.',
      },
      {
        kind: 'error',
        row: 3,
        column: 'tag',
        tag: null,
        message: 'The row has no tag. Give it one, or delete the row.',
      },
      {
        kind: 'error',
        row: 4,
        column: null,
        tag: 'P-3',
        message: 'The row has 2 cells, the header 4. Add what is missing.',
      },
      {
        kind: 'error',
        row: 5,
        column: 'tag',
        tag: 'P\u00074',
        message: 'tag: "P\uFFFD4" holds a control or invisible character (U+0007). Remove it.',
      },
    ]);
    expect(rows[4]?.kind).toBe('row');
  });

  test('gets what is stated for all rows where a row says nothing', async () => {
    const options = { type: 'PUMP', set: { area: '47', duty: 'variable', parent_tag: 'U-1' } };
    expect(await rowsOf('tag,type,area\nP-1,,\nP-2,FAN,48\n', options)).toEqual([
      {
        kind: 'row',
        row: 2,
        fields: { tag: 'P-1', area: '47' },
        assumedType: 'PUMP',
        properties: { duty: 'VARIABLE' },
        parentTag: 'U-1',
        warnings: [],
      },
      {
        kind: 'row',
        row: 3,
        fields: { tag: 'P-2', type: 'FAN', area: '48' },
        properties: { duty: 'VARIABLE' },
        parentTag: 'U-1',
        warnings: [],
      },
    ]);
  });

  test('with a header only says that there is nothing to import', async () => {
    const { warnings } = await readTagList(folder.write('list.csv', 'tag,type\n'));
    expect(warnings.map(({ message }) => message)).toEqual([
      'The file has a header and no rows. There is nothing to import.',
    ]);
  });

  test('without a required column is refused before any row', async () => {
    expect((await refusal(rowsOf('name,kind\nA,B\n'))).code).toBe('IMPORT_FAILED');
  });
});

describe('a mapping of values', () => {
  const values = parseValuesMapping(
    'class: {CP: {type: PUMP, pump_kind: CENTRIFUGAL}, T: {type: TANK}}\ncode: {X: {type: VESSEL, outdoor: yes}}',
    'values.yaml',
  );

  test('goes before the cells, and its own column stays a property', async () => {
    expect(await rowsOf('tag,class,code,pump_kind\nP-1,CP,,ROTARY\nT-1,,X,\n', { values })).toEqual([
      {
        kind: 'row',
        row: 2,
        fields: { tag: 'P-1', type: 'PUMP' },
        properties: { class: 'CP', pump_kind: 'CENTRIFUGAL' },
        warnings: [],
      },
      {
        kind: 'row',
        row: 3,
        fields: { tag: 'T-1', type: 'VESSEL' },
        properties: { code: 'X', outdoor: true },
        warnings: [],
      },
    ]);
  });

  test('that does not know a value makes the row an error, or a warning where a type is given', async () => {
    const message = 'The mapping of values does not know "Q" of "class". Add it there, or correct the cell.';
    const said = { row: 2, column: 'class', tag: 'P-1', message };
    expect(await rowsOf('tag,class,code\nP-1,Q,\n', { values })).toEqual([{ kind: 'error', ...said }]);
    expect(await rowsOf('tag,class,code\nP-1,Q,\n', { values, type: 'EQUIPMENT' })).toEqual([
      {
        kind: 'row',
        row: 2,
        fields: { tag: 'P-1' },
        assumedType: 'EQUIPMENT',
        properties: { class: 'Q' },
        warnings: [said],
      },
    ]);
  });

  test('whose values of one row disagree makes the row an error naming both columns', async () => {
    expect(await rowsOf('tag,class,code\nP-1,T,X\n', { values })).toEqual([
      {
        kind: 'error',
        row: 2,
        column: 'code',
        tag: 'P-1',
        message: 'type would be TANK by "class" and VESSEL by "code". Correct one of them.',
      },
    ]);
  });
});

/** Public plant data that stands beside the project on some machines. */
const plantData = resolve(import.meta.dirname, '../../../shared/data');
const hasPlantData = existsSync(plantData);
if (!hasPlantData) process.stdout.write(`Real tag lists are not read: ${plantData} is absent.\n`);

describe.skipIf(!hasPlantData)('real lists (needs the shared plant data)', () => {
  test('Valhall, as exported from a maintenance system: 1,103 assets, 2 rows without a tag, 1 blank', async () => {
    const map = {
      WMT_TAG_NAME: 'tag',
      WMT_TAG_ID: 'key',
      WMT_TAG_ID_ANCESTOR: 'parent_key',
      WMT_TAG_DESC: 'description',
    };
    const reader = await readTagList(`${plantData}/valhall/assets.Table.csv`, { map, type: 'EQUIPMENT' });
    const rows = await collect(reader.rows);
    const assets = rows.filter((row) => row.kind === 'row');
    const keys = new Set(assets.map(({ key }) => key));
    expect({
      total: reader.rowCount,
      assets: assets.length,
      tags: new Set(assets.map(({ fields }) => fields.tag)).size,
      linked: assets.filter(({ parentKey }) => parentKey !== undefined && keys.has(parentKey)).length,
      errors: rows.flatMap((row) => (row.kind === 'error' ? [[row.row, row.column]] : [])),
      blank: rows.flatMap((row) => (row.kind === 'blank' ? [row.row] : [])),
    }).toEqual({
      total: 1106,
      assets: 1103,
      tags: 1103,
      linked: 1102,
      errors: [
        [389, 'WMT_TAG_NAME'],
        [587, 'WMT_TAG_NAME'],
      ],
      blank: [843],
    });
  });

  test('Valhall, the extract: 1,103 rows, 14 of them without a type', async () => {
    const map = { function_code: 'type' };
    const rows = await collect((await readTagList(`${plantData}/valhall/valhall_tags.csv`, { map })).rows);
    const assets = rows.filter((row) => row.kind === 'row');
    expect([rows.length, assets.length]).toEqual([1103, 1103]);
    expect(assets.filter(({ fields }) => fields.type === undefined)).toHaveLength(14);
    expect(assets[8]).toEqual({
      kind: 'row',
      row: 10,
      fields: {
        tag: '23-AE-92527-S1',
        type: 'AE',
        system: '23',
        description: 'VRD - PH 1STSTGSUCT SCRUB INLET',
      },
      properties: { loop: '92527' },
      parentTag: '23-VG-9101',
      warnings: [],
    });
  });

  test('C01: equipment by its DEXPI class', async () => {
    const values = parseValuesMapping(
      'dexpi_class:\n  CentrifugalPump: {type: PUMP, pump_kind: CENTRIFUGAL}\n' +
        '  ReciprocatingPump: {type: PUMP, pump_kind: RECIPROCATING}\n  Tank: {type: TANK}\n' +
        '  PlateHeatExchanger: {type: HEAT_EXCHANGER}\n  TubularHeatExchanger: {type: HEAT_EXCHANGER}\n',
      'c01.yaml',
    );
    const reader = await readTagList(`${plantData}/c01/C01_equipment.csv`, { values, set: { area: '47' } });
    const rows = await collect(reader.rows);
    expect(rows).toHaveLength(5);
    expect(rows[2]).toEqual({
      kind: 'row',
      row: 4,
      fields: { tag: 'P4711', type: 'PUMP', area: '47' },
      properties: {
        dexpi_class: 'CentrifugalPump',
        pump_kind: 'CENTRIFUGAL',
        shaft_power_kw: 60,
        speed_rpm: 600,
        flow_m3h: 200,
        head_m: 10,
        p_design_max_bar: 60,
        t_design_max_c: 80,
        material: '1.4306',
      },
      warnings: [],
    });
  });

  test('C01: instruments keep their loops as text, lines their numbers as tags', async () => {
    const instruments = await readTagList(`${plantData}/c01/C01_instruments.csv`, {
      type: 'INSTRUMENT',
    });
    const [first] = await collect(instruments.rows);
    expect(first?.kind === 'row' ? first.properties['loop'] : first).toBe('4712.01');
    const lines = await readTagList(`${plantData}/c01/C01_lines.csv`, {
      type: 'LINE',
      map: { line_number: 'tag' },
    });
    const tags = (await collect(lines.rows)).map((row) => (row.kind === 'row' ? row.fields.tag : row.kind));
    expect([tags.length, tags[0]]).toEqual([11, '47121']);
  });
});
