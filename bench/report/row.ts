/** A value with its unit, as it was measured. */
export interface Quantity {
  readonly value: number;
  readonly unit: 'ms' | 's' | 'MB' | 'events/s' | 'M/s' | 'operations';
}

/** What a row has to keep to. */
export interface Requirement {
  /** Which of the row's numbers is meant. */
  readonly of: 'measured' | 'ratio';
  readonly sense: 'at most' | 'at least';
  readonly limit: number;
  /** False for a limit that is shown and does not fail the run. */
  readonly binding: boolean;
}

/** One line of the result. */
export interface BenchRow {
  readonly suite: string;
  readonly name: string;
  readonly measured: Quantity;
  /** What it is compared with, measured in the same run; null where only a fixed limit stands. */
  readonly peer: (Quantity & { readonly name: string }) | null;
  /** Measured to peer, as the row defines it; null without a peer. */
  readonly ratio: number | null;
  readonly required: Requirement | null;
  /** Every run behind the figure, in the unit of `measured`, where it has several. */
  readonly runs?: readonly number[];
}

/** Whether a row keeps to what it has to; null where nothing is required of it. */
export function holds({ measured, ratio, required }: BenchRow): boolean | null {
  if (required === null) return null;
  const value = required.of === 'measured' ? measured.value : ratio;
  if (value === null || !Number.isFinite(value)) return false;
  return required.sense === 'at most' ? value <= required.limit : value >= required.limit;
}

/** The rows that fail the run. */
export const failing = (rows: readonly BenchRow[]): BenchRow[] =>
  rows.filter((row) => row.required?.binding === true && holds(row) === false);

const requirement =
  (of: Requirement['of'], sense: Requirement['sense'], binding: boolean) =>
  (limit: number): Requirement => ({ of, sense, limit, binding });

export const measuredAtMost = requirement('measured', 'at most', true);
export const measuredAtLeast = requirement('measured', 'at least', true);
export const ratioAtMost = requirement('ratio', 'at most', true);
export const ratioAtLeast = requirement('ratio', 'at least', true);
/** Limits that are shown only. */
export const aimMeasuredAtMost = requirement('measured', 'at most', false);
export const aimRatioAtMost = requirement('ratio', 'at most', false);
