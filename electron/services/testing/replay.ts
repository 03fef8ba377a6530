import { displayText, isJsonObject, type JsonObject, type JsonValue } from '../../../shared/json.ts';
import type { EntityType } from '../../../shared/model/entities.ts';
import { changesEntity, type EventPayload } from '../../../shared/model/events.ts';
import { madeId } from '../../kernel/ids.ts';
import { loadProject } from '../../store/plant.ts';
import type { ReadingProject } from '../project.ts';
import type { ProjectState } from './state-of.ts';

/** The maps whose entries change one by one. */
const MAPS = ['properties', 'owners', 'members', 'settings'];

interface Replayed {
  readonly type: EntityType;
  readonly state: JsonObject;
  /** Position of the event that made it. */
  readonly made: number;
  /** Of a finding: position of the event that raised it last. */
  readonly raised: number;
  readonly provenance: string | null;
}

interface LoggedChange {
  readonly position: number;
  readonly type: EntityType;
  readonly id: string;
  readonly payload: EventPayload;
  readonly inForce: boolean;
}

/**
 * What the originals in force produce, in order: a second, plain account of what the services should come to.
 * @throws Error where one of them changes what is not there, or makes what is there already
 */
export function replay(project: ReadingProject, inForce: ReadonlySet<string>): ProjectState {
  const entities = new Map<string, Replayed>();
  const outlines = new Map<string, JsonObject>();
  const deletedByPerson = new Set<string>();
  for (const change of changesOf(project, inForce)) {
    const { id, type, payload } = change;
    if (type === 'FINDING') outlines.set(id, merged(outlines.get(id) ?? {}, payload.after ?? {}));
    if (!change.inForce) continue;
    if (payload.after === null) {
      if (!entities.delete(id)) throw new Error(`${change.position} deletes ${id}, which is not there.`);
      if (payload.context['byPerson'] === true)
        for (const gone of namesOf(project, change)) deletedByPerson.add(gone);
    } else {
      const entity = applied(change, entities.get(id), outlines.get(id));
      if (entity !== null) entities.set(id, entity);
    }
  }
  return projectState(entities, deletedByPerson);
}

/** Its id, and the one that the rule which had adopted it would have given it. */
function namesOf({ database }: ReadingProject, { id, payload }: LoggedChange): string[] {
  const origin = payload.before?.['origin'];
  if (!isJsonObject(origin) || origin['ruleId'] === undefined) return [id];
  const { ruleId, sourceId, slot } = origin;
  return [
    id,
    madeId(loadProject(database).id, displayText(ruleId), displayText(sourceId), displayText(slot)),
  ];
}

function changesOf({ database }: ReadingProject, inForce: ReadonlySet<string>): LoggedChange[] {
  return database
    .prepare<
      [],
      Record<'event_type' | 'aggregate_type' | 'id' | 'payload' | 'batch', string> & { position: number }
    >(
      `SELECT e.position, e.event_type, e.aggregate_type, e.aggregate_id AS id, e.payload, e.correlation_id AS batch
       FROM workflow_events e JOIN batches b USING (correlation_id) WHERE b.kind <> 'ROLLBACK' ORDER BY e.position`,
    )
    .all()
    .filter(({ event_type }) => changesEntity(event_type))
    .map(({ position, aggregate_type, id, payload, batch }) => ({
      position,
      type: aggregate_type as EntityType,
      id,
      payload: JSON.parse(payload) as EventPayload,
      inForce: inForce.has(batch),
    }));
}

/** A finding that is raised again by what is in force needs no one that raised it before. */
function applied(
  { type, id, payload, position }: LoggedChange,
  before: Replayed | undefined,
  outline: JsonObject | undefined,
): Replayed | null {
  const { before: old, after, context } = payload;
  const raises = type === 'FINDING' && after?.['status'] === 'OPEN';
  const raised = raises ? position : (before?.raised ?? 0);
  if (old === null) {
    if (before !== undefined && type !== 'FINDING')
      throw new Error(`${position} makes ${id}, which is there.`);
    const { file, row } = context;
    const provenance = typeof file === 'string' ? `${file}:${displayText(row)}` : null;
    return { type, state: after ?? {}, made: position, raised, provenance };
  }
  if (before === undefined) {
    if (type !== 'FINDING') throw new Error(`${position} changes ${id}, which is not there.`);
    return raises ? { type, state: outline ?? {}, made: position, raised, provenance: null } : null;
  }
  return { ...before, state: merged(before.state, after ?? {}), raised };
}

function merged(state: JsonObject, written: JsonObject): JsonObject {
  const result: Record<string, JsonValue | undefined> = { ...state };
  for (const [field, value] of Object.entries(written)) {
    const old = state[field];
    const next =
      MAPS.includes(field) && isJsonObject(value) ? merged(isJsonObject(old) ? old : {}, value) : value;
    const isEmpty = MAPS.includes(field) && isJsonObject(next) && Object.keys(next).length === 0;
    if (next === null || isEmpty) delete result[field];
    else result[field] = next;
  }
  return result;
}

function projectState(
  entities: ReadonlyMap<string, Replayed>,
  deletedByPerson: ReadonlySet<string>,
): ProjectState {
  const of = (type: EntityType) =>
    Object.fromEntries(
      [...entities].filter(([, entity]) => entity.type === type).map(([id, { state }]) => [id, state]),
    );
  const findings = [...entities]
    .filter(([, { type }]) => type === 'FINDING')
    .map(([id, finding]) => [id, standing(finding, entities)] as const);
  return {
    PROJECT: of('PROJECT'),
    RULE: of('RULE'),
    ASSET: of('ASSET'),
    CABLE: of('CABLE'),
    EDGE: of('EDGE'),
    PACKAGE: of('PACKAGE'),
    FINDING: Object.fromEntries(findings),
    provenance: Object.fromEntries(
      [...entities].flatMap(([id, { provenance }]) => (provenance === null ? [] : [[id, provenance]])),
    ),
    deletedByPerson: [...deletedByPerson].toSorted((a, b) => (a < b ? -1 : 1)),
  };
}

/** A finding is open only on the subject that it was raised on. */
function standing({ state, raised }: Replayed, entities: ReadonlyMap<string, Replayed>): JsonObject {
  const subject = entities.get(displayText(state['subjectId']));
  const isOpen = state['status'] === 'OPEN' && subject !== undefined && subject.made < raised;
  return { ...state, status: isOpen ? 'OPEN' : 'RESOLVED' };
}
