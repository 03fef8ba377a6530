/**
 * Chromium draws no element higher than 33,554,428 px, which is 1,118,481 rows of 30 px. A longer list is laid
 * out in an element of this height, and the place in the list is mapped onto it.
 */
export const MOST_HEIGHT = 30_000_000;

export interface ScrollSizes {
  /** Rows times their height, in pixels. */
  readonly listHeight: number;
  readonly viewHeight: number;
}

export interface ScrollPlace {
  /** What the element says: its `scrollTop`. */
  readonly scrollTop: number;
  /** Where in the list that is, in pixels from its start. */
  readonly listTop: number;
}

/** The height of the element that is scrolled. */
export const elementHeight = ({ listHeight }: ScrollSizes): number => Math.min(listHeight, MOST_HEIGHT);

/**
 * The place after the element was scrolled. A small step moves the list by as many pixels, so that a turn of the
 * wheel is a turn of the wheel; a leap (the scroll bar was dragged) goes to the same share of the list.
 */
export function placeAfterScroll(before: ScrollPlace, scrollTop: number, sizes: ScrollSizes): ScrollPlace {
  const step = scrollTop - before.scrollTop;
  const ends = endsOf(sizes);
  if (!isMapped(sizes)) return { scrollTop, listTop: within(scrollTop, ends.list) };
  if (scrollTop <= 0) return { scrollTop, listTop: 0 };
  if (scrollTop >= ends.element) return { scrollTop, listTop: ends.list };
  const isLeap = Math.abs(step) > 2 * sizes.viewHeight;
  const listTop = isLeap ? (scrollTop / ends.element) * ends.list : before.listTop + step;
  return { scrollTop, listTop: within(listTop, ends.list) };
}

/** The place for a point of the list, with the element scrolled to the same share. */
export function placeAt(listTop: number, sizes: ScrollSizes): ScrollPlace {
  const ends = endsOf(sizes);
  const top = within(listTop, ends.list);
  if (!isMapped(sizes) || ends.list === 0) return { scrollTop: top, listTop: top };
  return { scrollTop: Math.round((top / ends.list) * ends.element), listTop: top };
}

/** Where to scroll so that a row can be seen whole: as little as possible. */
export function listTopShowing(row: number, rowHeight: number, listTop: number, viewHeight: number): number {
  const top = row * rowHeight;
  if (top < listTop) return top;
  return top + rowHeight > listTop + viewHeight ? top + rowHeight - viewHeight : listTop;
}

const isMapped = ({ listHeight }: ScrollSizes): boolean => listHeight > MOST_HEIGHT;

function endsOf(sizes: ScrollSizes): { readonly element: number; readonly list: number } {
  return {
    element: Math.max(0, elementHeight(sizes) - sizes.viewHeight),
    list: Math.max(0, sizes.listHeight - sizes.viewHeight),
  };
}

const within = (value: number, end: number): number => Math.min(end, Math.max(0, value));
