import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sha256 } from '../../kernel/hash.ts';
import { cable, create, packageOf } from '../testing/entity-changes.ts';
import { rejectionOf } from '../testing/failure.ts';
import { assetOf, batchLines, eventLines, eventsIn, exists } from '../testing/project-reading.ts';
import { stateOf } from '../testing/state-of.ts';
import { newWorld, type World } from '../testing/world.ts';
import { importTagList, type ImportResult } from './import.ts';

let world: World;
beforeEach(async () => {
  world = await newWorld();
});
afterEach(() => world.close());

const counts = ({ totalRows, created, updated, unchanged, failed, blank }: ImportResult) => ({
  totalRows,
  created,
  updated,
  unchanged,
  failed,
  blank,
});

describe('an import', () => {
  test('makes an asset of each row, owned by who imports it, with the discipline of its type', async () => {
    await world.importCsv('tag,type,area,power_kw,comment\nM-1,motor,100,7.5,spare\n');
    const { id: _id, ...asset } = assetOf(world.project, 'M-1');
    expect(asset).toEqual({
      tag: 'M-1',
      type: 'MOTOR',
      description: null,
      discipline: 'ELECTRICAL',
      area: '100',
      system: null,
      parentId: null,
      ioType: null,
      dataStatus: 'FRESH_IMPORT',
      properties: { power_kw: 7.5, comment: 'spare' },
      origin: { userId: 'anna' },
      owners: { '*': 'user:anna' },
    });
  });

  test('changes only what a cell says differently, and owns only that', async () => {
    await world.importCsv('tag,type,area,system,power_kw\nM-1,MOTOR,100,CW,7.5\n');
    const result = await importTagList(
      world.as('ben').project,
      csv('m.csv', 'tag,type,area,system,power_kw\nm-1,,200,,7.5\n'),
      {},
    );
    const { area, system, properties, owners, tag, type } = assetOf(world.project, 'M-1');
    expect({ tag, type, area, system, properties, owners }).toEqual({
      tag: 'M-1',
      type: 'MOTOR',
      area: '200',
      system: 'CW',
      properties: { power_kw: 7.5 },
      owners: { '*': 'user:anna', area: 'user:ben' },
    });
    const [event] = eventsIn(world.project, result.correlationId ?? '').filter(
      ({ eventType }) => eventType === 'ASSET_UPDATED',
    );
    expect(event?.payload).toEqual({
      before: { area: '100', owners: { area: null } },
      after: { area: '200', owners: { area: 'user:ben' } },
      diff: [{ field: 'area', old: '100', new: '200' }],
      context: { file: 'm.csv', row: 2 },
    });
  });

  test('takes a field of a rule over only where the cell differs', async () => {
    await world.importRows([{ tag: 'P-1', type: 'PUMP', shaft_power_kw: 10 }]);
    world.loadRules(`
  - id: p.duty
    name: Duty
    for: { type: PUMP }
    do: { set_property: { duty: CONSTANT, outdoor: true } }`);
    world.execute();
    await world.importRows([{ tag: 'P-1', type: '', duty: 'constant', outdoor: 'no' }]);
    const { properties, owners } = assetOf(world.project, 'P-1');
    expect({ properties, owners }).toEqual({
      properties: { shaft_power_kw: 10, duty: 'CONSTANT', outdoor: false },
      owners: {
        '*': 'user:anna',
        'properties.duty': 'rule:p.duty',
        'properties.outdoor': 'user:anna',
      },
    });
  });

  test('of the same file again changes nothing and is recorded all the same', async () => {
    const text = 'tag,type,parent_tag,power_kw\nM-1,MOTOR,P-1,7.5\nP-1,PUMP,,\n\nX-1,PUMP,NOWHERE,\n';
    await world.importCsv(text);
    const before = stateOf(world.project);
    const again = await world.importCsv(text);
    expect(counts(again)).toEqual({
      totalRows: 4,
      created: 0,
      updated: 0,
      unchanged: 3,
      failed: 0,
      blank: 1,
    });
    expect(stateOf(world.project)).toEqual(before);
    expect(eventLines(world.project, again.correlationId ?? '')).toEqual([
      'BATCH_STARTED',
      'CSV_IMPORTED',
      'BATCH_COMPLETED',
    ]);
  });

  test('is told first by CSV_IMPORTED with the hash of the file, and each change by its row', async () => {
    const text = 'tag,type\nP-1,PUMP\n\nP-2,PUMP\n';
    const path = csv('pumps.csv', text);
    const { correlationId } = await importTagList(world.project, path, {});
    const [started, imported, ...rest] = eventsIn(world.project, correlationId ?? '');
    expect([imported?.eventType, imported?.causationId, imported?.payload.context]).toEqual([
      'CSV_IMPORTED',
      started?.id,
      {
        file: 'pumps.csv',
        sha256: sha256(text),
        size: text.length,
        encoding: 'utf-8',
        delimiter: ',',
        columns: [
          { header: 'tag', target: 'tag', decimal: 'point' },
          { header: 'type', target: 'type', decimal: 'point' },
        ],
        totalRows: 3,
        created: 2,
        updated: 0,
        unchanged: 0,
        failed: 0,
        blank: 1,
      },
    ]);
    expect(
      rest
        .slice(0, -1)
        .map(({ metadata, causationId, payload }) => [metadata['tag'], causationId, payload.context]),
    ).toEqual([
      ['P-1', imported?.id, { file: 'pumps.csv', row: 2 }],
      ['P-2', imported?.id, { file: 'pumps.csv', row: 4 }],
    ]);
  });

  test('leaves out rows with errors, tells each by row, and its totals add up', async () => {
    world.change([create('CABLE', cable('C-1', null, null)), create('PACKAGE', packageOf('PK-1', []))]);
    const result = await world.importCsv(
      [
        'tag,type,power_kw',
        'P-1,PUMP,',
        'p-1,PUMP,',
        ',PUMP,',
        'M-1,MOTOR,many',
        'c-1,MOTOR,',
        'PK-1,MOTOR,',
        'X-1,,',
        '',
        'Ä-1,PUMP,',
        'A\u0308-1,PUMP,',
        'M-2,MOTOR',
      ].join('\n'),
    );
    expect(counts(result)).toEqual({
      totalRows: 11,
      created: 2,
      updated: 0,
      unchanged: 0,
      failed: 8,
      blank: 1,
    });
    expect(result.errors.map(({ row, column, tag }) => [row, column, tag])).toEqual([
      [3, null, 'p-1'],
      [4, 'tag', null],
      [5, 'power_kw', 'M-1'],
      [6, null, 'c-1'],
      [7, null, 'PK-1'],
      [8, null, 'X-1'],
      [11, null, 'Ä-1'],
      [12, null, 'M-2'],
    ]);
    expect(result.errors[0]?.message).toBe('Tag "p-1" appears twice (first in row 2). Keep one of them.');
    expect(result.errors[3]?.message).toBe('Tag "c-1" is used by a cable already. Choose another tag.');
  });

  test('with strict is refused for one bad row, and leaves no batch', async () => {
    const before = batchLines(world.project);
    const error = await rejectionOf(
      world.importCsv('tag,type\nP-1,PUMP\n,PUMP\nP-1,PUMP\n', { strict: true }),
    );
    expect([error.code, error.message]).toEqual([
      'IMPORT_FAILED',
      'Nothing was imported. Row 3: The row has no tag. Give it one, or delete the row. (and 1 more rows)',
    ]);
    expect(error.context['failed']).toBe(2);
    expect([batchLines(world.project), exists(world.project, 'P-1')]).toEqual([before, false]);
  });

  test('with strict goes through where no row has an error', async () => {
    expect((await world.importCsv('tag,type\nP-1,PUMP\n', { strict: true })).created).toBe(1);
  });
});

function csv(name: string, text: string): string {
  const path = join(world.folder, name);
  writeFileSync(path, text);
  return path;
}
