import { parse } from 'csv-parse/sync';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CsvSyntaxError, readRecord } from './csv-syntax.ts';
import { quoted } from './csv-write.ts';

/** All records of a text that is there as a whole. */
function recordsOf(text: string, delimiter = ','): string[][] {
  const records: string[][] = [];
  for (let start = 0; start < text.length; ) {
    const record = readRecord(text, start, delimiter, true);
    if (record === null) throw new Error('a whole text has whole records');
    records.push(record.cells);
    start = record.end;
  }
  return records;
}

describe('records of a CSV text', () => {
  test('end at any line break, also mixed, and at the end of the text', () => {
    expect(recordsOf('a,b\r\n1,2\n3,4\r5,')).toEqual([
      ['a', 'b'],
      ['1', '2'],
      ['3', '4'],
      ['5', ''],
    ]);
  });

  test('keep line breaks, delimiters and doubled quote marks of quoted cells', () => {
    expect(recordsOf('"a\r\nb","c,d","e""f"\n')).toEqual([['a\r\nb', 'c,d', 'e"f']]);
  });

  test('keep a quote mark inside a cell that does not begin with one', () => {
    expect(recordsOf('4" pipe;5\n', ';')).toEqual([['4" pipe', '5']]);
  });

  test('refuse a quote mark that is never closed, and text after a closing one, naming the cell', () => {
    const attempt = (text: string): unknown => {
      try {
        return recordsOf(text);
      } catch (error) {
        return error instanceof CsvSyntaxError ? [error.kind, error.cell] : error;
      }
    };
    expect(attempt('a,"b\nc,d')).toEqual(['UNCLOSED_QUOTE', 2]);
    expect(attempt('a,b,"4" pipe"\n')).toEqual(['TEXT_AFTER_QUOTE', 3]);
  });

  test('are read as csv-parse reads them', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '7', ' ', ',', ';', '"', '\r', '\n', 'é') });
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { maxLength: 6 }), (rows) => {
        const text = rows.map((cells) => `${cells.map(quoted).join(',')}\n`).join('');
        const options = { delimiter: ',', record_delimiter: ['\r\n', '\n', '\r'], relax_column_count: true };
        expect(recordsOf(text)).toEqual(parse(text, { ...options, relax_quotes: true }));
      }),
    );
  });

  test('are incomplete wherever a text is cut inside them, and the same after the rest has come', () => {
    const text = 'a,"b ""c""\r\nd",e\r\nf';
    const whole = readRecord(text, 0, ',', false);
    for (let cut = 0; cut < text.length; cut += 1) {
      const part = readRecord(text.slice(0, cut), 0, ',', false);
      expect(part === null || part.end === whole?.end).toBe(true);
    }
    expect(whole).toEqual({ cells: ['a', 'b "c"\r\nd', 'e'], end: 18 });
  });
});
