import type { ImportMessage } from '../../shared/model/import.ts';
import type { DATA_STATUSES, PropertyValue } from '../../shared/model/entities.ts';
import type { Discipline } from '../../shared/model/terms.ts';
import type { DecimalMark } from './csv-columns.ts';
import type { CsvRow } from './csv-read.ts';
import { type CellValue, parseTargetValue } from './import-cells.ts';
import { type ImportField, type ImportTarget, targetName } from './import-fields.ts';
import type { ColumnPlan, PlannedColumn } from './import-mapping.ts';

/** The top-level fields that a row states; one that it says nothing of is not there. */
export interface StatedFields {
  readonly tag: string;
  readonly type?: string;
  readonly description?: string;
  readonly discipline?: Discipline;
  readonly area?: string;
  readonly system?: string;
  readonly ioType?: string;
  readonly dataStatus?: (typeof DATA_STATUSES)[number];
}

/** One row of a tag list. `row` counts records, the header being row 1. */
export type TagListRow =
  | {
      readonly kind: 'row';
      readonly row: number;
      readonly fields: StatedFields;
      /** The type that is assumed of this row, as it states none. It says nothing of an asset that is there. */
      readonly assumedType?: string;
      readonly properties: Readonly<Record<string, PropertyValue>>;
      readonly parentTag?: string;
      /** The row's key in the file and that of its parent, where the file links rows by keys. */
      readonly key?: string;
      readonly parentKey?: string;
      readonly warnings: readonly ImportMessage[];
    }
  | { readonly kind: 'blank'; readonly row: number }
  | ({ readonly kind: 'error'; readonly row: number } & Pick<ImportMessage, 'column' | 'tag' | 'message'>);

/** Reads the rows of one file by its plan. `decimals` holds the decimal mark of each column. */
export function tagListRow(plan: ColumnPlan, decimals: readonly DecimalMark[], csv: CsvRow): TagListRow {
  if (csv.kind === 'blank') return csv;
  const tag = rawTag(plan, csv.cells);
  if (csv.kind === 'ragged') return { kind: 'error', row: csv.row, column: null, tag, message: csv.message };
  const reading: Reading = { row: csv.row, tag, texts: {}, properties: {}, problems: [], warnings: [] };
  for (const { target, value } of plan.defaults) state(reading, target, value);
  const assumed = plan.assumesType ? reading.texts.type : undefined;
  if (assumed !== undefined) delete reading.texts.type;
  for (const column of plan.columns) readCell(reading, column, csv.cells, decimals);
  readTranslations(reading, plan, csv.cells);
  return result(reading, plan, assumed);
}

interface Reading {
  readonly row: number;
  readonly tag: string | null;
  readonly texts: Partial<Record<ImportField, string>>;
  readonly properties: Record<string, PropertyValue>;
  readonly problems: { readonly column: string; readonly message: string }[];
  readonly warnings: ImportMessage[];
}

function state(reading: Reading, target: ImportTarget, value: PropertyValue): void {
  if (target.kind === 'property') reading.properties[target.name] = value;
  else reading.texts[target.field] = String(value);
}

function readCell(
  reading: Reading,
  { index, header, target }: PlannedColumn,
  cells: readonly string[],
  decimals: readonly DecimalMark[],
): void {
  const text = cells[index];
  if (target === null || text === undefined || text === '') return;
  const parsed: CellValue = parseTargetValue(target, text, decimals[index]);
  if (parsed.kind === 'value') state(reading, target, parsed.value);
  else if (parsed.kind === 'error') reading.problems.push({ column: header, message: parsed.message });
}

/** What the values of cells say beyond themselves. It goes before what a cell says; two of it must agree. */
function readTranslations(reading: Reading, plan: ColumnPlan, cells: readonly string[]): void {
  const said = new Map<string, { header: string; value: PropertyValue }>();
  for (const { index, header, translation } of plan.columns) {
    if (translation === null) continue;
    const text = (cells[index] ?? '').trim().normalize('NFC');
    if (text === '') continue;
    const values = translation.get(text);
    if (values === undefined) unknownValue(reading, plan, header, text);
    for (const { target, value } of values ?? []) {
      const name = targetName(target);
      const other = said.get(name);
      if (other !== undefined && other.value !== value) {
        const message = `${name} would be ${other.value} by "${other.header}" and ${value} by "${header}". Correct one of them.`;
        reading.problems.push({ column: header, message });
      }
      said.set(name, { header, value });
      state(reading, target, value);
    }
  }
}

function unknownValue(reading: Reading, plan: ColumnPlan, header: string, text: string): void {
  const message = `The mapping of values does not know "${text}" of "${header}". Add it there, or correct the cell.`;
  if (!plan.hasDefaultType) reading.problems.push({ column: header, message });
  else reading.warnings.push({ row: reading.row, column: header, tag: reading.tag, message });
}

function result(reading: Reading, plan: ColumnPlan, assumed: string | undefined): TagListRow {
  const { row, tag, problems, warnings } = reading;
  const [first] = problems;
  if (first !== undefined) {
    return {
      kind: 'error',
      row,
      column: first.column,
      tag,
      message: problems.map(({ message }) => message).join(' '),
    };
  }
  if (reading.texts.tag === undefined) {
    const column = tagColumn(plan)?.header ?? null;
    return {
      kind: 'error',
      row,
      column,
      tag: null,
      message: 'The row has no tag. Give it one, or delete the row.',
    };
  }
  const assumedType =
    assumed !== undefined && reading.texts.type === undefined ? { assumedType: assumed } : {};
  return { kind: 'row', row, ...statedParts(reading, reading.texts.tag), ...assumedType, warnings };
}

type StatedParts = Omit<Extract<TagListRow, { kind: 'row' }>, 'kind' | 'row' | 'warnings' | 'assumedType'>;
type Writable<T> = { -readonly [K in keyof T]: T[K] };

function statedParts({ texts, properties }: Reading, tag: string): StatedParts {
  const { parent_tag: parentTag, key, parent_key: parentKey } = texts;
  const parts: Writable<StatedParts> = { fields: statedFields(tag, texts), properties };
  if (parentTag !== undefined) parts.parentTag = parentTag;
  if (key !== undefined) parts.key = key;
  if (parentKey !== undefined) parts.parentKey = parentKey;
  return parts;
}

function statedFields(tag: string, texts: Partial<Record<ImportField, string>>): StatedFields {
  const { type, description, discipline, area, system, io_type: ioType, data_status: dataStatus } = texts;
  return {
    tag,
    ...(type === undefined ? {} : { type }),
    ...(description === undefined ? {} : { description }),
    // The cell reader lets only the listed values of these two pass.
    ...(discipline === undefined ? {} : { discipline: discipline as Discipline }),
    ...(area === undefined ? {} : { area }),
    ...(system === undefined ? {} : { system }),
    ...(ioType === undefined ? {} : { ioType }),
    ...(dataStatus === undefined ? {} : { dataStatus: dataStatus as (typeof DATA_STATUSES)[number] }),
  };
}

const tagColumn = (plan: ColumnPlan): PlannedColumn | undefined =>
  plan.columns.find(({ target }) => target?.kind === 'field' && target.field === 'tag');

/** The text of the tag's cell for messages, or null where it is empty. */
function rawTag(plan: ColumnPlan, cells: readonly string[]): string | null {
  const column = tagColumn(plan);
  const text = column === undefined ? '' : (cells[column.index] ?? '').trim();
  return text === '' ? null : text.slice(0, 200);
}
