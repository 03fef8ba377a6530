import { CsvError, parse } from 'csv-parse/sync';
import { SynapseError } from '../../shared/errors.ts';
import { recordOptions } from './csv-quoting.ts';
import type { FileScan } from './file-bytes.ts';
import { fieldOfHeader } from './import-fields.ts';

export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const;
export type Encoding = (typeof ENCODINGS)[number];

export const DELIMITERS = [',', ';', '\t'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

export interface TextEncoding {
  readonly encoding: Encoding;
  /** True where the file begins with a byte order mark. */
  readonly bom: boolean;
}

/**
 * The encoding of a file: by its byte order mark, by the pattern of NUL bytes that UTF-16 has, UTF-8 where all
 * of it is valid UTF-8, otherwise Windows-1252.
 * @throws SynapseError FILE_NOT_READABLE for content that is not text: a workbook, an archive, binary data.
 */
export function detectEncoding(scan: FileScan, path: string): TextEncoding {
  const { sample } = scan;
  const known = BINARY_FORMATS.find(({ magic }) => sample.subarray(0, magic.length).equals(magic));
  if (known !== undefined) throw notText(path, `it is ${known.name}. Save the list as CSV and import that.`);
  const marked = BYTE_ORDER_MARKS.find(({ mark }) => sample.subarray(0, mark.length).equals(mark));
  if (marked !== undefined) return { encoding: marked.encoding, bom: true };
  if (!sample.includes(0)) return { encoding: scan.isUtf8 ? 'utf-8' : 'windows-1252', bom: false };
  const encoding = utf16ByZeros(sample);
  if (encoding === null) {
    throw notText(
      path,
      'it holds NUL bytes, so it is binary data and no text. Save the list as CSV (UTF-8).',
    );
  }
  return { encoding, bom: false };
}

/**
 * The delimiter of a text that begins with `sample`: the one that cuts most of its rows into as many cells as
 * the header has; of equals one whose header has a known field, then the one that gives more cells; a comma
 * where there is only one column. Excel's first line `sep=;` decides where it is there.
 */
export function detectDelimiter(sample: string): { delimiter: Delimiter; separatorLine: boolean } {
  const stated = statedDelimiter(sample);
  if (stated !== null) return { delimiter: stated, separatorLine: true };
  let best = { delimiter: DELIMITERS[0] as Delimiter, ranks: [0] };
  for (const delimiter of DELIMITERS) {
    const ranks = ranksOf(sample, delimiter);
    const differing = ranks.findIndex((rank, i) => rank !== best.ranks[i]);
    if ((ranks[differing] ?? 0) > (best.ranks[differing] ?? 0)) best = { delimiter, ranks };
  }
  return { delimiter: best.delimiter, separatorLine: false };
}

/** The delimiter that a first line `sep=;` states, or null where the first line is another. */
function statedDelimiter(sample: string): Delimiter | null {
  const stated = /^"?sep=([,;\t])"?(?:\r|\n|$)/i.exec(sample)?.[1];
  return DELIMITERS.find((delimiter) => delimiter === stated) ?? null;
}

const BYTE_ORDER_MARKS: readonly { mark: Buffer; encoding: Encoding }[] = [
  { mark: Buffer.from([0xef, 0xbb, 0xbf]), encoding: 'utf-8' },
  { mark: Buffer.from([0xff, 0xfe]), encoding: 'utf-16le' },
  { mark: Buffer.from([0xfe, 0xff]), encoding: 'utf-16be' },
];

const BINARY_FORMATS: readonly { magic: Buffer; name: string }[] = [
  { magic: Buffer.from('PK\u0003\u0004', 'latin1'), name: 'an Excel workbook (.xlsx) or a ZIP archive' },
  { magic: Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), name: 'an old Excel workbook (.xls)' },
  { magic: Buffer.from('%PDF-'), name: 'a PDF document' },
  { magic: Buffer.from('SQLite format 3\0'), name: 'a SQLite database' },
  { magic: Buffer.from([0x1f, 0x8b]), name: 'a compressed file (gzip)' },
  { magic: Buffer.from([0xff, 0xfe, 0, 0]), name: 'text in UTF-32' },
  { magic: Buffer.from([0, 0, 0xfe, 0xff]), name: 'text in UTF-32' },
];

/** Enough rows to judge a delimiter by. */
const JUDGED_ROWS = 500;

/** Latin text in UTF-16 has a zero in nearly every second byte, and none in the others. */
function utf16ByZeros(sample: Buffer): Encoding | null {
  let even = 0;
  let odd = 0;
  for (let i = 0; i < sample.length; i += 1) {
    if (sample[i] !== 0) continue;
    if (i % 2 === 0) even += 1;
    else odd += 1;
  }
  const enough = sample.length / 2 / 2;
  if (even === 0 && odd > enough) return 'utf-16le';
  if (odd === 0 && even > enough) return 'utf-16be';
  return null;
}

/**
 * How well a delimiter suits, most telling first: the share of whole rows of the sample that have as many cells
 * as the header, whether the header has a known field, its number of cells. Nothing suits that cuts no header.
 */
function ranksOf(sample: string, delimiter: Delimiter): number[] {
  const [header = [], ...rows] = sampleRecords(sample, delimiter);
  if (header.length < 2) return [0];
  const filled = rows.filter((cells) => cells.length > 1 || cells[0] !== '');
  const even = filled.filter((cells) => cells.length === header.length).length;
  const isKnown = header.some((name) => fieldOfHeader(name) !== null);
  return [(even + 1) / (filled.length + 1), isKnown ? 1 : 0, header.length];
}

/** The first records, up to where the sample ends or is not CSV. */
function sampleRecords(sample: string, delimiter: Delimiter): string[][] {
  const records: string[][] = [];
  const collect = (record: string[]): null => {
    records.push(record);
    return null;
  };
  try {
    parse(sample, { ...recordOptions(delimiter), to: JUDGED_ROWS, on_record: collect });
  } catch (error) {
    if (error instanceof CsvError) return records;
    throw error;
  }
  const isCutOff = records.length < JUDGED_ROWS && !/[\r\n]$/.test(sample);
  // A record that the sample cuts off counts only where it is the only one.
  return isCutOff && records.length > 1 ? records.slice(0, -1) : records;
}

function notText(path: string, reason: string): SynapseError {
  return new SynapseError('FILE_NOT_READABLE', `"${path}" is not a text file: ${reason}`, { path });
}
