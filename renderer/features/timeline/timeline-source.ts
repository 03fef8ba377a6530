import type { TimelineRows } from './timeline-rows.ts';

/** What a list of the timeline shows, and what it asks for as one scrolls. */
export interface TimelineSource {
  readonly rows: TimelineRows;
  /** Of events that the filter finds; null while it is not known. */
  readonly total: number | null;
  readonly isLoading: boolean;
  /** Why there is nothing at all. */
  readonly error: Error | null;
  readonly retry: () => void;
  /** Rows that are drawn: what is missing there is asked for. */
  readonly onRange: (first: number, last: number) => void;
  /** Asks again for what a row waits for. */
  readonly retryRow: (key: string) => void;
}
