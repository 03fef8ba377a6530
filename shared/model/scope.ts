import { z } from 'zod';
import { disciplineSchema } from './terms.ts';

export const ACTION_TYPES = [
  'create_child',
  'create_cable',
  'create_relationship',
  'set_property',
  'create_package',
  'allocate_io',
  'validate',
] as const;
export type ActionType = (typeof ACTION_TYPES)[number];

const list = <T extends z.ZodType>(item: T) => z.array(item).optional();

/**
 * What a plan is limited to: different members combine with AND, the values of one with OR. `ruleIds`,
 * `disciplines` and `actionTypes` select rules; `assets` (tags), `assetTypes` and `areas` the assets that
 * may start a rule. A member that is absent selects all.
 */
export const scopeSchema = z.strictObject({
  ruleIds: list(z.string()),
  disciplines: list(disciplineSchema),
  actionTypes: list(z.enum(ACTION_TYPES)),
  assets: list(z.string()),
  assetTypes: list(z.string()),
  areas: list(z.string()),
});
export type Scope = Readonly<z.infer<typeof scopeSchema>>;
