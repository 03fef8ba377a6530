import { hashOf } from '../kernel/hash.ts';
import type { JsonObject, JsonValue } from '../../shared/json.ts';
import type { RuleEntity } from '../../shared/model/entities.ts';
import { ruleSchema, SOURCE_PRIORITIES, type Rule } from '../../shared/model/rule.ts';
import type { PathStep, TextPosition } from './yaml-source.ts';

/** A rule with its version hash, and where it stands in its file. */
export interface ParsedRule {
  readonly rule: Rule;
  /** SHA-256 of the rule's canonical JSON, without its tests and its pack. */
  readonly hash: string;
  readonly file: string;
  /** Where the value at a path of the rule stands; with an offset, that character of the text there. */
  readonly locate: (path: readonly PathStep[], offset?: number) => TextPosition;
}

/** What a rule's version is about, and what a project keeps of it: all of it but tests and pack. */
export function ruleDefinition(rule: Rule): JsonObject {
  const { tests: _tests, pack: _pack, ...definition } = rule;
  return withoutUndefined(definition) as JsonObject;
}

export const ruleHash = (rule: Rule): string => hashOf(ruleDefinition(rule));

/**
 * The rule that a project holds.
 * @throws ZodError where the definition is not one that this version can read.
 */
export function ruleFromEntity(entity: RuleEntity): ParsedRule {
  const parsed = ruleSchema.parse(entity.definition);
  const rule: Rule = {
    ...parsed,
    priority: parsed.priority ?? SOURCE_PRIORITIES[parsed.source],
    pack: entity.pack,
  };
  return { rule, hash: entity.hash, file: entity.pack, locate: () => ({ line: 1, column: 1 }) };
}

function withoutUndefined(value: unknown): JsonValue {
  if (Array.isArray(value)) return value.map(withoutUndefined);
  if (typeof value !== 'object' || value === null) return value as JsonValue;
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(entries.map(([key, member]) => [key, withoutUndefined(member)]));
}
