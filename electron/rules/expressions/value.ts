import type { Asset, Cable, Project, Properties } from '../../../shared/model/entities.ts';
import type { EvaluationScope } from './types.ts';

/** A value while an expression runs. Unknown is null. Maps are Maps, so that no key is special. */
export type Value =
  | null
  | boolean
  | number
  | string
  | readonly Value[]
  | ReadonlyMap<string, Value>
  | Asset
  | Cable
  | Project
  | Properties
  | Settings
  | RuleOrigin;

export type Settings = Readonly<Record<string, string | number | boolean | null>>;

/** What `asset.origin` shows of what a rule made. */
export interface RuleOrigin {
  readonly ruleId: string;
}

/**
 * Values of the variables of all / exists / filter / map, one place each; place 0 is `seq`. One array per
 * expression is enough: an evaluation never runs inside another one of the same expression.
 */
export type Locals = Value[];

export type Closure<T extends Value = Value> = (scope: EvaluationScope, locals: Locals) => T | null;

/** True where a property or setting of this name must be looked up as an own one, since all objects have it. */
export function isInherited(name: string): boolean {
  return name in Object.prototype;
}

/** A member by name, own ones only; null where there is none. */
export function ownMember<T>(record: Readonly<Record<string, T>>, name: string): T | null {
  return Object.hasOwn(record, name) ? (record[name] ?? null) : null;
}
