/** Rows come in windows of this many; a window starts at a multiple of it. */
export const WINDOW_ROWS = 200;

/** Where the window that holds a row starts. */
export const windowOf = (row: number): number => Math.floor(row / WINDOW_ROWS) * WINDOW_ROWS;

/**
 * The starts of the windows that hold the rows from `first` to `last`, both included. With `ahead` rows on
 * either side, so that a window is there before it is scrolled into. Never beyond `total`.
 */
export function windowsFor(first: number, last: number, total: number, ahead = 0): readonly number[] {
  const from = windowOf(Math.max(0, first - ahead));
  const to = Math.min(last + ahead, total - 1);
  const starts: number[] = [];
  for (let start = from; start <= to; start += WINDOW_ROWS) starts.push(start);
  return starts.length === 0 ? [0] : starts;
}

/** Where the cursor goes by a key, or null where the key moves nothing. `page` is how many rows are in view. */
export function rowAfterKey(key: string, row: number, total: number, page: number): number | null {
  const target = targetOf(key, row, total, page);
  return target === null || total === 0 ? null : Math.min(Math.max(target, 0), total - 1);
}

function targetOf(key: string, row: number, total: number, page: number): number | null {
  switch (key) {
    case 'j':
    case 'ArrowDown':
      return row + 1;
    case 'k':
    case 'ArrowUp':
      return row - 1;
    case 'PageDown':
      return row + page;
    case 'PageUp':
      return row - page;
    case 'Home':
      return 0;
    case 'End':
      return total - 1;
    default:
      return null;
  }
}

/** Where to scroll so that a row stands in view, in px; as it is where it does already. `height`: of the rows' part. */
export function scrollFor(row: number, rowHeight: number, scrollTop: number, height: number): number {
  const top = row * rowHeight;
  if (top < scrollTop) return top;
  return Math.max(scrollTop, top + rowHeight - height);
}
