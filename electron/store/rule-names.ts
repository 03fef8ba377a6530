import type { ReadableDatabase } from './database.ts';

/** Names of rules by their id: of those that are loaded, and of those that once executed and are gone. */
export function ruleNames(database: ReadableDatabase): (ruleId: string) => string | null {
  const loaded = database
    .prepare<[string], string | null>("SELECT definition ->> '$.name' FROM rules WHERE rule_id = ? LIMIT 1")
    .pluck();
  const former = database
    .prepare<[string], string | null>(
      `SELECT payload ->> '$.before.definition.name' FROM workflow_events
       WHERE event_type = 'RULE_RETIRED' AND correlation_id IN (SELECT correlation_id FROM batches WHERE kind = 'RULES')
         AND rule_id = ? ORDER BY position DESC LIMIT 1`,
    )
    .pluck();
  const names = new Map<string, string | null>();
  return (ruleId) => {
    let name = names.get(ruleId);
    if (name === undefined) {
      name = loaded.get(ruleId) ?? former.get(ruleId) ?? null;
      names.set(ruleId, name);
    }
    return name;
  };
}
