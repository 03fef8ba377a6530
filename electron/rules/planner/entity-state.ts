import { ownerOf, type Asset, type Cable, type PropertyValue } from '../../../shared/model/entities.ts';
import type { FieldClaim } from './outcome.ts';

const PROPERTY_PREFIX = 'properties.';

/** The value of a field by its path, or null where there is none. */
export function valueOf(entity: Asset | Cable, field: string): PropertyValue | null {
  if (field.startsWith(PROPERTY_PREFIX)) {
    const name = field.slice(PROPERTY_PREFIX.length);
    return Object.hasOwn(entity.properties, name) ? (entity.properties[name] ?? null) : null;
  }
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
    if (field.startsWith(PROPERTY_PREFIX)) {
      properties ??= { ...entity.properties };
      properties[field.slice(PROPERTY_PREFIX.length)] = value;
    } else top[field] = value;
    if (ownerOf(entity.owners, field) !== owner) (owners ??= { ...entity.owners })[field] = owner;
  }
  if (properties !== undefined) top['properties'] = properties;
  if (owners !== undefined) top['owners'] = owners;
  return written;
}

/** The entity with a field emptied; nobody owns it any more. */
export function withoutField<T extends Asset | Cable>(entity: T, field: string): T {
  const { [field]: _owner, ...owners } = entity.owners;
  if (!field.startsWith(PROPERTY_PREFIX)) return { ...entity, [field]: null, owners };
  const { [field.slice(PROPERTY_PREFIX.length)]: _value, ...properties } = entity.properties;
  return { ...entity, properties, owners };
}

/** The name of a field as a rule writes it: `props.power_kw`, `asset.area`. */
export const nameInRule = (field: string): string =>
  field.startsWith(PROPERTY_PREFIX) ? `props.${field.slice(PROPERTY_PREFIX.length)}` : `asset.${field}`;

/** The name of a field for people: `power_kw`, `area`. */
export const fieldName = (field: string): string =>
  field.startsWith(PROPERTY_PREFIX) ? field.slice(PROPERTY_PREFIX.length) : field;
