import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { type CsvOptions, type CsvRow, readCsv } from './csv-read.ts';
import { quoted } from './csv-write.ts';
import { collect, refusal, testFolder } from './testing.ts';

const folder = testFolder();
afterAll(() => folder.remove());

const read = async (content: string | Uint8Array, options?: CsvOptions) =>
  await readCsv(folder.write('list.csv', content), options);
const rowsOf = async (content: string | Uint8Array, options?: CsvOptions): Promise<CsvRow[]> =>
  await collect((await read(content, options)).rows);
const cellsOf = async (content: string | Uint8Array, options?: CsvOptions): Promise<(readonly string[])[]> =>
  (await rowsOf(content, options)).flatMap((row) => (row.kind === 'cells' ? [row.cells] : []));

const messageOf = async (file: string): Promise<string> => (await refusal(readCsv(file))).message;

const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();
const TEXT = 'tag;desc\nP-1;Kühlwasser – 5 °C\n';
const CELLS = [['P-1', 'Kühlwasser – 5 °C']];

describe('the encoding', () => {
  test.each([
    ['utf-8', false, Buffer.from(TEXT)],
    ['utf-8', true, Buffer.from(`\uFEFF${TEXT}`)],
    ['utf-16le', true, Buffer.from(`\uFEFF${TEXT}`, 'utf16le')],
    ['utf-16le', false, Buffer.from(TEXT, 'utf16le')],
    ['utf-16be', true, utf16be(`\uFEFF${TEXT}`)],
    ['utf-16be', false, utf16be(TEXT)],
    ['windows-1252', false, Buffer.from(TEXT.replace('–', '\u0096'), 'latin1')],
  ])('is detected as %s, with byte order mark: %s', async (encoding, bom, bytes) => {
    expect((await read(bytes)).detected).toEqual({ encoding, bom, delimiter: ';', separatorLine: false });
    expect(await cellsOf(bytes)).toEqual(CELLS);
  });

  test('is UTF-8 where its first letter beyond ASCII comes after the sample', async () => {
    const text = `tag,desc\n${'P-1,plain\n'.repeat(40_000)}P-2,Kühler\n`;
    expect((await read(text)).detected.encoding).toBe('utf-8');
    expect((await read(Buffer.from(text, 'latin1'))).detected.encoding).toBe('windows-1252');
  });

  test('can be stated', async () => {
    const bytes = Buffer.from('tag,desc\nP-1,Ã¼\n');
    expect(await cellsOf(bytes, { encoding: 'windows-1252' })).toEqual([['P-1', 'ÃƒÂ¼']]);
    const error = await refusal(read(Buffer.from('tag\nK\u00fc\n', 'latin1'), { encoding: 'utf-8' }));
    expect([error.code, error.message]).toEqual([
      'FILE_NOT_READABLE',
      `"${join(folder.path, 'list.csv')}" is not valid UTF-8. Save it again as CSV (UTF-8).`,
    ]);
  });

  test('of a damaged UTF-8 file is doubted, naming the line', async () => {
    const bytes = Buffer.concat([
      Buffer.from('tag,desc\nP-1,Kühlöl\nP-2,K'),
      Buffer.from([0xfc]),
      Buffer.from('hler\n'),
    ]);
    const error = await refusal(read(bytes));
    expect([error.code, error.context['line']]).toEqual(['FILE_NOT_READABLE', 3]);
    expect(await cellsOf(bytes, { encoding: 'windows-1252' })).toHaveLength(2);
  });

  test('of a DOS code page is doubted, naming the line and the byte', async () => {
    const error = await refusal(read(Buffer.from('tag,desc\nP-1,K\x81hler\n', 'latin1')));
    expect(error.message).toContain('is neither UTF-8 nor Windows-1252: line 2 holds the byte 0x81.');
  });

  test.each([
    ['an Excel workbook (.xlsx) or a ZIP archive', Buffer.from('PK\x03\x04abc', 'latin1')],
    ['an old Excel workbook (.xls)', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0])],
    ['a PDF document', Buffer.from('%PDF-1.7')],
    ['a SQLite database', Buffer.from('SQLite format 3\0')],
    ['a compressed file (gzip)', Buffer.from([0x1f, 0x8b, 8])],
    ['text in UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 65, 0, 0, 0])],
    ['NUL bytes', Buffer.from('tag,desc\nP-1,\0\n')],
  ])('of %s is none', async (what, bytes) => {
    const error = await refusal(read(bytes));
    expect(error.code).toBe('FILE_NOT_READABLE');
    expect(error.message).toContain(what);
  });
});

