import { ownerOf, type Asset, type Cable, type PropertyValue } from '../../../shared/model/entities.ts';
import type { FieldClaim } from './outcome.ts';

const PROPERTY_PREFIX = 'properties.';

/** What the path of a field (`area`, `properties.power_kw`) says. */
interface FieldPath {
  /** The name of the property, or null for a field of the entity itself. */
  readonly property: string | null;
  /** As a rule writes it: `props.power_kw`, `asset.area`. */
  readonly inRule: string;
}

/** No field of the entity itself has a point, least of all here: that tells most fields at a glance. */
const DOT_PLACE = PROPERTY_PREFIX.length - 1;
const DOT = '.'.charCodeAt(0);

/** The name of the property that a path leads to, or null for a field of the entity itself. */
const propertyOf = (field: string): string | null =>
  field.charCodeAt(DOT_PLACE) === DOT ? pathOf(field).property : null;

/** There are few paths and many values to look up, and a name that is cut out of its path is slow to look up. */
const paths = new Map<string, FieldPath>();

function pathOf(field: string): FieldPath {
  const known = paths.get(field);
  if (known !== undefined) return known;
  const property = field.startsWith(PROPERTY_PREFIX) ? field.slice(PROPERTY_PREFIX.length) : null;
  const path = { property, inRule: property === null ? `asset.${field}` : `props.${property}` };
  paths.set(field, path);
  return path;
}

/** The value of a field by its path, or null where there is none. */
export function valueOf(entity: Asset | Cable, field: string): PropertyValue | null {
  const property = propertyOf(field);
  if (property !== null)
    return Object.hasOwn(entity.properties, property) ? (entity.properties[property] ?? null) : null;
  const value = (entity as unknown as Record<string, unknown>)[field];
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

/** The entity with these fields written; each that was another's now belongs to the owner. */
export function withFields<T extends Asset | Cable>(
  entity: T,
  claims: readonly FieldClaim[],
  owner: string,
): T {
  if (claims.length === 0) return entity;
  let properties: Record<string, PropertyValue> | undefined;
  let owners: Record<string, string> | undefined;
  const written = { ...entity };
  const top = written as unknown as Record<string, unknown>;
  for (const { field, value } of claims) {
    const property = propertyOf(field);
    if (property === null) top[field] = value;
    else (properties ??= { ...entity.properties })[property] = value;
    if (ownerOf(entity.owners, field) !== owner) (owners ??= { ...entity.owners })[field] = owner;
  }
  if (properties !== undefined) top['properties'] = properties;
  if (owners !== undefined) top['owners'] = owners;
  return written;
}

/** The entity with a field emptied; nobody owns it any more. */
export function withoutField<T extends Asset | Cable>(entity: T, field: string): T {
  const { [field]: _owner, ...owners } = entity.owners;
  const { property } = pathOf(field);
  if (property === null) return { ...entity, [field]: null, owners };
  const { [property]: _value, ...properties } = entity.properties;
  return { ...entity, properties, owners };
}

/** The name of a field as a rule writes it: `props.power_kw`, `asset.area`. */
export const nameInRule = (field: string): string => pathOf(field).inRule;

/** The name of a field for people: `power_kw`, `area`. */
export const fieldName = (field: string): string => pathOf(field).property ?? field;
