import type { Command } from 'commander';
import type { z } from 'zod';
import { SynapseError } from '../../shared/errors.ts';
import { displayText, type JsonValue } from '../../shared/json.ts';
import { EVENT_TYPES } from '../../shared/model/events.ts';
import { ACTION_TYPES, scopeSchema, type Scope } from '../../shared/model/scope.ts';
import { AGGREGATE_TYPES, DISCIPLINES } from '../../shared/model/terms.ts';
import { MOST_TIMELINE_EVENTS } from '../../shared/model/timeline.ts';

/** Collects an option that may be given more than once. */
export const collect = (value: string, earlier: readonly string[] | undefined): string[] => [
  ...(earlier ?? []),
  value,
];

export interface ScopeOptions {
  readonly discipline?: string[];
  readonly rule?: string[];
  readonly actionType?: string[];
  readonly asset?: string[];
  readonly assetType?: string[];
  readonly area?: string[];
}

/** The options that limit what a plan looks at; each may be given more than once. */
export function addScopeOptions(command: Command): Command {
  return command
    .option('--discipline <discipline>', 'only rules of this discipline', collect)
    .option('--rule <id>', 'only this rule', collect)
    .option('--action-type <action>', 'only rules with this action', collect)
    .option('--asset <tag>', 'start only from this asset', collect)
    .option('--asset-type <type>', 'start only from assets of this type', collect)
    .option('--area <area>', 'start only from assets of this area', collect);
}

/** @throws SynapseError INVALID_FILTER */
export function scopeOf({ discipline, rule, actionType, asset, assetType, area }: ScopeOptions): Scope {
  return parseFilter(scopeSchema, {
    ...(discipline === undefined ? {} : { disciplines: discipline.map((name) => name.toUpperCase()) }),
    ...(rule === undefined ? {} : { ruleIds: rule }),
    ...(actionType === undefined ? {} : { actionTypes: actionType }),
    ...(asset === undefined ? {} : { assets: asset }),
    ...(assetType === undefined ? {} : { assetTypes: assetType.map((name) => name.toUpperCase()) }),
    ...(area === undefined ? {} : { areas: area }),
  });
}

/** @throws SynapseError INVALID_FILTER naming the option and what it takes */
export function parseFilter<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const [field = ''] = issue?.path ?? [];
  const name = String(field);
  const given = displayText((value as Record<string, JsonValue>)[name]);
  const takes = TAKES[name] ?? issue?.message ?? 'something else';
  throw new SynapseError('INVALID_FILTER', `${name} ${given}: it takes ${takes}.`, { field: name });
}

const list = (values: readonly string[]): string => `one of ${values.join(', ')}`;

/** What the members of filters and scopes take, for people. */
const TAKES: Readonly<Record<string, string>> = {
  from: 'a date (2026-11-21) or a time (2026-11-21T08:00:00Z)',
  to: 'a date (2026-11-21) or a time (2026-11-21T08:00:00Z)',
  discipline: list(DISCIPLINES),
  disciplines: list(DISCIPLINES),
  actionTypes: list(ACTION_TYPES),
  aggregateType: list(AGGREGATE_TYPES),
  eventTypes: list(EVENT_TYPES),
  limit: `a whole number from 1 to ${MOST_TIMELINE_EVENTS}`,
};

/**
 * Splits `name=value` options. Only the first `=` counts, so that values may hold some.
 * @throws SynapseError INVALID_ARGUMENT
 */
export function parsePairs(option: string, pairs: readonly string[] | undefined): Record<string, string> {
  const entries = (pairs ?? []).map((pair): [string, string] => {
    const at = pair.indexOf('=');
    if (at > 0) return [pair.slice(0, at).trim(), pair.slice(at + 1)];
    throw new SynapseError('INVALID_ARGUMENT', `${option} ${pair}: give it as name=value.`, { option });
  });
  const twice = entries.find(([name], index) => entries.findIndex(([other]) => other === name) !== index);
  if (twice === undefined) return Object.fromEntries(entries);
  throw new SynapseError('INVALID_ARGUMENT', `${option} ${twice[0]}=... is given twice. Keep one of them.`, {
    option,
  });
}

/** @throws SynapseError INVALID_FILTER */
export function parseCount(option: string, text: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(value) && value >= 1) return value;
  throw new SynapseError('INVALID_FILTER', `${option} ${text}: give a whole number of 1 or more.`, {
    option,
  });
}
