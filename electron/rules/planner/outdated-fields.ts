import type { Asset, Cable } from '../../../shared/model/entities.ts';
import { addTo } from '../lookup.ts';
import type { CompiledRule } from '../compiled-rule.ts';
import type { PlantView } from '../plant-view.ts';
import { fieldName } from './entity-state.ts';
import type { PlanContext } from './plan-context.ts';

/** Fields that hold a value which cannot be told any more. What rests on one is not sized. */
export interface OutdatedFields {
  /** The first of the fields (`properties.power_kw`) that is outdated on the entity, or null. */
  find(entityId: string, fields: Iterable<string>): string | null;
  add(entityId: string, fields: readonly string[]): void;
}

/** Collects what this plan finds outdated; where its rules or its scope do not look, the findings that stand count. */
export function outdatedFields(
  base: PlantView,
  running: readonly CompiledRule[],
  inScope: PlanContext['inScope'],
): OutdatedFields {
  const found = new Map<string, string[]>();
  let standing: ReadonlyMap<string, string[]> | undefined;
  return {
    add: (entityId, fields) => {
      for (const field of fields) addTo(found, entityId, field);
    },
    find(entityId, fields) {
      standing ??= standingMessages(base, new Set(running.map(({ rule }) => rule.id)), inScope);
      const now = found.get(entityId) ?? [];
      const messages = standing.get(entityId) ?? [];
      for (const field of fields) {
        if (now.includes(field) || messages.some((text) => names(text, fieldName(field)))) return field;
      }
      return null;
    },
  };
}

function standingMessages(
  base: PlantView,
  running: ReadonlySet<string>,
  inScope: PlanContext['inScope'],
): ReadonlyMap<string, string[]> {
  const messages = new Map<string, string[]>();
  for (const ruleId of base.rulesWithFindings()) {
    for (const { code, status, subjectId, message } of base.findingsOfRule(ruleId)) {
      if (code !== 'OUTDATED' || status !== 'OPEN') continue;
      const source = sourceOf(subjectId, ruleId, base);
      const isLookedAt = running.has(ruleId) && (source === undefined || inScope(source));
      if (!isLookedAt) addTo(messages, subjectId, message);
    }
  }
  return messages;
}

/** What a rule looks at for a thing: what it made the thing from, otherwise the thing itself. */
function sourceOf(id: string, ruleId: string, base: PlantView): Asset | Cable | undefined {
  const subject = base.asset(id) ?? base.cable(id);
  if (subject === undefined || !('ruleId' in subject.origin) || subject.origin.ruleId !== ruleId)
    return subject;
  return base.asset(subject.origin.sourceId) ?? subject;
}

/** A finding tells its fields as `power_kw 75, poles 4`. */
const names = (message: string, field: string): boolean => new RegExp(`[ ,]${field} `).test(message);
