/**
 * The greatest height of the element that is scrolled, in pixels. Chromium draws none higher than 33,554,428 px,
 * and far down an element of even half that height it places text with an error of a pixel and more. A list
 * that is longer is mapped onto an element of this height.
 */
export const MOST_HEIGHT = 4_000_000;

/** So much at both ends of a list stands in the element as it is; only what lies between is squeezed. */
const END_HEIGHT = 1_000_000;

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
 * wheel is a turn of the wheel; a leap (the scroll bar was dragged) goes to where the list stands in the element.
 */
export function placeAfterScroll(before: ScrollPlace, scrollTop: number, sizes: ScrollSizes): ScrollPlace {
  const ends = endsOf(sizes);
  if (scrollTop <= 0) return { scrollTop, listTop: 0 };
  if (scrollTop >= ends.element) return { scrollTop, listTop: ends.list };
  const step = scrollTop - before.scrollTop;
  const isLeap = Math.abs(step) > 2 * sizes.viewHeight || ends.list === ends.element;
  const listTop = isLeap ? toList(scrollTop, ends) : before.listTop + step;
  return { scrollTop, listTop: within(listTop, ends.list) };
}

/** The place for a point of the list, with the element scrolled to where that stands in it. */
export function placeAt(listTop: number, sizes: ScrollSizes): ScrollPlace {
  const ends = endsOf(sizes);
  const top = within(listTop, ends.list);
  return { scrollTop: toElement(top, ends), listTop: top };
}

/** Where to scroll so that a row can be seen whole: as little as possible. */
export function listTopShowing(row: number, rowHeight: number, listTop: number, viewHeight: number): number {
  const top = row * rowHeight;
  if (top < listTop) return top;
  return top + rowHeight > listTop + viewHeight ? top + rowHeight - viewHeight : listTop;
}

/** How far the list and the element can be scrolled. */
interface Ends {
  readonly list: number;
  readonly element: number;
}

function endsOf(sizes: ScrollSizes): Ends {
  return {
    element: Math.max(0, elementHeight(sizes) - sizes.viewHeight),
    list: Math.max(0, sizes.listHeight - sizes.viewHeight),
  };
}

function toElement(listTop: number, ends: Ends): number {
  if (listTop <= END_HEIGHT || ends.list === ends.element) return listTop;
  if (listTop >= ends.list - END_HEIGHT) return ends.element - (ends.list - listTop);
  return Math.round(END_HEIGHT + (listTop - END_HEIGHT) / squeeze(ends));
}

function toList(scrollTop: number, ends: Ends): number {
  if (scrollTop <= END_HEIGHT || ends.list === ends.element) return scrollTop;
  if (scrollTop >= ends.element - END_HEIGHT) return ends.list - (ends.element - scrollTop);
  return Math.round(END_HEIGHT + (scrollTop - END_HEIGHT) * squeeze(ends));
}

/** Pixels of the list for one of the element, between its ends. */
const squeeze = ({ list, element }: Ends): number => (list - 2 * END_HEIGHT) / (element - 2 * END_HEIGHT);

const within = (value: number, end: number): number => Math.min(end, Math.max(0, value));
