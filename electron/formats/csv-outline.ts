import { readCsv, type CsvFile, type CsvOptions } from './csv-read.ts';

/** What is in a CSV file, before anything is made of it. */
export interface CsvOutline extends Pick<CsvFile, 'detected' | 'columns' | 'size' | 'rowCount'> {
  /** Of each column the first few different values. */
  readonly examples: readonly (readonly string[])[];
}

const MOST_EXAMPLES = 5;
/** How many rows are looked through for examples. */
const EXAMPLE_ROWS = 500;
const LONGEST_EXAMPLE = 80;

/** @throws SynapseError as `readCsv` */
export async function outlineCsv(path: string, options: CsvOptions): Promise<CsvOutline> {
  const csv = await readCsv(path, options);
  const examples = csv.columns.map(() => new Set<string>());
  let rows = 0;
  for await (const row of csv.rows) {
    if (row.kind !== 'blank') addExamples(examples, row.cells);
    rows += 1;
    if (rows === EXAMPLE_ROWS) break;
  }
  const { detected, columns, size, rowCount } = csv;
  return { detected, columns, size, rowCount, examples: examples.map((values) => [...values]) };
}

function addExamples(examples: readonly Set<string>[], cells: readonly string[]): void {
  for (const [index, values] of examples.entries()) {
    const text = (cells[index] ?? '').trim().slice(0, LONGEST_EXAMPLE);
    if (text !== '' && values.size < MOST_EXAMPLES) values.add(text);
  }
}