describe('the delimiter', () => {
  test.each([
    ['comma', ',', 'tag,desc,m\nP-1,"a;b;c",1;2\nP-2,x;y,3\n'],
    ['semicolon, with decimal commas', ';', 'tag;power\nP-1;1,5\nP-2;2,5\n'],
    ['semicolon, with commas in the header', ';', 'tag;power, kW;head, m\nP-1;1,5;2,5\n'],
    ['tab', '\t', 'tag\tdesc\nP-1\ta, b; c\n'],
    ['comma, where there is one column', ',', 'tag\nP-1\nP-2\n'],
    ['comma, with line breaks in quotes', ',', 'tag,desc\nP-1,"a;\nb;\nc;"\nP-2,x\n'],
    ['comma, where the header is all there is', ',', 'tag,type'],
  ])('is detected: %s', async (_name, delimiter, text) => {
    expect((await read(text)).detected.delimiter).toBe(delimiter);
  });

  test('can be stated', async () => {
    expect(await cellsOf('a,b;c\n1,2;3\n', { delimiter: ';' })).toEqual([['1,2', '3']]);
  });

  test('is what a first line sep= says, and that line is no row', async () => {
    expect(await rowsOf('sep=;\ntag;desc\nP-1;a,b,c\n')).toEqual([
      { kind: 'cells', row: 2, cells: ['P-1', 'a,b,c'] },
    ]);
  });
});

