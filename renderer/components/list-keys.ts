/** The row that a key leads to in a list, or null where the key means nothing there. */
export function stepFor(key: string, active: number | null, count: number, pageRows: number): number | null {
  if (count === 0) return null;
  const move = MOVES[key];
  if (move === undefined) return null;
  const next = move(active ?? -1, count, pageRows);
  return Math.min(count - 1, Math.max(0, next));
}

const down = (active: number): number => active + 1;
const up = (active: number): number => active - 1;

const MOVES: Readonly<Partial<Record<string, (active: number, count: number, pageRows: number) => number>>> =
  {
    ArrowDown: down,
    j: down,
    ArrowUp: up,
    k: up,
    Home: () => 0,
    End: (_, count) => count - 1,
    PageDown: (active, _, pageRows) => Math.max(0, active) + pageRows,
    PageUp: (active, _, pageRows) => active - pageRows,
  };
