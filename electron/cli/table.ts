import { displayText, type JsonValue } from '../../shared/json.ts';

/** How many rows are laid out together: the widths of a table follow from its rows. */
const TABLE_ROWS = 2_000;

/** Columns set apart by two spaces; a long table comes in pieces, each with its head. `shown` makes text safe to show. */
export function* tableChunks(
  head: readonly string[],
  rows: readonly (readonly (JsonValue | undefined)[])[],
  shown: (text: string) => string,
): Generator<string> {
  for (let start = 0; start === 0 || start < rows.length; start += TABLE_ROWS) {
    const cells = rows
      .slice(start, start + TABLE_ROWS)
      .map((row) =>
        row.map((value, column) =>
          cellText(value, shown, head[column] === 'message' ? LONGEST_MESSAGE : LONGEST_CELL),
        ),
      );
    yield layOut([[...head], ...cells]);
  }
}

function layOut(lines: readonly (readonly string[])[]): string {
  const sizes: number[] = [];
  for (const line of lines)
    for (const [column, cell] of line.entries()) sizes[column] = Math.max(sizes[column] ?? 0, widthOf(cell));
  const padded = (cell: string, column: number) => cell + ' '.repeat((sizes[column] ?? 0) - widthOf(cell));
  return lines.map((line) => `${line.map(padded).join('  ').trimEnd()}\n`).join('');
}

const LONGEST_CELL = 60;
/** A sentence that says what to do is of no use cut short. */
const LONGEST_MESSAGE = 400;

function cellText(value: JsonValue | undefined, shown: (text: string) => string, longest: number): string {
  if (value === null || value === undefined) return '';
  const text = displayText(value)
    .slice(0, 2 * longest)
    .replaceAll(/\s*[\r\n]\s*/g, ' ');
  const signs = Array.from(shown(text));
  return signs.length > longest ? `${signs.slice(0, longest - 1).join('')}…` : signs.join('');
}

/** Columns of a terminal that a text takes: none for what is put onto the sign before, two for wide signs. */
function widthOf(text: string): number {
  if (PLAIN.test(text)) return text.length;
  let width = 0;
  for (const sign of text) if (!NO_WIDTH.test(sign)) width += WIDE.test(sign) ? 2 : 1;
  return width;
}

const PLAIN = /^[\u0020-\u007e]*$/;
const NO_WIDTH = /^(?:\p{Mn}|\p{Me}|\p{Cf})$/u;
const WIDE =
  /^[\p{Emoji_Presentation}\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]$/u;
