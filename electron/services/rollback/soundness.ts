import type { JsonObject } from '../../../shared/json.ts';
import type { EntityType } from '../../../shared/model/entities.ts';
import type { WorkflowEvent } from '../../../shared/model/events.ts';
import { tagKey } from '../../../shared/model/terms.ts';
import { createFinder, isEntityType } from '../../store/asset-query.ts';
import { storedEntity } from '../../store/base.ts';
import { clashOf, labelField, type Clash } from './clash.ts';
import { edgeKey } from './edge-key.ts';
import type { RollbackPlanning } from './planning.ts';
import { referencesOf, REFERS } from './references.ts';
import { takerOf, type TargetState } from './target-state.ts';

/** Where the entities that a rollback touches are heading. */
export type Targets = ReadonlyMap<string, { readonly type: EntityType; readonly target: TargetState }>;

/**
 * What would not fit in the state that a rollback leads to: a tag or an edge that two would have, a reference
 * to what is not there, an asset below itself.
 */
export function soundnessClashes(planning: RollbackPlanning, targets: Targets): Clash[] {
  const checks = createChecks(planning, targets);
  const clashes: Clash[] = [];
  for (const [id, { type, target }] of targets) {
    if (type === 'FINDING') continue;
    if (target.state === null) clashes.push(...leftBehind(checks, id));
    else {
      clashes.push(...takenName(checks, type, id, target.state));
      clashes.push(...missingReferences(checks, id, target.state));
    }
  }
  clashes.push(...parentCircles(checks));
  return clashes;
}

interface Checks {
  readonly planning: RollbackPlanning;
  readonly targets: Targets;
  finalState(type: EntityType, id: string): JsonObject | null;
  presentState(type: EntityType, id: string): JsonObject | null;
  /** Who bears a tag or has an edge now. */
  presentHolder(type: EntityType, state: JsonObject): string | undefined;
  /** Tags and edges that touched entities will have -> the entity. */
  readonly names: Map<string, { readonly type: EntityType; readonly id: string }>;
}

function createChecks(planning: RollbackPlanning, targets: Targets): Checks {
  const stored = storedEntity(planning.database);
  const presentState: Checks['presentState'] = (type, id) => stored(type, id)?.state ?? null;
  const finder = createFinder(planning.database);
  const edgeByEnds = planning.database
    .prepare<unknown[], string>(
      'SELECT id FROM edges WHERE source_id = ? AND target_id = ? AND relation = ? AND slot = ?',
    )
    .pluck();
  return {
    planning,
    targets,
    presentState,
    finalState: (type, id) => {
      const touched = targets.get(id);
      return touched === undefined ? presentState(type, id) : touched.target.state;
    },
    presentHolder: (type, state) =>
      type === 'EDGE'
        ? edgeByEnds.get(state['sourceId'], state['targetId'], state['relation'], state['slot'])
        : finder.any(nameOf(type, state) ?? '')?.entity.id,
    names: new Map(),
  };
}

/** What no two entities have in common: a tag (or code), the ends and relation of an edge. */
function nameOf(type: EntityType, state: JsonObject): string | null {
  if (type === 'EDGE') return edgeKey(state);
  const label = state[labelField(type)];
  return typeof label === 'string' ? tagKey(label) : null;
}

function takenName(checks: Checks, type: EntityType, id: string, state: JsonObject): Clash[] {
  const name = nameOf(type, state);
  if (name === null) return [];
  const holder = checks.presentHolder(type, state);
  const untouched = holder === undefined || checks.targets.has(holder) ? undefined : holder;
  const other = checks.names.get(name)?.id ?? untouched;
  checks.names.set(name, { type, id });
  if (other === undefined || other === id) return [];
  const bearers = holder === id || holder === other ? [holder] : [id, other];
  const givers = bearers.flatMap((bearer) => nameGiver(checks.planning, bearer) ?? []);
  const reason = type === 'EDGE' ? 'made the same edge since' : 'took the tag since';
  return preferred(checks.planning, givers).map((giver) =>
    clashOf(giver, labelField(giver.aggregateType), reason),
  );
}

