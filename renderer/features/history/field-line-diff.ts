/** A run of text that both lines have, or only one of them. */
export interface TextPart {
  readonly value: string;
  readonly added: boolean;
  readonly removed: boolean;
  readonly count: number;
}

/**
 * What differs between two lines "field: value": of the same field only the value, which is marked whole, as
 * half a number means nothing; lines of different fields have nothing in common.
 */
export function compareFieldLines(before: string, after: string): TextPart[] {
  const shared = fieldOf(before) === fieldOf(after) ? fieldOf(before) : '';
  const parts = [
    part(shared, false, false),
    part(before.slice(shared.length), false, true),
    part(after.slice(shared.length), true, false),
  ];
  return parts.filter(({ value }) => value !== '');
}

const part = (value: string, added: boolean, removed: boolean): TextPart => ({
  value,
  added,
  removed,
  count: 1,
});

/** The field of a line with the colon and the space behind it. */
function fieldOf(line: string): string {
  const end = line.indexOf(': ');
  return end === -1 ? '' : line.slice(0, end + 2);
}
