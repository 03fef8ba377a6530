import { SynapseError } from '../../shared/errors.ts';
import { nearestName } from '../../shared/nearest-name.ts';
import { parseTargetValue } from './import-cells.ts';
import {
  fieldOfHeader,
  FIELD_ALIASES,
  type ImportField,
  type ImportTarget,
  targetName,
  targetNamed,
} from './import-fields.ts';
import { foldPropertyName } from './name-folding.ts';
import type { StatedValue, ValuesMapping } from './values-mapping.ts';

/** How the columns of a file are to be read, as the user states it. */
export interface ImportMapping {
  /** Header -> field or property; the empty text leaves the column out. */
  readonly map?: Readonly<Record<string, string>> | undefined;
  /** Field or property -> value that every row gets where the file says nothing. */
  readonly set?: Readonly<Record<string, string>> | undefined;
  readonly values?: ValuesMapping | undefined;
  /** The type of rows that have none. */
  readonly type?: string | undefined;
}

export interface PlannedColumn {
  readonly index: number;
  readonly header: string;
  /** Null for a column without header, and for one of whose cells only the translation counts. */
  readonly target: ImportTarget | null;
  /** What its values say besides, from the mapping of values. */
  readonly translation: ReadonlyMap<string, readonly StatedValue[]> | null;
}

export interface ColumnPlan {
  readonly columns: readonly PlannedColumn[];
  /** What every row gets where neither its cells nor their translation say something. */
  readonly defaults: readonly StatedValue[];
  /** A value without translation is only a warning, as every row has a type. */
  readonly hasDefaultType: boolean;
  /** The type of rows that state none is only assumed: it says nothing of assets that are there. */
  readonly assumesType: boolean;
  readonly warnings: readonly string[];
}

/**
 * What each column of a file becomes. An explicit mapping wins over a header that has a field's own name, that
 * one over an alias; a header that loses, and every other one, becomes a property.
 * @throws SynapseError INVALID_ARGUMENT for what the user states, IMPORT_FAILED for what the file lacks or has twice
 */
export function planColumns(headers: readonly string[], mapping: ImportMapping = {}): ColumnPlan {
  const columns = columnTargets(headers, mapping);
  refuseSharedTargets(columns);
  const defaults = defaultsOf(mapping);
  refuseMissing('tag', columns, []);
  refuseMissing('type', columns, defaults);
  return {
    columns,
    defaults,
    assumesType: mapping.type !== undefined,
    hasDefaultType: defaults.some(({ target }) => targetName(target) === 'type'),
    warnings: defaultWarnings(columns, defaults),
  };
}

/**
 * What each column means by itself, whether or not all of them together make a tag list.
 * @throws SynapseError INVALID_ARGUMENT for a mapping of what is not there
 */
export function columnTargets(headers: readonly string[], mapping: ImportMapping): PlannedColumn[] {
  const explicit = explicitTargets(headers, mapping.map ?? {});
  const translations = translationsByColumn(headers, mapping.values);
  const fields = fieldsByColumn(headers, explicit);
  return headers.map((header, index): PlannedColumn => {
    const translation = translations.get(index) ?? null;
    const stated = explicit.get(index);
    const target = stated === undefined ? (fields.get(index) ?? propertyTarget(header, index)) : stated;
    return { index, header, target: isTranslated(target, translation) ? null : target, translation };
  });
}

/** A column that is mapped to the empty text is left out: its target is null. */
function explicitTargets(
  headers: readonly string[],
  map: Readonly<Record<string, string>>,
): Map<number, ImportTarget | null> {
  const targets = new Map<number, ImportTarget | null>();
  for (const [header, name] of Object.entries(map)) {
    const target = name === '' ? null : targetNamed(name);
    if (target === null && name !== '') {
      throw invalidArgument(
        `"${header}" is mapped to "${name}", which is neither a field nor the name of a property (lower-case letters, digits and underscores).`,
      );
    }
    const index = columnOf(header, headers, 'The mapping');
    if (targets.has(index)) throw invalidArgument(`Header "${header}" is mapped twice. Keep one mapping.`);
    targets.set(index, target);
  }
  return targets;
}

/** The column of a header: the one that is spelt so, otherwise the only one that is without case. */
function columnOf(header: string, headers: readonly string[], by: string): number {
  const wanted = header.trim();
  const exact = headers.indexOf(wanted);
  if (exact !== -1) return exact;
  const same = headers.flatMap((candidate, i) =>
    candidate.toLowerCase() === wanted.toLowerCase() ? [i] : [],
  );
  if (same.length === 1 && same[0] !== undefined) return same[0];
  const named = headers.filter((candidate) => candidate !== '');
  const near = nearestName(header, named);
  const hint = near === null ? '' : ` Did you mean "${near}"?`;
  throw invalidArgument(
    `${by} names header "${header}", which the file does not have.${hint} It has: ${listed(named)}.`,
  );
}

function translationsByColumn(
  headers: readonly string[],
  values: ValuesMapping | undefined,
): Map<number, ReadonlyMap<string, readonly StatedValue[]>> {
  const entries = [...(values?.headers ?? [])];
  return new Map(entries.map(([header, said]) => [columnOf(header, headers, `"${values?.file}"`), said]));
}

