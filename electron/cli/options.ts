import type { Command } from 'commander';
import type { z } from 'zod';
import { SynapseError } from '../../shared/errors.ts';
import { scopeSchema, type Scope } from '../../shared/model/scope.ts';

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
  const name = issue?.path.join('.') ?? '';
  throw new SynapseError('INVALID_FILTER', `${name}: ${issue?.message ?? 'not understood'}.`, {
    field: name,
  });
}

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
