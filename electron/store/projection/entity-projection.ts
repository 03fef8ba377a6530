import { isJsonObject, type JsonObject, type JsonValue } from '../../../shared/json.ts';
import { applyChange } from '../../../shared/model/changes.ts';
import type { EntityType } from '../../../shared/model/entities.ts';
import type { ProjectedEntity } from '../entity-rows.ts';
import type { ProjectableEvent } from './projectable-event.ts';

/** The entity after an event that changes it: pure, null where it is not there (any more). */
export function entityAfter(entity: ProjectedEntity | null, event: ProjectableEvent): ProjectedEntity | null {
  const state = applyChange(entity?.state ?? null, event.payload);
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

/** Ids of the assets (or other entities) that the values written by an event refer to. */
export function referencesIn(type: EntityType, after: JsonObject | null): string[] {
  if (after === null) return [];
  const ids = REFERENCE_FIELDS[type].map((field) => after[field]);
  const { origin, members } = after;
  if (isJsonObject(origin)) ids.push(origin['sourceId']);
  if (isJsonObject(members)) ids.push(...Object.keys(members).map((key) => key.slice(key.indexOf(':') + 1)));
  return ids.filter((id): id is string => typeof id === 'string');
}

const REFERENCE_FIELDS: Readonly<Record<EntityType, readonly string[]>> = {
  PROJECT: [],
  RULE: [],
  ASSET: ['parentId'],
  CABLE: ['fromAssetId', 'toAssetId'],
  EDGE: ['sourceId', 'targetId'],
  PACKAGE: [],
  FINDING: ['subjectId'],
};

/** The tag or code that an event gives to an asset, cable or package, if it does. */
export function tagIn(type: EntityType, after: JsonObject | null): string | null {
  if (after === null || !(type === 'ASSET' || type === 'CABLE' || type === 'PACKAGE')) return null;
  const tag: JsonValue | undefined = type === 'PACKAGE' ? after['code'] : after['tag'];
  return typeof tag === 'string' ? tag : null;
}
