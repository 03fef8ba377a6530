import type { Clock } from '../../electron/kernel/clock.ts';

const START = Date.UTC(2025, 0, 1, 6);
const YEAR_MS = 365 * 86_400_000;

/** A clock of its own: a year passes between the first and the last event, however long the work takes. */
export interface YearClock {
  readonly now: Clock;
  /** Moves on to a share (0 to 1) of the year; never back. */
  moveTo(share: number): void;
}

export function createYearClock(): YearClock {
  let time = START;
  return {
    now: () => {
      time += 20;
      return new Date(time);
    },
    moveTo: (share) => {
      time = Math.max(time, START + Math.round(YEAR_MS * share));
    },
  };
}
