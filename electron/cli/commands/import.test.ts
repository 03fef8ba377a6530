import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { realData } from '../../services/testing/real-data.ts';
import { errorOf, listOf, memberOf, newPlant, type Desk } from '../testing.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await newPlant();
});
afterEach(() => desk.close());

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const COUNTS = {
  totalRows: 0,
  created: 0,
  updated: 0,
  unchanged: 0,
  failed: 0,
  blank: 0,
  errors: [],
  warnings: [],
};

const importing = (text: string | Uint8Array, ...options: string[]) =>
  desk.json('import', desk.project, desk.write('list.csv', text), ...options);
const position = async () => (await desk.done('info', desk.project))['lastPosition'];

describe('import', () => {
  test('answers with what became of every row', async () => {
    await importing('tag,type,area\nP-1,PUMP,100\nP-2,PUMP,100\n');
    const { status, document } = await importing(
      'tag,type,area,outdoor\nP-1,PUMP,200,\nP-2,PUMP,100,\n,,,\nP-3,PUMP,100,maybe\nP-4,PUMP,100,yes\n',
    );
    expect([status, document]).toEqual([
      0,
      {
        correlationId: expect.stringMatching(ID),
        totalRows: 5,
        created: 1,
        updated: 1,
        unchanged: 1,
        failed: 1,
        blank: 1,
        errors: [{ row: 5, column: 'outdoor', tag: 'P-3', message: expect.stringContaining('maybe') }],
        warnings: [],
      },
    ]);
  });

  test('tells people the same, with the rows left out', async () => {
    const list = desk.write('list.csv', 'tag,type,parent_tag\nP-1,PUMP,NONE\n,PUMP,\n');
    const { stdout } = await desk.run('import', desk.project, list);
    expect(stdout).toMatch(
      /^2 rows: 1 created, 0 updated, 0 unchanged, 1 with errors, 0 blank\.\nLeft out:\nrow +column +tag +message\n3 .+\nWarning, row 2: .*NONE.*\nBatch .+\.\n$/,
    );
  });

  test('the same again changes nothing and is a batch all the same', async () => {
    await importing('tag,type\nP-1,PUMP\n');
    const { document } = await importing('tag,type\nP-1,PUMP\n');
    expect(document).toEqual({
      ...COUNTS,
      correlationId: expect.stringMatching(ID),
      totalRows: 1,
      unchanged: 1,
    });
    expect(await desk.done('info', desk.project)).toMatchObject({ counts: { batches: 3 } });
  });

  test('--dry-run answers the same and leaves the project as it was', async () => {
    const text = 'tag,type\nP-1,PUMP\n';
    const before = await position();
    const dry = await importing(text, '--dry-run');
    expect(dry.document).toEqual({ ...COUNTS, correlationId: null, totalRows: 1, created: 1 });
    expect((await desk.run('import', desk.project, desk.path('list.csv'), '--dry-run')).stdout).toContain(
      'Nothing was imported (dry run).',
    );
    expect(await position()).toBe(before);
    expect((await importing(text)).document).toEqual({
      ...dry.document,
      correlationId: expect.stringMatching(ID),
    });
  });

  test('--strict imports nothing where a row has an error, dry or not', async () => {
    const before = await position();
    const text = 'tag,type\nP-1,PUMP\n,PUMP\n';
    for (const options of [['--strict'], ['--strict', '--dry-run']]) {
      const result = await importing(text, ...options);
      expect([result.status, errorOf(result)['code']]).toEqual([1, 'IMPORT_FAILED']);
      expect(JSON.stringify(errorOf(result)['context'])).toContain('"row":3');
    }
    expect(await position()).toBe(before);
    expect((await importing('tag,type\nP-1,PUMP\n', '--strict')).status).toBe(0);
  });

  test('--map, --set and --type give what the file does not have', async () => {
    const { status } = await importing(
      'Pos;Bezeichnung;Leistung\nP-1;Pumpe;7,5\n',
      '--map',
      'Pos=tag',
      '--map',
      'Bezeichnung=description',
      '--map',
      'Leistung=shaft_power_kw',
      '--set',
      'area=0047',
      '--set',
      'maker=A=B',
      '--type',
      'PUMP',
    );
    expect(status).toBe(0);
    expect(await desk.done('assets', desk.project)).toMatchObject({
      items: [
        {
          tag: 'P-1',
          type: 'PUMP',
          description: 'Pumpe',
          area: '0047',
          properties: { shaft_power_kw: 7.5, maker: 'A=B' },
        },
      ],
      total: 1,
    });
  });

  test('--values turns a vocabulary into fields; what it does not know is an error, or a warning beside --type', async () => {
    const values = desk.write(
      'classes.yaml',
      'class: {CentrifugalPump: {type: PUMP, pump_kind: CENTRIFUGAL}, Tank: {type: TANK}}\n',
    );
    const text = 'tag,class\nP-1,CentrifugalPump\nT-1,Tank\nX-1,Gizmo\n';
    const strict = await importing(text, '--values', values, '--dry-run');
    expect(strict.document).toMatchObject({
      created: 2,
      failed: 1,
      errors: [{ row: 4, column: 'class', tag: 'X-1' }],
    });
    const { document } = await importing(text, '--values', values, '--type', 'EQUIPMENT');
    expect(document).toMatchObject({
      created: 3,
      failed: 0,
      warnings: [{ row: 4, column: 'class', tag: 'X-1' }],
    });
    const { items } = await desk.done('assets', desk.project, '--type', 'pump');
    expect(items).toMatchObject([{ tag: 'P-1', properties: { pump_kind: 'CENTRIFUGAL' } }]);
  });

  test('--encoding and --delimiter override what was detected', async () => {
    const latin = Buffer.from('tag#;type;description\nP-1;PUMP;K\u00fchlung\n', 'latin1');
    const { document } = await importing(
      latin,
      '--encoding',
      'windows-1252',
      '--delimiter',
      'semicolon',
      '--map',
      'tag#=tag',
    );
    expect(document).toMatchObject({ created: 1, failed: 0 });
    expect(await desk.done('assets', desk.project)).toMatchObject({
      items: [{ description: 'K\u00fchlung' }],
    });
  });

  test('headers named like members of every object are properties, and harm nothing', async () => {
    const { status } = await importing('tag,type,__proto__,constructor,toString\nP-1,PUMP,1,2,3\n');
    expect(status).toBe(0);
    expect(({} as Record<string, unknown>)['1']).toBeUndefined();
    const [asset = {}] = listOf(await desk.done('assets', desk.project), 'items');
    expect(Object.values(memberOf(asset, 'properties')).toSorted((a, b) => Number(a) - Number(b))).toEqual([
      1, 2, 3,
    ]);
    expect((await desk.json('verify', desk.project)).status).toBe(0);
  });

  test('signs of every script come through as they are', async () => {
    const text = '<script>alert(1)</script> \u{1F600} \u05d0\u05d1 \u65e5\u672c';
    await importing(`tag,type,description\nP-\u{1F600},PUMP,${text}\n`);
    expect(await desk.done('assets', desk.project)).toMatchObject({
      items: [{ tag: 'P-\u{1F600}', description: text }],
    });
    expect((await desk.run('assets', desk.project)).stdout).toContain('<script>');
  });

  test('a tag of 5,000 characters is imported or an error of its row, but nothing breaks', async () => {
    const { status, document } = await importing(`tag,type\n${'P'.repeat(5000)},PUMP\nP-1,PUMP\n`);
    expect([status, document['totalRows']]).toEqual([0, 2]);
    const { stdout } = await desk.run('assets', desk.project);
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThan(300);
  });
});

