import { isJsonObject, type JsonObject, type JsonValue } from '../../../shared/json.ts';
import { applyChange } from '../../../shared/model/changes.ts';
import type { EntityType } from '../../../shared/model/entities.ts';
import type { ProjectedEntity } from '../entity-rows.ts';
import type { ProjectableEvent } from './projectable-event.ts';

/** The entity after an event that changes it: as pure as `apply`, null where it is not there (any more). */
export function entityAfter(
  entity: ProjectedEntity | null,
  event: ProjectableEvent,
  apply: typeof applyChange = applyChange,
): ProjectedEntity | null {
  const state = apply(entity?.state ?? null, event.payload);
  if (state === null) return null;
  const created = event.payload.before === null || entity === null;
  return {
    state,
    version: created ? 1 : entity.version + 1,
    provenance: created ? provenanceOf(event.payload.context) : entity.provenance,
  };
}

/** Where an import says that it found the entity. */
function provenanceOf(context: JsonObject): JsonObject | null {
  const { file, row } = context;
  return typeof file === 'string' && typeof row === 'number' ? { file, row } : null;
}

/** Fields of an entity that refer to another one and have an index of their own. */
const INDEXED_REFERENCES: Readonly<Record<EntityType, readonly string[]>> = {
  PROJECT: [],
  RULE: [],
  ASSET: ['parentId'],
  CABLE: ['fromAssetId', 'toAssetId'],
  EDGE: ['sourceId', 'targetId'],
  PACKAGE: [],
  FINDING: ['subjectId'],
};

const NONE: readonly string[] = [];

/** The fields that `linksOf` and `tagOf` look at. */
const REMEMBERED_FIELDS: ReadonlySet<string> = new Set([
  ...Object.values(INDEXED_REFERENCES).flat(),
  'origin',
  'members',
  'tag',
  'code',
]);

/** False for an update after which an entity has the tag and the references that it had. */
export function changesRemembered({ before, after }: ProjectableEvent['payload']): boolean {
  return (
    before === null || after === null || Object.keys(after).some((field) => REMEMBERED_FIELDS.has(field))
  );
}

/** Ids that a change leaves to be remembered: references that stand no more, and those that have no index. */
export function linksOf(
  type: EntityType,
  before: JsonObject | null,
  after: JsonObject | null,
): readonly string[] {
  const found = unindexedReferences(after).filter((id) => !refersTo(type, after, id));
  if (before === null) return found;
  const lost = indexedReferences(type, before).filter((id) => !refersTo(type, after, id));
  if (found.length === 0) return lost;
  const known = new Set(unindexedReferences(before));
  return [...lost, ...found.filter((id) => !known.has(id))];
}

function refersTo(type: EntityType, state: JsonObject | null, id: string): boolean {
  if (state !== null) for (const field of INDEXED_REFERENCES[type]) if (state[field] === id) return true;
  return false;
}

const indexedReferences = (type: EntityType, state: JsonObject): readonly string[] =>
  INDEXED_REFERENCES[type].map((field) => state[field]).filter((id) => typeof id === 'string');

/** Members, and what a rule made the entity from. */
function unindexedReferences(state: JsonObject | null): readonly string[] {
  if (state === null) return NONE;
  const { origin, members } = state;
  const source = isJsonObject(origin) ? origin['sourceId'] : undefined;
  if (!isJsonObject(members)) return typeof source === 'string' ? [source] : NONE;
  const ids = Object.keys(members).map((key) => key.slice(key.indexOf(':') + 1));
  return typeof source === 'string' ? [...ids, source] : ids;
}

/** The tag or code that an asset, cable or package has. */
export function tagOf(type: EntityType, state: JsonObject | null): string | null {
  if (state === null || !(type === 'ASSET' || type === 'CABLE' || type === 'PACKAGE')) return null;
  const tag: JsonValue | undefined = type === 'PACKAGE' ? state['code'] : state['tag'];
  return typeof tag === 'string' ? tag : null;
}