describe('rows', () => {
  test('are numbered as a spreadsheet does, whatever breaks their cells have', async () => {
    expect(await rowsOf('tag,desc\r\nA,"one\r\ntwo\nthree"\r\n\r\nB,x\r\n , \r\nC,y')).toEqual([
      { kind: 'cells', row: 2, cells: ['A', 'one\r\ntwo\nthree'] },
      { kind: 'blank', row: 3 },
      { kind: 'cells', row: 4, cells: ['B', 'x'] },
      { kind: 'blank', row: 5 },
      { kind: 'cells', row: 6, cells: ['C', 'y'] },
    ]);
  });

  test('with another number of cells than the header say so; empty cells beyond it do no harm', async () => {
    expect(await rowsOf('tag,desc\nA\nB,x,\nC,x,y\n')).toEqual([
      {
        kind: 'ragged',
        row: 2,
        cells: ['A'],
        message: 'The row has 1 cells, the header 2. Add what is missing.',
      },
      { kind: 'cells', row: 3, cells: ['B', 'x', ''] },
      {
        kind: 'ragged',
        row: 4,
        cells: ['C', 'x', 'y'],
        message: 'The row has 3 cells, the header 2. Put a cell that holds the delimiter in quote marks.',
      },
    ]);
  });

  test('written and read again are the same, for any text', async () => {
    const cell = fc.string({ unit: 'binary' }).map((text) => text.toWellFormed().replaceAll('\0', ''));
    const line = fc.array(cell, { minLength: 3, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { maxLength: 8 }),
        fc.constantFrom(',', ';', '\t'),
        async (lines, delimiter) => {
          const rows = [['a', 'b', 'c'], ...lines];
          const text = rows.map((cells) => `${cells.map(quoted).join(delimiter)}\n`).join('');
          const found = await rowsOf(text);
          const expected = lines.map(
            (cells, i): CsvRow =>
              cells.every((content) => content.trim() === '')
                ? { kind: 'blank', row: i + 2 }
                : { kind: 'cells', row: i + 2, cells },
          );
          expect(found).toEqual(expected);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('columns', () => {
  test('are surveyed over the whole file: filled cells and decimal mark', async () => {
    const { columns, rowCount, warnings } = await read(
      'tag;kw;loop;mix\nA;1,5;4712.10;1,5\nB;-2;;2.5\n;;;\n',
    );
    expect(columns).toEqual([
      { header: 'tag', decimal: 'point', filled: 2 },
      { header: 'kw', decimal: 'comma', filled: 2 },
      { header: 'loop', decimal: 'point', filled: 1 },
      { header: 'mix', decimal: 'point', filled: 2 },
    ]);
    expect(rowCount).toBe(3);
    expect(warnings).toEqual([
      'Column "mix" has numbers with a decimal comma (1) and with a point (1): only the point is read as a decimal mark. Use one of them.',
    ]);
  });

  test('have no decimal comma in files separated by commas, unless it is stated', async () => {
    const text = 'tag,kw\nA,"1,5"\n';
    expect((await read(text)).columns[1]?.decimal).toBe('point');
    expect((await read(text, { decimal: 'comma' })).columns[1]?.decimal).toBe('comma');
  });

  test('are doubted where every comma could separate thousands', async () => {
    expect((await read('tag;kw\nA;1,500\nB;2,250\n')).warnings).toEqual([
      'Column "kw": every comma stands before exactly three digits. It is read as a decimal comma (1,500 is 1.5). Remove the commas if they separate thousands.',
    ]);
    expect((await read('tag;kw\nA;1,500\nB;0,250\n')).warnings).toEqual([]);
    expect((await read('tag;kw\nA;1,500\nB;1,500,000\n')).columns[1]?.decimal).toBe('point');
  });

  test('without a header are left out with a warning, empty ones at the end quietly', async () => {
    const { columns, warnings } = await read('tag,,desc,,\nA,x,y,,\n');
    expect(columns.map(({ header }) => header)).toEqual(['tag', '', 'desc']);
    expect(warnings).toEqual(['Column 2 has no header: its 1 cells are left out. Give it a header.']);
  });
});

describe('a file', () => {
  test('is known by the hash and the size of its bytes', async () => {
    const { sha256, size } = await read('\uFEFFtag\nA\n');
    const expected = createHash('sha256').update('\uFEFFtag\nA\n').digest('hex');
    expect({ sha256, size }).toEqual({ sha256: expected, size: 9 });
  });

  test('that is missing, a folder, in no folder or a device is not readable', async () => {
    const { path } = folder;
    mkdirSync(join(path, 'sub'));
    folder.write('plain.csv', 'tag\n');
    expect(await messageOf(join(path, 'none.csv'))).toBe(
      `"${join(path, 'none.csv')}" cannot be read: it does not exist. Check the path.`,
    );
    expect(await messageOf(join(path, 'sub'))).toContain('it is a folder. Name a file in it.');
    expect(await messageOf(join(path, 'plain.csv', 'x.csv'))).toContain(
      'a part of the path is not a folder.',
    );
    expect(await messageOf('/dev/null')).toContain('it is not a plain file.');
  });

  test('that vanishes or changes between opening and reading is not readable', async () => {
    const gone = await readCsv(folder.write('gone.csv', 'tag\nA\n'));
    rmSync(gone.path);
    expect((await refusal(collect(gone.rows))).code).toBe('FILE_NOT_READABLE');
    const grown = await readCsv(folder.write('grown.csv', 'tag\nA\n'));
    appendFileSync(grown.path, 'B\n');
    expect((await refusal(collect(grown.rows))).message).toContain('changed while it was read');
  });

  test('that is empty, or whose first row is blank, is refused; one with a header only has no rows', async () => {
    expect((await refusal(read(''))).message).toContain('is empty');
    expect((await refusal(read('\uFEFF'))).message).toContain('is empty');
    expect((await refusal(read('\n\nA,B\n'))).message).toContain('is blank. Put the column headers there.');
    expect((await refusal(read(',,\nA,B\n'))).message).toContain('is blank. Put the column headers there.');
    expect(await rowsOf('tag,type\n')).toEqual([]);
  });

  test('whose quote marks do not match is refused, naming row and cell', async () => {
    const open = await refusal(read('tag,desc\nA,x\nB,"y\nC,z\n'));
    expect([open.code, open.message, open.context]).toEqual([
      'IMPORT_FAILED',
      'Row 3, cell 2: a quote mark opens and is never closed. Close it, or double it if it is part of the text ("").',
      { row: 3, cell: 2 },
    ]);
    const after = await refusal(read('tag,desc\nA,"4" pipe"\n'));
    expect(after.message).toBe(
      'Row 2, cell 2: text follows the closing quote mark. Double the quote marks inside a quoted cell ("").',
    );
  });

  test.each([
    ['without a line break', 'x'],
    ['without end of its quote', '"x\n'],
    ['of nothing but delimiters', ','],
  ])('with a line of 50 MB %s is refused at its row, in little memory', async (_name, unit) => {
    const path = folder.write('long.csv', 'tag,desc\nA,x\n');
    const file = openSync(path, 'a');
    const piece = unit === '"x\n' ? 'x,y\n'.repeat(250_000) : unit.repeat(1_000_000);
    if (unit === '"x\n') writeSync(file, '"');
    for (let i = 0; i < 50; i += 1) writeSync(file, piece);
    closeSync(file);
    const { code, context, message, mostMb } = await readInProcess(path, 128);
    expect([code, context]).toEqual(['IMPORT_FAILED', { row: 3 }]);
    expect(message).toContain('Row 3 is longer than 1000000 characters');
    expect(mostMb).toBeLessThan(250);
  });

  test('of 100,000 rows is read in memory that does not grow with it', async () => {
    const line = `P-1,PUMP,${'text '.repeat(40)},47\n`;
    const path = folder.write('large.csv', `tag,type,desc,area\n${line.repeat(100_000)}`);
    expect(await readInProcess(path, TOO_SMALL_FOR_ALL_MB)).toMatchObject({
      count: 100_000,
      rowCount: 100_000,
    });
  });
});

/** A heap that 100,000 rows do not fit in. */
const TOO_SMALL_FOR_ALL_MB = 32;

const READ = `
  const { readCsv } = await import(process.argv[1]);
  const told = await readCsv(process.argv[2]).then(
    async ({ rows, rowCount }) => {
      let count = 0;
      for await (const row of rows) if (row.kind === 'cells') count += 1;
      return { rowCount, count };
    },
    ({ code, context, message }) => ({ code, context, message }),
  );
  console.log(JSON.stringify({ ...told, mostMb: process.resourceUsage().maxRSS / 1024 }));
`;

/** Reads a file in a process of its own, which ends where its heap is full. */
async function readInProcess(path: string, heapMb: number): Promise<Record<string, unknown>> {
  const options = [`--max-old-space-size=${heapMb}`, '--input-type=module', '--eval', READ];
  const reader = new URL('csv-read.ts', import.meta.url).href;
  const { stdout } = await promisify(execFile)(process.execPath, [...options, reader, path]);
  return JSON.parse(stdout) as Record<string, unknown>;
}