describe('real tag lists', () => {
  test('a raw register: parents by key, two rows without a tag, one blank', async (context) => {
    const data = realData(context, 'valhall/assets.Table.csv');
    const document = await desk.done(
      'import',
      desk.project,
      data,
      '--type',
      'EQUIPMENT',
      '--map',
      'WMT_TAG_NAME=tag',
      '--map',
      'WMT_TAG_DESC=description',
      '--map',
      'WMT_TAG_ID=key',
      '--map',
      'WMT_TAG_ID_ANCESTOR=parent_key',
    );
    expect(document).toMatchObject({
      totalRows: 1106,
      created: 1103,
      updated: 0,
      unchanged: 0,
      failed: 2,
      blank: 1,
    });
    expect(listOf(document, 'errors')).toHaveLength(2);
    const { items, total } = await desk.done('assets', desk.project);
    expect(total).toBe(1103);
    const parented = listOf({ items: items ?? null }, 'items').filter(({ parentTag }) => parentTag !== null);
    expect(parented).toHaveLength(1102);
  });

  test('a list of a platform comes in whole', async (context) => {
    const data = realData(context, 'valhall/valhall_tags.csv');
    const document = await desk.done('import', desk.project, data, '--type', 'EQUIPMENT');
    expect(document).toMatchObject({ totalRows: 1103, created: 1103, failed: 0, errors: [], warnings: [] });
  });
});
