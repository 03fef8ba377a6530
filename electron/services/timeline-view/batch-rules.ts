import type { BatchRuleLine } from '../../../shared/contract/timelines.ts';
import type { TimelineFilter } from '../../../shared/model/timeline.ts';
import { readTransaction } from '../../store/database.ts';
import { matchesByRule } from '../../store/timeline/batch-matches.ts';
import { resolveFilter } from '../../store/timeline/conditions.ts';
import { ruleNames } from '../../store/rule-names.ts';
import type { ReadingProject } from '../project.ts';

/** What each rule did in a batch, as far as a filter finds it; the most events first, "no rule" last. */
export function batchRules(
  { database }: ReadingProject,
  correlationId: string,
  filter: TimelineFilter,
): BatchRuleLine[] {
  return readTransaction(database, () => {
    const nameOf = ruleNames(database);
    const byRule = new Map<string, { events: number; byType: Record<string, number> }>();
    for (const { ruleId, eventType, events } of matchesByRule(
      database,
      resolveFilter(database, { ...filter, correlationId }),
    )) {
      const line = byRule.get(ruleId) ?? { events: 0, byType: {} };
      line.events += events;
      line.byType[eventType] = (line.byType[eventType] ?? 0) + events;
      byRule.set(ruleId, line);
    }
    return [...byRule]
      .map(([ruleId, line]) => ({
        ruleId: ruleId === '' ? null : ruleId,
        ruleName: ruleId === '' ? null : nameOf(ruleId),
        ...line,
      }))
      .toSorted(
        (a, b) =>
          Number(a.ruleId === null) - Number(b.ruleId === null) ||
          b.events - a.events ||
          ((a.ruleId ?? '') < (b.ruleId ?? '') ? -1 : 1),
      );
  });
}
