import type { PropertyValue } from '../../shared/model/entities.ts';
import type { DecimalMark } from './csv-columns.ts';

/** More digits than these are not kept exactly by every program that reads numbers. */
const MAX_DIGITS = 15;

/**
 * The value that a text looks like: a number, true or false, otherwise the text itself. Text with a leading
 * zero (`0012`) or with more than 15 digits is an identifier and stays text.
 */
export function recogniseValue(text: string, decimal: DecimalMark): PropertyValue {
  if (!STARTS_AS_NUMBER.test(text)) return FLAG_BY_WORD.get(text.toLowerCase()) ?? text;
  if (LEADING_ZERO.test(text)) return text;
  if (text.length > MAX_DIGITS && text.replaceAll(/\D/g, '').length > MAX_DIGITS) return text;
  return parseNumber(text, decimal) ?? text;
}

/** A number: sign, digits, one decimal mark, no exponent, no thousands. Null for anything else. */
export function parseNumber(text: string, decimal: DecimalMark): number | null {
  if (!NUMBER_FORMS[decimal].test(text)) return null;
  const value = Number(decimal === 'comma' ? text.replace(',', '.') : text);
  if (!Number.isFinite(value)) return null;
  return value === 0 ? 0 : value;
}

/** True or false, in the words that a known flag may have. Null for anything else. */
export function parseFlag(text: string): boolean | null {
  const word = text.toLowerCase();
  return FLAG_BY_WORD.get(word) ?? ANSWER_BY_WORD.get(word) ?? null;
}

const NUMBER_FORMS: Readonly<Record<DecimalMark, RegExp>> = {
  point: /^[+-]?\d+(?:\.\d+)?$/,
  comma: /^[+-]?\d+(?:,\d+)?$/,
};

const STARTS_AS_NUMBER = /^[+-]?\d/;
const LEADING_ZERO = /^[+-]?0\d/;

const FLAG_BY_WORD: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['false', false],
]);

const ANSWER_BY_WORD: ReadonlyMap<string, boolean> = new Map([
  ['yes', true],
  ['y', true],
  ['1', true],
  ['no', false],
  ['n', false],
  ['0', false],
]);
