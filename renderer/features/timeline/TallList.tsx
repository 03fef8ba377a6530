import {
  useEffect,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
  type HTMLAttributes,
  type KeyboardEvent,
  type ReactNode,
  type Ref,
} from 'react';
import { stepFor } from '../../components/list-keys.ts';
import { OVERSCAN } from '../../components/overscan.ts';
import {
  elementHeight,
  listTopShowing,
  placeAfterScroll,
  placeAt,
  type ScrollPlace,
} from './scroll-mapping.ts';

export const ROW_HEIGHT = 30;
/** How long after the last scroll the scroll bar is put to where the list is, in milliseconds. */
const REST_MS = 150;

export interface TallListHandle {
  scrollTo(index: number): void;
  toTop(): void;
  focus(): void;
}

interface TallListProps {
  readonly count: number;
  readonly renderRow: (index: number) => ReactNode;
  readonly rowKey: (index: number) => string;
  /** What a row tells to screen readers: its level, whether it is expanded. */
  readonly rowProps?: (index: number) => HTMLAttributes<HTMLDivElement>;
  readonly ariaLabel: string;
  readonly active: number | null;
  readonly onActive: (index: number) => void;
  readonly onClick: (index: number) => void;
  /** Called first; true: the key was used. */
  readonly onKey?: (event: KeyboardEvent) => boolean;
  readonly onRange: (first: number, last: number) => void;
  readonly onTop?: (isAtTop: boolean) => void;
  readonly ref?: Ref<TallListHandle>;
}

/** A list of rows of one height that may be higher than a browser's highest element. */
export function TallList(props: TallListProps) {
  const { count, rowKey, rowProps, ariaLabel, active, onActive, onKey, onRange, onTop, renderRow } = props;
  const listId = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const scroll = useTallScroll(scroller, count);
  const { listTop, scrollTop, viewHeight } = scroll;
  useImperativeHandle(props.ref, () => ({
    scrollTo: scroll.show,
    toTop: () => scroll.moveTo(0),
    focus: () => scroller.current?.focus(),
  }));

  const first = Math.max(0, Math.floor(listTop / ROW_HEIGHT) - OVERSCAN);
  const last = Math.min(count - 1, Math.ceil((listTop + viewHeight) / ROW_HEIGHT) + OVERSCAN);
  useEffect(() => {
    if (last >= first) onRange(first, last);
  }, [first, last, onRange]);
  const isAtTop = listTop < ROW_HEIGHT;
  useEffect(() => onTop?.(isAtTop), [isAtTop, onTop]);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== scroller.current || event.ctrlKey || event.metaKey || event.altKey) return;
    if (onKey?.(event) === true) return event.preventDefault();
    const next = stepFor(event.key, active, count, Math.max(1, Math.floor(viewHeight / ROW_HEIGHT) - 1));
    if (next === null) return;
    event.preventDefault();
    onActive(next);
    scroll.show(next);
  };
  const indexes = Array.from({ length: Math.max(0, last - first + 1) }, (_, offset) => first + offset);
  return (
    <div
      ref={scroller}
      role="treegrid"
      tabIndex={0}
      aria-label={ariaLabel}
      aria-rowcount={count}
      aria-activedescendant={active === null ? undefined : `${listId}-${active}`}
      onKeyDown={onKeyDown}
      onScroll={scroll.onScroll}
      className="@container relative h-full overflow-y-auto overflow-x-hidden"
    >
      <div role="presentation" className="relative" style={{ height: scroll.height }}>
        <div
          role="presentation"
          className="absolute inset-x-0"
          // Not a transform: far down those are drawn with too few digits.
          style={{ top: first * ROW_HEIGHT - listTop + scrollTop }}
        >
          {indexes.map((index) => (
            <div
              key={rowKey(index)}
              id={`${listId}-${index}`}
              role="row"
              aria-rowindex={index + 1}
              aria-selected={index === active}
              {...rowProps?.(index)}
              data-row={index}
              className="h-row contain-content hover:bg-hover aria-selected:bg-selected"
              onClick={() => props.onClick(index)}
            >
              <div role="gridcell" className="h-full">
                {renderRow(index)}
              </div>
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}

/** Where a tall list stands, and how it is moved. */
function useTallScroll(scroller: { readonly current: HTMLDivElement | null }, count: number) {
  const [viewHeight, setViewHeight] = useState(0);
  const [place, setPlace] = useState<ScrollPlace>({ scrollTop: 0, listTop: 0 });
  const rest = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const sizes = { listHeight: count * ROW_HEIGHT, viewHeight };
  const now = useRef({ place, sizes });
  useLayoutEffect(() => {
    now.current = { place, sizes };
  });
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const measure = (): void => setViewHeight(element.clientHeight);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller]);
  useEffect(() => () => clearTimeout(rest.current), []);

  const put = (next: ScrollPlace): void => {
    now.current = { ...now.current, place: next };
    setPlace(next);
    if (scroller.current !== null && scroller.current.scrollTop !== next.scrollTop)
      scroller.current.scrollTop = next.scrollTop;
  };
  const moveTo = (listTop: number): void => put(placeAt(listTop, now.current.sizes));
  const onScroll = (): void => {
    const top = scroller.current?.scrollTop ?? 0;
    if (top === now.current.place.scrollTop) return;
    const next = placeAfterScroll(now.current.place, top, now.current.sizes);
    now.current = { ...now.current, place: next };
    setPlace(next);
    clearTimeout(rest.current);
    rest.current = setTimeout(() => moveTo(now.current.place.listTop), REST_MS);
  };
  const show = (index: number): void =>
    moveTo(listTopShowing(index, ROW_HEIGHT, now.current.place.listTop, now.current.sizes.viewHeight));
  return { ...place, viewHeight, height: elementHeight(sizes), onScroll, moveTo, show };
}