/** The columns that are a field by their header, where no explicit mapping gives the column or the field. */
function fieldsByColumn(
  headers: readonly string[],
  explicit: ReadonlyMap<number, ImportTarget | null>,
): Map<number, ImportTarget> {
  const stated = [...explicit.values()].filter((target) => target !== null);
  const given = new Set(stated.map(targetName));
  const candidates = new Map<ImportField, { own: number[]; alias: number[] }>();
  for (const [index, header] of headers.entries()) {
    const found = explicit.has(index) ? null : fieldOfHeader(header);
    if (found === null || given.has(found.field)) continue;
    const entry = candidates.get(found.field) ?? { own: [], alias: [] };
    (found.byOwnName ? entry.own : entry.alias).push(index);
    candidates.set(found.field, entry);
  }
  const targets = new Map<number, ImportTarget>();
  for (const [field, { own, alias }] of candidates) {
    for (const index of own.length > 0 ? own : alias) targets.set(index, { kind: 'field', field });
  }
  return targets;
}

const propertyTarget = (header: string, index: number): ImportTarget | null =>
  header === '' ? null : { kind: 'property', name: foldPropertyName(header, index + 1) };

/** True where the translation gives the column's own field: then its cells are only looked up. */
function isTranslated(target: ImportTarget | null, translation: PlannedColumn['translation']): boolean {
  if (target === null || translation === null) return false;
  const name = targetName(target);
  return [...translation.values()].some((said) => said.some((stated) => targetName(stated.target) === name));
}

function refuseSharedTargets(columns: readonly PlannedColumn[]): void {
  const first = new Map<string, PlannedColumn>();
  for (const column of columns) {
    if (column.target === null) continue;
    const name = targetName(column.target);
    const other = first.get(name);
    if (other !== undefined) {
      const what = column.target.kind === 'field' ? `field ${name}` : `property ${column.target.name}`;
      throw new SynapseError(
        'IMPORT_FAILED',
        `Headers "${other.header}" (column ${other.index + 1}) and "${column.header}" (column ${column.index + 1}) both give the ${what}. Rename one, or map it to another name.`,
        { headers: [other.header, column.header], target: name },
      );
    }
    first.set(name, column);
  }
}

function defaultsOf({ set = {}, type }: ImportMapping): StatedValue[] {
  const defaults = Object.entries(set).map(([name, text]) => statedDefault(name, text));
  if (type === undefined) return defaults;
  if (defaults.some(({ target }) => targetName(target) === 'type')) {
    throw invalidArgument('The type is stated twice, by type and by set. Keep one of them.');
  }
  return [...defaults, statedDefault('type', type)];
}

function statedDefault(name: string, text: string): StatedValue {
  const target = targetNamed(name);
  if (target === null) {
    throw invalidArgument(`"${name}" is neither a field nor the name of a property. Correct the name.`);
  }
  if (target.kind === 'field' && (target.field === 'tag' || target.field === 'key')) {
    throw invalidArgument(`${name} cannot be the same in every row. Map a column to it.`);
  }
  const parsed = parseTargetValue(target, text);
  if (parsed.kind === 'value') return { target, value: parsed.value };
  throw invalidArgument(
    parsed.kind === 'error' ? parsed.message : `${name} is given without a value. Give one.`,
  );
}

/** A required field must come from a column, a translation or a default. */
function refuseMissing(
  field: 'tag' | 'type',
  columns: readonly PlannedColumn[],
  defaults: readonly StatedValue[],
): void {
  const given = columns.flatMap(({ target, translation }) => [
    ...(target === null ? [] : [target]),
    ...[...(translation?.values() ?? [])].flatMap((said) => said.map((stated) => stated.target)),
  ]);
  if ([...given, ...defaults.map((stated) => stated.target)].some((target) => targetName(target) === field))
    return;
  const named = columns.map(({ header }) => header).filter((header) => header !== '');
  const elsewhere =
    field === 'type' ? ', state a type for all rows, or a mapping of values that gives one' : '';
  throw new SynapseError(
    'IMPORT_FAILED',
    `The file has no column for the ${field}. Looked for: ${[field, ...FIELD_ALIASES[field]].join(', ')}. It has: ${listed(named)}. Map one of its headers to ${field}${elsewhere}.`,
    { field, headers: named },
  );
}

function defaultWarnings(columns: readonly PlannedColumn[], defaults: readonly StatedValue[]): string[] {
  return defaults.flatMap(({ target }) => {
    const name = targetName(target);
    const column = columns.find(
      (candidate) => candidate.target !== null && targetName(candidate.target) === name,
    );
    return column === undefined || name === 'type'
      ? []
      : [
          `Column "${column.header}" gives ${name} already: the value stated for all rows fills only its empty cells.`,
        ];
  });
}

const MOST_LISTED = 30;

function listed(names: readonly string[]): string {
  const shown = names.slice(0, MOST_LISTED).join(', ');
  return names.length > MOST_LISTED ? `${shown} and ${names.length - MOST_LISTED} more` : shown;
}

const invalidArgument = (message: string): SynapseError => new SynapseError('INVALID_ARGUMENT', message);
