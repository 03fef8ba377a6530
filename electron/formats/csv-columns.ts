import type { Delimiter } from './csv-detect.ts';

export const DECIMAL_MARKS = ['point', 'comma'] as const;
export type DecimalMark = (typeof DECIMAL_MARKS)[number];

/** What all cells of one column together tell. */
export interface ColumnSurvey {
  /** Cells that are not empty. */
  filled: number;
  /** Numbers with one comma: `1,5`. */
  commas: number;
  /** Those of them that could also be thousands: one to three digits, then exactly three (`1,500`). */
  thousandsLike: number;
  /** Numbers with a point, or with a comma between thousands: `1.5`, `1,234.5`, `1,234,567`. */
  points: number;
}

export const newColumnSurvey = (): ColumnSurvey => ({ filled: 0, commas: 0, thousandsLike: 0, points: 0 });

/** Adds one cell to what is known of its column. */
export function surveyCell(survey: ColumnSurvey, cell: string): void {
  const text = cell.trim();
  if (text === '') return;
  survey.filled += 1;
  if (!STARTS_AS_NUMBER.test(text)) return;
  if (WITH_COMMA.test(text)) {
    survey.commas += 1;
    if (LIKE_THOUSANDS.test(text)) survey.thousandsLike += 1;
  } else if (WITH_POINT.test(text)) survey.points += 1;
}

/**
 * The decimal mark of a column: a comma where some cell has one and none speaks against it, in files that are
 * not themselves separated by commas; otherwise a point.
 */
export function decimalMarkOf(survey: ColumnSurvey, delimiter: Delimiter): DecimalMark {
  return delimiter !== ',' && survey.commas > 0 && survey.points === 0 ? 'comma' : 'point';
}

/** What an engineer should look at before trusting the numbers of a column, or null. */
export function decimalDoubt(survey: ColumnSurvey, delimiter: Delimiter, header: string): string | null {
  if (delimiter === ',' || survey.commas === 0) return null;
  if (survey.points > 0) {
    return `Column "${header}" has numbers with a decimal comma (${survey.commas}) and with a point (${survey.points}): only the point is read as a decimal mark. Use one of them.`;
  }
  if (survey.thousandsLike < survey.commas) return null;
  return `Column "${header}": every comma stands before exactly three digits. It is read as a decimal comma (1,500 is 1.5). Remove the commas if they separate thousands.`;
}

const STARTS_AS_NUMBER = /^[+-]?\d/;
const WITH_COMMA = /^[+-]?\d+,\d+$/;
const LIKE_THOUSANDS = /^[+-]?[1-9]\d{0,2},\d{3}$/;
const WITH_POINT = /^[+-]?(?:\d+\.\d+|\d{1,3}(?:,\d{3}){2,}|\d{1,3}(?:,\d{3})+\.\d+)$/;
