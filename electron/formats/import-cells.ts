import type { PropertyValue } from '../../shared/model/entities.ts';
import { DATA_STATUSES } from '../../shared/model/entities.ts';
import { DISCIPLINES } from '../../shared/model/terms.ts';
import { shorten } from '../../shared/shorten.ts';
import { type PropertyTerm, VOCABULARY } from '../../shared/vocabulary.ts';
import type { DecimalMark } from './csv-columns.ts';
import { type ImportField, type ImportTarget, targetNamed } from './import-fields.ts';
import { foldTypeName } from './name-folding.ts';
import { parseFlag, parseNumber, recogniseValue } from './cell-values.ts';

/** The longest tag, in Unicode characters. */
export const MAX_TAG_LENGTH = 200;

/** What a text says as the value of a field. An empty text says nothing. `message` is a sentence. */
export type CellValue =
  | { readonly kind: 'empty' }
  | { readonly kind: 'value'; readonly value: PropertyValue }
  | { readonly kind: 'error'; readonly message: string };

/**
 * Reads the text of a field or property by its name (`tag`, `io_type`, `power_kw`, `properties.power_kw`), as
 * import cells and hand edits have it: top-level fields are text, known properties have the type that the
 * vocabulary gives, others the type they look like.
 */
export function parseFieldValue(field: string, text: string, decimal: DecimalMark = 'point'): CellValue {
  const target = targetNamed(field);
  if (target !== null) return parseTargetValue(target, text, decimal);
  const message = `"${field}" cannot be the name of a property. Use lower-case letters, digits and underscores.`;
  return { kind: 'error', message };
}

/** The same for a target that is known already. */
export function parseTargetValue(
  target: ImportTarget,
  text: string,
  decimal: DecimalMark = 'point',
): CellValue {
  return target.kind === 'field'
    ? parseField(target.field, text)
    : parsePropertyValue(target.name, text, decimal);
}

/** Reads the text of a property of an asset, a cable or an edge. */
export function parsePropertyValue(name: string, text: string, decimal: DecimalMark = 'point'): CellValue {
  const trimmed = text.trim();
  if (trimmed === '') return { kind: 'empty' };
  const term = Object.hasOwn(VOCABULARY, name) ? VOCABULARY[name] : undefined;
  return term === undefined
    ? { kind: 'value', value: recogniseValue(trimmed, decimal) }
    : parseTerm(name, term, trimmed, decimal);
}

function parseTerm(name: string, term: PropertyTerm, text: string, decimal: DecimalMark): CellValue {
  if (term.type === 'string') {
    return term.values === null ? { kind: 'value', value: text } : parseChoice(name, text, term.values);
  }
  const value = term.type === 'number' ? parseNumber(text, decimal) : parseFlag(text);
  if (value !== null) return { kind: 'value', value };
  if (term.type === 'boolean') {
    return failed(
      `${name}: "${shorten(text)}" is neither true nor false. Give true or false, yes or no, 1 or 0.`,
    );
  }
  const mark = decimal === 'comma' ? ' with a decimal comma' : '';
  return failed(`${name}: "${shorten(text)}" is not a number${mark}. Give digits only, ${unitHint(term)}.`);
}

function parseField(field: ImportField, text: string): CellValue {
  const trimmed = text.trim();
  if (trimmed === '') return { kind: 'empty' };
  switch (field) {
    case 'tag':
    case 'parent_tag':
      return parseTag(field, trimmed);
    case 'type': {
      const value = foldTypeName(trimmed);
      if (value !== null) return { kind: 'value', value };
      return failed(`type: "${shorten(trimmed)}" is not a type. Give a word such as PUMP or CONTROL_VALVE.`);
    }
    case 'discipline':
      return parseChoice(field, foldTypeName(trimmed) ?? trimmed, DISCIPLINES);
    case 'data_status':
      return parseChoice(field, foldTypeName(trimmed) ?? trimmed, DATA_STATUSES);
    default:
      return { kind: 'value', value: trimmed };
  }
}

/** Control, invisible and unpaired characters, and line breaks: in a tag they make two of one. */
const NOT_IN_TAGS = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

function parseTag(field: string, text: string): CellValue {
  const tag = text.normalize('NFC');
  const unwanted = NOT_IN_TAGS.exec(tag)?.[0];
  if (unwanted !== undefined) {
    const code = (unwanted.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    const shown = shorten(tag.replaceAll(new RegExp(NOT_IN_TAGS, 'gu'), '\uFFFD'));
    return failed(`${field}: "${shown}" holds a control or invisible character (U+${code}). Remove it.`);
  }
  const { length } = Array.from(tag);
  if (length <= MAX_TAG_LENGTH) return { kind: 'value', value: tag };
  return failed(
    `${field}: "${shorten(tag)}" has ${length} characters. Shorten it to at most ${MAX_TAG_LENGTH}.`,
  );
}

function parseChoice(name: string, text: string, values: readonly string[]): CellValue {
  const wanted = text.toUpperCase();
  const value = values.find((candidate) => candidate.toUpperCase() === wanted);
  if (value !== undefined) return { kind: 'value', value };
  return failed(`${name}: "${shorten(text)}" is not allowed. Give one of ${values.join(', ')}.`);
}

const failed = (message: string): CellValue => ({ kind: 'error', message });

const unitHint = (term: PropertyTerm): string => (term.unit === null ? 'without a unit' : `in ${term.unit}`);
