import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ImportOptionsRequest } from '../../../shared/contract/imports.ts';
import { rejectionOf } from '../testing/failure.ts';
import { newWorld, type World } from '../testing/world.ts';
import { importTagList } from './import.ts';
import { readImport } from './import-preview.ts';

let world: World;
beforeEach(async () => {
  world = await newWorld();
  await world.importRows([
    { tag: 'P-1', type: 'PUMP', area: '100' },
    { tag: 'P-2', type: 'PUMP', area: '100' },
  ]);
});
afterEach(() => world.close());

function list(text: string): string {
  const path = join(world.folder, 'rev2.csv');
  writeFileSync(path, text);
  return path;
}
const read = (text: string, options: ImportOptionsRequest = {}) =>
  readImport(world.project, list(text), 'anna', options);

describe('a tag list that is looked at', () => {
  test('shows its columns with examples and what importing it would do, row by row', async () => {
    const { preview, rows } = await read(
      'Tag;Typ;area;Leistung kW;parent_tag\nP-1;PUMP;200;1,5;P-2\nP-2;PUMP;100;;\nP-3;PUMP;100;2,5;P-1\nP-3;PUMP;;;\n',
    );
    expect(preview).toEqual({
      fileName: 'rev2.csv',
      size: expect.any(Number),
      encoding: 'utf-8',
      delimiter: ';',
      options: {},
      columns: [
        { header: 'Tag', target: 'tag', decimal: null, filled: 4, examples: ['P-1', 'P-2', 'P-3'] },
        { header: 'Typ', target: 'type', decimal: null, filled: 4, examples: ['PUMP'] },
        { header: 'area', target: 'area', decimal: 'POINT', filled: 3, examples: ['200', '100'] },
        {
          header: 'Leistung kW',
          target: 'properties.leistung_kw',
          decimal: 'COMMA',
          filled: 2,
          examples: ['1,5', '2,5'],
        },
        { header: 'parent_tag', target: 'parent_tag', decimal: null, filled: 2, examples: ['P-2', 'P-1'] },
      ],
      counts: { totalRows: 4, created: 1, updated: 1, unchanged: 1, failed: 1, blank: 0 },
      problem: null,
      warnings: [],
    });
    expect(rows('CREATE', 0, 10).rows).toEqual([
      { row: 4, tag: 'P-3', type: 'PUMP', description: null, diff: [], message: null, column: null },
    ]);
    expect(rows('UPDATE', 0, 10).rows).toMatchObject([
      {
        row: 2,
        tag: 'P-1',
        diff: [
          { field: 'area', old: '100', new: '200' },
          { field: 'parentId', old: null, new: 'P-2' },
          { field: 'properties.leistung_kw', old: null, new: 1.5 },
        ],
      },
    ]);
    expect(rows('UNCHANGED', 0, 10).rows).toMatchObject([{ row: 3, tag: 'P-2' }]);
    expect(rows('ERROR', 0, 10)).toMatchObject({ rows: [{ row: 5, tag: 'P-3', type: null }], total: 1 });
    expect(rows('ERROR', 1, 10)).toEqual({ rows: [], total: 1 });
  });

  test('is mapped by what is stated; a column mapped to nothing is left out', async () => {
    const { preview, plan } = await read('no,kind,junk\nX-1,Kreiselpumpe,7\n', {
      map: { no: 'tag', junk: '' },
      values: { kind: { Kreiselpumpe: { type: 'PUMP', pump_kind: 'CENTRIFUGAL' } } },
      set: { area: '300' },
      encoding: 'utf-8',
      delimiter: ',',
    });
    expect(preview.columns.map(({ target }) => target)).toEqual(['tag', 'properties.kind', null]);
    expect(plan?.changes[0]?.change.after).toMatchObject({
      tag: 'X-1',
      type: 'PUMP',
      area: '300',
      properties: { pump_kind: 'CENTRIFUGAL', kind: 'Kreiselpumpe' },
    });
    expect(plan?.changes[0]?.change.after).not.toHaveProperty('properties.junk');
  });

  test('whose columns make no tag list says what is missing, and has no rows', async () => {
    const { preview, plan, rows } = await read('no,kind\n1,a\n');
    expect([preview.counts, plan, rows('CREATE', 0, 1)]).toEqual([null, null, { rows: [], total: 0 }]);
    expect(preview.problem).toMatch(/^The file has no column for the tag\./);
    const absent = await read('tag,type\nX,PUMP\n', { map: { gone: 'area' } });
    expect([absent.preview.problem, absent.preview.columns.map(({ target }) => target)]).toEqual([
      expect.stringMatching(/names header "gone"/),
      ['tag', 'type'],
    ]);
  });

  test('that cannot be read, or with options that are not known, is refused', async () => {
    expect((await rejectionOf(readImport(world.project, '/none.csv', 'anna', {}))).code).toBe(
      'FILE_NOT_READABLE',
    );
    expect((await rejectionOf(read('tag,type\nX,PUMP\n', { encoding: 'ebcdic' }))).code).toBe(
      'INVALID_ARGUMENT',
    );
    expect((await rejectionOf(read('tag,type\nX,PUMP\n', { delimiter: '|' }))).code).toBe('INVALID_ARGUMENT');
    expect((await rejectionOf(read(''))).code).toBe('IMPORT_FAILED');
  });

  test('is imported only as it was looked at, and tells each change', async () => {
    const { plan, path } = await read('tag,type\nX-1,PUMP\nX-2,PUMP\n');
    const told: unknown[] = [];
    const options = {
      expectedSha256: plan?.file.sha256 ?? '',
      onChange: ({ asset }: { asset: { tag: string } }, done: number, total: number) =>
        void told.push([asset.tag, done, total]),
    };
    list('tag,type\nX-1,FAN\n');
    expect((await rejectionOf(importTagList(world.project, path, options))).message).toBe(
      'rev2.csv has changed since it was looked at. Nothing was imported; read it again.',
    );
    list('tag,type\nX-1,PUMP\nX-2,PUMP\n');
    await importTagList(world.project, path, options);
    expect(told).toEqual([
      ['X-1', 1, 2],
      ['X-2', 2, 2],
    ]);
  });
});
