import { displayText, type JsonObject } from '../../../shared/json.ts';
import type { EntityType } from '../../../shared/model/entities.ts';
import type { WorkflowEvent } from '../../../shared/model/events.ts';
import { tagKey } from '../../../shared/model/terms.ts';
import { storedEntity } from '../../store/base.ts';
import { createFinder } from '../../store/asset-query.ts';
import type { RollbackPlanning } from './planning.ts';
import { referencesOf } from './references.ts';
import type { Clash, TargetState } from './target-state.ts';

/** Where the entities that a rollback touches are heading. */
export type Targets = ReadonlyMap<string, { readonly type: EntityType; readonly target: TargetState }>;

/**
 * What would not fit in the state that a rollback leads to: a tag or an edge that someone else has taken, a
 * reference to what is not there.
 */
export function soundnessClashes(planning: RollbackPlanning, targets: Targets): Clash[] {
  const stored = storedEntity(planning.database);
  const finalState = (type: EntityType, id: string): JsonObject | null => {
    const touched = targets.get(id);
    return touched === undefined ? (stored(type, id)?.state ?? null) : touched.target.state;
  };
  const checks: Checks = {
    planning,
    targets,
    finalState,
    tags: new Map(),
    edges: new Map(),
    finder: createFinder(planning.database),
  };
  const clashes: Clash[] = [];
  for (const [id, { type, target }] of targets) {
    if (target.state === null || type === 'FINDING') continue;
    clashes.push(...takenTag(checks, type, id, target.state), ...takenEdge(checks, type, id, target.state));
    clashes.push(...missingReferences(checks, target.state));
  }
  return clashes;
}

interface Checks {
  readonly planning: RollbackPlanning;
  readonly targets: Targets;
  readonly finalState: (type: EntityType, id: string) => JsonObject | null;
  readonly finder: ReturnType<typeof createFinder>;
  /** Keys that touched entities will have -> the entity. */
  readonly tags: Map<string, string>;
  readonly edges: Map<string, string>;
}

function takenTag(checks: Checks, type: EntityType, id: string, state: JsonObject): Clash[] {
  const tag = state[type === 'PACKAGE' ? 'code' : 'tag'];
  if (typeof tag !== 'string' || !['ASSET', 'CABLE', 'PACKAGE'].includes(type)) return [];
  const key = tagKey(tag);
  const other = checks.tags.get(key) ?? presentBearer(checks, tag);
  checks.tags.set(key, id);
  return other === undefined || other === id
    ? []
    : whoGave(checks.planning, other, 'tag', 'took the tag since');
}

/** An untouched entity that bears the tag now. */
function presentBearer({ finder, targets }: Checks, tag: string): string | undefined {
  const id = finder.any(tag)?.entity.id;
  return id === undefined || targets.has(id) ? undefined : id;
}

function takenEdge(checks: Checks, type: EntityType, id: string, state: JsonObject): Clash[] {
  if (type !== 'EDGE') return [];
  const ends = ['sourceId', 'targetId', 'relation', 'slot'].map((field) => displayText(state[field] ?? ''));
  const key = JSON.stringify(ends);
  const present = checks.planning.database
    .prepare<string[], string>(
      'SELECT id FROM edges WHERE source_id = ? AND target_id = ? AND relation = ? AND slot = ?',
    )
    .pluck()
    .get(...ends);
  const other =
    checks.edges.get(key) ?? (present === undefined || checks.targets.has(present) ? undefined : present);
  checks.edges.set(key, id);
  return other === undefined || other === id
    ? []
    : whoGave(checks.planning, other, 'relation', 'made the same edge since');
}

function missingReferences(checks: Checks, state: JsonObject): Clash[] {
  return referencesOf(state).flatMap(({ field, id }) => {
    if (field === 'origin') return [];
    const type = field.startsWith('members.CABLE') ? 'CABLE' : 'ASSET';
    if (checks.finalState(type, id) !== null) return [];
    return whoTook(checks.planning, id, field);
  });
}

/** The original in force that gave an entity the field it has. */
function whoGave(planning: RollbackPlanning, id: string, field: string, reason: string): Clash[] {
  const inForce = planning.histories
    .of(id)
    .filter(({ correlationId }) => planning.willBeInForce(correlationId));
  const giver =
    inForce.findLast(
      ({ payload }) => payload.before === null || payload.diff.some((change) => change.field === field),
    ) ?? inForce.at(-1);
  return giver === undefined ? [] : [{ correlationId: giver.correlationId, event: giver, field, reason }];
}

/** The original because of which an entity is not there: it deleted it, or it made it and is not in force. */
function whoTook(planning: RollbackPlanning, id: string, field: string): Clash[] {
  const history = planning.histories.of(id);
  const deleter = history.findLast(
    (event) => isDeletion(event) && planning.willBeInForce(event.correlationId),
  );
  const culprit = deleter ?? history.findLast(({ payload }) => payload.before === null);
  if (culprit === undefined) return [];
  const reason =
    deleter === undefined ? 'made what this refers to, and is not in force' : 'deleted what this refers to';
  return [{ correlationId: culprit.correlationId, event: culprit, field, reason }];
}

const isDeletion = ({ payload }: WorkflowEvent): boolean => payload.after === null;
