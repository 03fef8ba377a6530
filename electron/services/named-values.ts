import { isJsonObject, type JsonObject, type JsonValue } from '../../shared/json.ts';
import type { FieldChange } from '../../shared/model/changes.ts';

/** Gives the tag or code of an entity by its id; null where nothing has that id. */
export type NameOf = (id: string) => string | null;

/** Fields that hold the id of another entity. */
const REFERENCES: ReadonlySet<string> = new Set([
  'parentId',
  'fromAssetId',
  'toAssetId',
  'sourceId',
  'targetId',
  'subjectId',
]);

/** An entity for reading: ids of others are shown as their tags. */
export function namedState(state: JsonObject, nameOf: NameOf): JsonObject {
  return Object.fromEntries(
    Object.entries(state).map(([field, value]) => [field, namedField(field, value ?? null, nameOf)]),
  );
}

/** Changed fields for reading. */
export const namedDiff = (diff: readonly FieldChange[], nameOf: NameOf): FieldChange[] =>
  diff.map(({ field, old, new: now }) => ({
    field: field.startsWith('members.')
      ? `members.${memberName(field.slice('members.'.length), nameOf)}`
      : field,
    old: namedField(field, old, nameOf),
    new: namedField(field, now, nameOf),
  }));

function namedField(field: string, value: JsonValue, nameOf: NameOf): JsonValue {
  if (typeof value === 'string') return REFERENCES.has(field) ? (nameOf(value) ?? value) : value;
  if (!isJsonObject(value)) return value;
  if (field === 'members')
    return Object.fromEntries(
      Object.entries(value).map(([key, it]) => [memberName(key, nameOf), it ?? null]),
    );
  return field === 'origin' ? namedState(value, nameOf) : value;
}

/** `ASSET:ID` -> the asset's tag. */
const memberName = (key: string, nameOf: NameOf): string => nameOf(key.slice(key.indexOf(':') + 1)) ?? key;
