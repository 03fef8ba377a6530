/** Value of a cell -> field -> value, as the options of an import state it. */
export type Meanings = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** A line of the editor. */
export interface MeaningRow {
  readonly value: string;
  readonly type: string;
  /** "pump_kind = CENTRIFUGAL, outdoor = true". */
  readonly properties: string;
}

/** The lines to begin with: what is stated, and the examples of the column that say nothing yet. */
export function rowsOf(examples: readonly string[], meanings: Meanings): readonly MeaningRow[] {
  const stated = Object.entries(meanings).map(([value, { type = '', ...rest }]) => ({
    value,
    type,
    properties: Object.entries(rest)
      .map(([name, text]) => `${name} = ${text}`)
      .join(', '),
  }));
  const open = examples
    .filter((value) => value !== '' && !Object.hasOwn(meanings, value))
    .map((value) => ({ value, type: '', properties: '' }));
  return [...stated, ...open];
}

/** What the lines state; a line without value or meaning states nothing. */
export function meaningsOf(rows: readonly MeaningRow[]): Meanings {
  const stated = rows.flatMap(({ value, type, properties }): [string, Record<string, string>][] => {
    const fields = { ...(type.trim() === '' ? {} : { type: type.trim() }), ...propertiesOf(properties) };
    return value.trim() === '' || Object.keys(fields).length === 0 ? [] : [[value.trim(), fields]];
  });
  return Object.fromEntries(stated);
}

function propertiesOf(text: string): Record<string, string> {
  const pairs = text.split(',').flatMap((part): [string, string][] => {
    const at = part.indexOf('=');
    const name = part.slice(0, at).trim();
    return at === -1 || name === '' ? [] : [[name, part.slice(at + 1).trim()]];
  });
  return Object.fromEntries(pairs);
}
