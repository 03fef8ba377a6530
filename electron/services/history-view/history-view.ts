import type { EntityHistory, EntityVersion } from '../../../shared/contract/histories.ts';
import { SynapseError } from '../../../shared/errors.ts';
import { displayText, type JsonObject } from '../../../shared/json.ts';
import { applyChange, type FieldChange } from '../../../shared/model/changes.ts';
import { changesEntity, type WorkflowEvent } from '../../../shared/model/events.ts';
import type { AggregateType } from '../../../shared/model/terms.ts';
import { shorten } from '../../../shared/shorten.ts';
import { storedBatch } from '../../store/base.ts';
import { readTransaction, type ReadableDatabase } from '../../store/database.ts';
import { entitiesByTag } from '../../store/entity-lookup.ts';
import { createNames } from '../../store/entity-names.ts';
import { eventsOfEntity } from '../../store/event-query.ts';
import { ruleNames } from '../../store/rule-names.ts';
import { namedDiff, namedState } from '../named-values.ts';
import type { ReadingProject } from '../project.ts';
import { relatedTo } from '../related.ts';
import { becauseOf } from './because.ts';

/**
 * The life of an entity: every change of it with its state afterwards, oldest first. By its tag (of what has it
 * now, otherwise of what had it last) or by its id, also of what is gone.
 * @throws SynapseError ASSET_NOT_FOUND
 */
export function historyView(project: ReadingProject, of: string): EntityHistory {
  const { database } = project;
  return readTransaction(database, () => {
    const bearers = entitiesByTag(database, of);
    const id = bearers[0]?.id ?? of;
    const events = eventsOfEntity(database, id).filter(({ eventType }) => changesEntity(eventType));
    const last = events.at(-1);
    if (last === undefined) throw notFound(of);
    const states = statesAfter(events);
    const now = states.at(-1) ?? null;
    const known = now ?? states.findLast((state) => state !== null) ?? {};
    const tag = displayText(known['tag'] ?? known['code'] ?? last.metadata['tag'] ?? of);
    return {
      id,
      type: last.aggregateType,
      tag,
      subtype: textOf(known['type'] ?? known['cableType'] ?? known['packageType'] ?? known['relation']),
      area: textOf(known['area']),
      isThere: now !== null,
      versions: versionsOf(database, events, states),
      related: now === null ? [] : relatedTo(project, last.aggregateType, id),
      namesakes: namesakesOf(database, tag, id, last.aggregateType),
    };
  });
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

function notFound(of: string): SynapseError {
  const message = `Nothing in this project has or ever had the tag "${shorten(of)}". Check the tag.`;
  return new SynapseError('ASSET_NOT_FOUND', message, { of });
}

function statesAfter(events: readonly WorkflowEvent[]): (JsonObject | null)[] {
  let state: JsonObject | null = null;
  return events.map(({ payload }) => {
    state = applyChange(state, payload);
    return state;
  });
}

function versionsOf(
  database: ReadableDatabase,
  events: readonly WorkflowEvent[],
  states: readonly (JsonObject | null)[],
): EntityVersion[] {
  const nameOf = createNames(database);
  const ruleName = ruleNames(database);
  const batches = new Map<string, ReturnType<typeof storedBatch>>();
  const batchOf = (correlationId: string) => {
    if (!batches.has(correlationId)) batches.set(correlationId, storedBatch(database, correlationId));
    return batches.get(correlationId) ?? null;
  };
  return events.map((event, index) => {
    const { position, timestamp, eventType, userId, ruleId, correlationId, isRolledBack, payload } = event;
    const batch = batchOf(correlationId);
    const state = states[index] ?? null;
    return {
      number: index + 1,
      position,
      timestamp,
      eventType,
      userId,
      ruleId,
      ruleName: ruleId === null ? null : (textOf(payload.context['ruleName']) ?? ruleName(ruleId)),
      correlationId,
      batchKind: (batch?.kind ?? 'EDIT') as EntityVersion['batchKind'],
      reason: textOf(payload.context['reason']) ?? batch?.reason ?? null,
      isRolledBack,
      diff: namedDiff(diffOf(event), nameOf),
      state: state === null ? null : namedState(state, nameOf),
      because: becauseOf(event),
    };
  });
}

/** Fields that say nothing of the thing itself. */
const SILENT: ReadonlySet<string> = new Set(['id', 'origin', 'owners']);

/** Of a creation or a deletion every field by path; ids of the others are told by the caller. */
function diffOf({ payload: { before, after, diff } }: WorkflowEvent): readonly FieldChange[] {
  if (before !== null && after !== null) return diff;
  const whole = before ?? after ?? {};
  const [old, now] = before === null ? [false, true] : [true, false];
  return Object.entries(whole).flatMap(([field, value]): FieldChange[] => {
    if (SILENT.has(field)) return [];
    const entries =
      field === 'properties' || field === 'members' || field === 'settings'
        ? Object.entries((value ?? {}) as JsonObject).map(([key, it]) => [`${field}.${key}`, it] as const)
        : [[field, value] as const];
    return entries.map(([path, it]) => ({
      field: path,
      old: old ? (it ?? null) : null,
      new: now ? (it ?? null) : null,
    }));
  });
}

function namesakesOf(
  database: ReadableDatabase,
  tag: string,
  id: string,
  type: AggregateType,
): EntityHistory['namesakes'] {
  if (type !== 'ASSET' && type !== 'CABLE' && type !== 'PACKAGE') return [];
  return entitiesByTag(database, tag)
    .filter((other) => other.id !== id)
    .map((other) => ({ id: other.id, tag: other.tag, isThere: stands(database, other.id) }));
}

function stands(database: ReadableDatabase, id: string): boolean {
  return (
    database
      .prepare<{ id: string }, number>(
        `SELECT 1 FROM assets WHERE id = :id UNION ALL SELECT 1 FROM cables WHERE id = :id
         UNION ALL SELECT 1 FROM packages WHERE id = :id`,
      )
      .get({ id }) !== undefined
  );
}
