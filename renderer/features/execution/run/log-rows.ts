import type { ActionLine } from '../../../../shared/contract/runs.ts';

/** A row of the action log: a line, or how many were left out in between. */
export type LogRow =
  | { readonly kind: 'line'; readonly line: ActionLine }
  | { readonly kind: 'gap'; readonly before: number; readonly count: number };

/** The lines that arrived, with a row wherever their indexes jump. */
export function logRows(lines: readonly ActionLine[]): readonly LogRow[] {
  const rows: LogRow[] = [];
  let expected = 0;
  for (const line of lines) {
    if (line.index > expected) rows.push({ kind: 'gap', before: line.index, count: line.index - expected });
    rows.push({ kind: 'line', line });
    expected = line.index + 1;
  }
  return rows;
}