/** Of several that may be to blame, the latest of those that stay in force. */
function preferred(planning: RollbackPlanning, events: readonly WorkflowEvent[]): WorkflowEvent[] {
  const staying = events.filter(({ correlationId }) => planning.staysInForce(correlationId));
  const sorted = (staying.length > 0 ? staying : events).toSorted((a, b) => a.position - b.position);
  return sorted.slice(-1);
}

function nameGiver(planning: RollbackPlanning, id: string): WorkflowEvent | undefined {
  const [first] = planning.histories.of(id);
  return first === undefined ? undefined : giverOf(planning, id, labelField(first.aggregateType));
}

function missingReferences(checks: Checks, referrer: string, state: JsonObject): Clash[] {
  return referencesOf(state).flatMap(({ field, id }) => {
    const types: EntityType[] =
      field === 'origin'
        ? ['ASSET', 'CABLE', 'PACKAGE']
        : [field.startsWith('members.CABLE') ? 'CABLE' : 'ASSET'];
    if (types.some((type) => checks.finalState(type, id) !== null)) return [];
    return missing(checks.planning, referrer, field, id);
  });
}

/** What the rollback does not touch, and what would refer to an entity that is gone. */
function leftBehind(checks: Checks, goneId: string): Clash[] {
  return checks.planning.referringTo(goneId).flatMap(({ id, type }) => {
    if (checks.targets.has(id) || type === 'FINDING' || !isEntityType(type)) return [];
    const state = checks.presentState(type, id);
    return referencesOf(state ?? {})
      .filter((reference) => reference.id === goneId && reference.field !== 'origin')
      .flatMap(({ field }) => missing(checks.planning, id, field, goneId));
  });
}

/**
 * Who is to blame for a reference to what is not there: the one that refers, where the other is switched; else
 * the one that took it away. What a rule made may outlive what it was made from, where that was deleted.
 */
function missing(planning: RollbackPlanning, referrer: string, field: string, goneId: string): Clash[] {
  const taker = takerOf(planning, planning.histories.of(goneId));
  if (taker === undefined) return [];
  const deletes = taker.payload.after === null;
  if (field === 'origin' && deletes) return [];
  const giver = giverOf(planning, referrer, field);
  if (
    planning.switched.has(taker.correlationId) &&
    giver !== undefined &&
    planning.staysInForce(giver.correlationId)
  )
    return [clashOf(giver, field, REFERS)];
  const reason = deletes ? 'deleted what this refers to' : 'made what this refers to, and is not in force';
  return [clashOf(taker, field, reason)];
}

/** Circles of parents, each walked once: only an asset whose parent changes can close one. */
function parentCircles(checks: Checks): Clash[] {
  const seen = new Set<string>();
  return [...checks.targets].flatMap(([id, { type, target }]) => {
    const parent = target.state?.['parentId'];
    if (type !== 'ASSET' || parent === checks.presentState('ASSET', id)?.['parentId']) return [];
    const givers = circleFrom(checks, id, seen).flatMap(
      (member) => giverOf(checks.planning, member, 'parentId') ?? [],
    );
    return preferred(checks.planning, givers).map((giver) =>
      clashOf(giver, 'parentId', 'would put an asset below itself'),
    );
  });
}

/** The assets of the circle that the way up from an asset leads into; none where it ends, or was seen before. */
function circleFrom(checks: Checks, id: string, seen: Set<string>): string[] {
  const path = new Set<string>();
  let above: unknown = id;
  while (typeof above === 'string' && !path.has(above)) {
    if (seen.has(above)) return [];
    seen.add(above);
    path.add(above);
    above = checks.finalState('ASSET', above)?.['parentId'];
  }
  const members = [...path];
  return typeof above === 'string' ? members.slice(members.indexOf(above)) : [];
}

/** The original in force that gave an entity the value that a field has. */
function giverOf(planning: RollbackPlanning, id: string, field: string): WorkflowEvent | undefined {
  return planning.histories
    .of(id)
    .findLast(
      ({ correlationId, payload }) =>
        planning.willBeInForce(correlationId) &&
        (payload.before === null || payload.diff.some((change) => change.field === field)),
    );
}
