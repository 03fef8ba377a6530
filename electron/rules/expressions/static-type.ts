import type { Asset, Cable, Project } from '../../../shared/model/entities.ts';
import type { ExpressionValue, Read, ValueType } from './types.ts';
import type { Value } from './value.ts';

/** From where an entity or its properties are read; decides how a read is reported. */
export type Owner = Extract<Read, { kind: 'property' }>['of'];

/** What is known of the entity that a value is, or is of; `type` is that of an asset, where it is known. */
export interface EntityOf {
  readonly owner: Owner;
  readonly type?: string | undefined;
}

/** What is known of a value before anything runs. Every value may be null besides. */
export type StaticType =
  | { readonly kind: 'number' | 'string' | 'boolean' | 'null' | 'any' }
  | { readonly kind: 'list'; readonly of: StaticType }
  | { readonly kind: 'map'; readonly of: StaticType }
  | (EntityOf & { readonly kind: 'asset' | 'cable' | 'properties' })
  | { readonly kind: 'project' | 'settings' | 'origin' };
export type TypeKind = StaticType['kind'];

export const NUMBER: StaticType = { kind: 'number' };
export const STRING: StaticType = { kind: 'string' };
export const BOOLEAN: StaticType = { kind: 'boolean' };
export const NULL: StaticType = { kind: 'null' };
export const ANY: StaticType = { kind: 'any' };
export const listOf = (of: StaticType): StaticType => ({ kind: 'list', of });

const PLAIN = new Set<TypeKind>(['number', 'string', 'boolean', 'null', 'any', 'list', 'map']);

/** The type that a value of either type has, or null where nothing useful could be done with it. */
export function unify(a: StaticType, b: StaticType): StaticType | null {
  if (a.kind === 'null') return b;
  if (b.kind === 'null') return a;
  if (a.kind === 'list' && b.kind === 'list') {
    const of = unify(a.of, b.of);
    return of === null ? null : listOf(of);
  }
  if (a.kind === 'map' && b.kind === 'map') return { kind: 'map', of: unify(a.of, b.of) ?? ANY };
  if ('owner' in a && 'owner' in b && a.kind === b.kind) {
    const owner = a.owner === b.owner ? a.owner : 'other';
    return { kind: a.kind, owner, type: a.type === b.type ? a.type : undefined };
  }
  if (a.kind === b.kind) return a;
  return PLAIN.has(a.kind) && PLAIN.has(b.kind) && !holdsEntities(a) && !holdsEntities(b) ? ANY : null;
}

/** The type as a known name or a result has it. */
export function valueTypeOf(type: StaticType): ValueType {
  switch (type.kind) {
    case 'number':
    case 'string':
    case 'boolean':
    case 'list':
      return type.kind;
    case 'asset':
    case 'cable':
      return 'entity';
    case 'null':
    case 'any':
      return 'any';
    default:
      return 'map';
  }
}

/** The type of a property or setting from what is known of its name. */
export function staticTypeOf(type: ValueType | undefined): StaticType {
  switch (type) {
    case 'number':
      return NUMBER;
    case 'string':
      return STRING;
    case 'boolean':
      return BOOLEAN;
    default:
      return ANY;
  }
}

const TYPE_NAMES: Readonly<Record<TypeKind, string>> = {
  number: 'a number',
  string: 'a text',
  boolean: 'true or false',
  null: 'null',
  any: 'any value',
  list: 'a list',
  map: 'a map',
  asset: 'an asset',
  cable: 'a cable',
  properties: 'a set of properties',
  project: 'the project',
  settings: 'the settings',
  origin: 'an origin',
};

/** The type in plain words, for messages. */
export const typeName = (kind: TypeKind): string => TYPE_NAMES[kind];

/** A value as the outside may see it: an entity as its tag, the project as its name, a map as an object. */
export function publicValue(type: StaticType, value: Value): ExpressionValue {
  if (value === null || typeof value !== 'object') return value;
  switch (type.kind) {
    case 'asset':
    case 'cable':
      return (value as Asset | Cable).tag;
    case 'project':
      return (value as Project).name;
    case 'properties':
    case 'settings':
    case 'origin':
      return { ...(value as Readonly<Record<string, ExpressionValue>>) };
    default:
      return publicCollection('of' in type ? type.of : ANY, value);
  }
}

function publicCollection(of: StaticType, value: object): ExpressionValue {
  if (Array.isArray(value)) return value.map((item: Value) => publicValue(of, item));
  const result: Record<string, ExpressionValue> = {};
  for (const [key, item] of value as ReadonlyMap<string, Value>) {
    Object.defineProperty(result, key, { value: publicValue(of, item), enumerable: true });
  }
  return result;
}

function holdsEntities(type: StaticType): boolean {
  return 'of' in type ? holdsEntities(type.of) : !PLAIN.has(type.kind);
}
