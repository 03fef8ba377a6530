import type { CompiledField, CreateCable } from './compiled-rule.ts';

/** The values of a cable that are worked out: its length, its load, its limit. */
export const valuesOf = ({ lengthM, sizing }: CreateCable): CompiledField[] =>
  [lengthM, sizing?.loadA, sizing?.dropLimitPct].filter((field) => field !== null && field !== undefined);
