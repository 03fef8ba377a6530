import * as fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import type { CsvDialect } from './csv-records.ts';
import { csvRecords } from './csv-records.ts';
import { quoted } from './csv-write.ts';
import { collect, refusal, testFolder } from './testing.ts';

const folder = testFolder();
afterAll(() => folder.remove());

const DIALECT: CsvDialect = { encoding: 'utf-8', delimiter: ',', separatorLine: false };
const recordsOf = async (text: string, dialect: Partial<CsvDialect> = {}): Promise<(readonly string[])[]> =>
  await collect(csvRecords(folder.write('list.csv', text), { ...DIALECT, ...dialect }));

/** The message that a text is refused with, and the row and the cell that it names. */
async function refusalOf(text: string, dialect: Partial<CsvDialect> = {}): Promise<unknown> {
  const { message, context } = await refusal(recordsOf(text, dialect));
  const kind = message.includes('never closed') ? 'never closed' : 'text follows';
  expect(message).toContain(kind);
  return [kind, context['row'], context['cell']];
}

describe('records of a CSV text', () => {
  test('end at any line break, also mixed, and at the end of the text', async () => {
    expect(await recordsOf('a,b\r\n1,2\n3,4\r5,')).toEqual([
      ['a', 'b'],
      ['1', '2'],
      ['3', '4'],
      ['5', ''],
    ]);
  });

  test('keep line breaks, delimiters and doubled quote marks of quoted cells', async () => {
    expect(await recordsOf('"a\r\nb","c,d","e""f"\n')).toEqual([['a\r\nb', 'c,d', 'e"f']]);
  });

  test('keep a quote mark inside a cell that does not begin with one', async () => {
    expect(await recordsOf('4" pipe;5\n', { delimiter: ';' })).toEqual([['4" pipe', '5']]);
  });

  test('keep a quote mark at the beginning that is doubled, beside cells with quote marks inside', async () => {
    expect(await recordsOf('"""A"" line",4" pipe,""""\n')).toEqual([['"A" line', '4" pipe', '"']]);
  });

  test.each([
    ['h\na,"b\nc,d', ['never closed', 2, 2]],
    ['a,b,"4" pipe"\n', ['text follows', 1, 3]],
    ['h\nx,"4" pipe, x",y\nok,"open\n', ['text follows', 2, 2]],
    ['4" pipe,"""A""","4" pipe, x"\n', ['text follows', 1, 3]],
    ['a,"b" ,c\n', ['text follows', 1, 2]],
    ['a,""b,c\n', ['text follows', 1, 2]],
    ['a,"4" pipe, x","open\n', ['text follows', 1, 2]],
  ])('are refused where quote marks do not match, never cut: %j', async (text, expected) => {
    expect(await refusalOf(text)).toEqual(expected);
  });

  test('are counted without the line that states the separator', async () => {
    expect(await recordsOf('sep=,\na,b\n', { separatorLine: true })).toEqual([['a', 'b']]);
    expect(await refusalOf('sep=,\na,b\nc,"d\n', { separatorLine: true })).toEqual(['never closed', 2, 2]);
  });

  test('are none where the text holds NUL, wherever it stands', async () => {
    const error = await refusal(recordsOf(`${'a,b\n'.repeat(100_000)}"c"\0, d",e\n`));
    expect([error.code, error.message]).toEqual([
      'FILE_NOT_READABLE',
      expect.stringContaining('holds NUL bytes'),
    ]);
  });

  test('are the same wherever the file is cut into pieces', async () => {
    const rows = (count: number): string[][] =>
      Array.from({ length: count }, () => ['a', 'b "é"\r\nd', '', '"']);
    const text = (cells: string[][]): string =>
      cells.map((row) => `${row.map(quoted).join(',')}\r\n`).join('');
    for (let shift = 0; shift < 24; shift += 1) {
      const first = ['x'.repeat(256 * 1024 - shift), 'y'];
      const some = [first, ...rows(2)];
      expect(await recordsOf(text(some))).toEqual(some);
    }
  });

  test('written and read again are the same, for any cells', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '7', ' ', ',', ';', '"', '\r', '\n', 'é') });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { maxLength: 6 }),
        async (rows) => {
          const text = rows.map((cells) => `${cells.map(quoted).join(',')}\n`).join('');
          expect(await recordsOf(text)).toEqual(rows);
        },
      ),
      { numRuns: 60 },
    );
  });
});
