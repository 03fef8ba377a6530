/** What a property may be called. */
export const PROPERTY_NAME = /^[a-z][a-z0-9_]*$/;

/**
 * The name of the property that a column becomes: lower snake case, with camel case split at its words but not
 * inside units (`shaft_power_kW` -> `shaft_power_kw`, `latestUpdateTime` -> `latest_update_time`), umlauts and
 * the like written out, `%` as `pct`. A name that would begin with a digit gets an `x_`; one of which nothing
 * is left becomes `column_N`.
 */
export function foldPropertyName(header: string, columnNumber: number): string {
  const name = snakeCase(header);
  if (name === '') return `column_${columnNumber}`;
  return PROPERTY_NAME.test(name) ? name : `x_${name}`;
}

/** What folding leaves as it is: nearly every type of a real list. */
const TYPE_NAME = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*$/;

/** A type in upper snake case (`Centrifugal pump` -> `CENTRIFUGAL_PUMP`), or null where none is left. */
export function foldTypeName(text: string): string | null {
  if (TYPE_NAME.test(text)) return text;
  const name = snakeCase(text).toUpperCase();
  return /^[A-Z]/.test(name) ? name : null;
}

/** A header as field names and their aliases are compared: `Tag No.` and `tagNo` are `tag_no`. */
export function snakeCase(text: string): string {
  return transliterate(text.normalize('NFC'))
    .replaceAll('%', ' pct ')
    .replaceAll(WORD_BOUNDARY, '_')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_|_$/g, '');
}

/**
 * Between a word of at least two characters and a capital (`shaftPower`), and before the last capital of three
 * or more (`HTTPServer`): so units such as kW, mA, MPa and pH stay whole.
 */
const WORD_BOUNDARY = /(?<=[a-z][a-z0-9])(?=[A-Z])|(?<=[A-Z]{2})(?=[A-Z][a-z])/g;

const LETTERS: Readonly<Record<string, string>> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  ß: 'ss',
  ø: 'oe',
  æ: 'ae',
  å: 'aa',
  œ: 'oe',
  ł: 'l',
  đ: 'd',
  µ: 'u',
  μ: 'u',
  Ω: 'ohm',
};

/** Latin letters with marks as plain ones; small and capital stay apart, so that words can be told. */
function transliterate(text: string): string {
  return text
    .replaceAll(/[^\u0020-\u007E]/g, (letter) => plainLetter(letter))
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '');
}

function plainLetter(letter: string): string {
  const exact = LETTERS[letter];
  if (exact !== undefined) return exact;
  const small = LETTERS[letter.toLowerCase()];
  if (small === undefined) return letter;
  return small.charAt(0).toUpperCase() + small.slice(1);
}
