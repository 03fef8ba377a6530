import { SynapseError } from '../../../shared/errors.ts';
import {
  CABLE_STATUSES,
  CABLE_TYPES,
  isPerson,
  ownerOf,
  PACKAGE_STATUSES,
  PACKAGE_TYPES,
  userOwner,
  type Asset,
  type Owners,
  type PropertyValue,
} from '../../../shared/model/entities.ts';
import { tagKey } from '../../../shared/model/terms.ts';
import { parseNumber } from '../../formats/cell-values.ts';
import { parseFieldValue } from '../../formats/import-cells.ts';
import type { EntityFinder, FoundTagged } from '../../store/asset-query.ts';

export interface FieldEdits {
  readonly set: Readonly<Record<string, string>>;
  readonly unset: readonly string[];
}

/** How a field is read from text. `reference`: the tag of an asset, kept as its id. */
type FieldKind =
  | { readonly kind: 'cell'; readonly name: string }
  | { readonly kind: 'number' }
  | { readonly kind: 'text' }
  | { readonly kind: 'choice'; readonly values: readonly string[] }
  | { readonly kind: 'reference' };

interface EditableField {
  readonly field: string;
  readonly read: FieldKind;
  readonly required?: boolean;
}

const cell = (field: string, name: string, required = false): EditableField => ({
  field,
  read: { kind: 'cell', name },
  required,
});
const number = (field: string): EditableField => ({ field, read: { kind: 'number' } });
const text = (field: string, required = false): EditableField => ({
  field,
  read: { kind: 'text' },
  required,
});
const choice = (field: string, values: readonly string[]): EditableField => ({
  field,
  read: { kind: 'choice', values },
  required: true,
});
const reference = (field: string): EditableField => ({ field, read: { kind: 'reference' } });

/** The fields that can be edited, by the name a person gives. All other names are properties. */
const EDITABLE: Readonly<Record<FoundTagged['type'], Readonly<Record<string, EditableField>>>> = {
  ASSET: {
    tag: cell('tag', 'tag', true),
    type: cell('type', 'type', true),
    description: cell('description', 'description'),
    discipline: cell('discipline', 'discipline', true),
    area: cell('area', 'area'),
    system: cell('system', 'system'),
    parent_tag: reference('parentId'),
    io_type: cell('ioType', 'io_type'),
    data_status: cell('dataStatus', 'data_status', true),
  },
  CABLE: {
    tag: cell('tag', 'tag', true),
    cable_type: choice('cableType', CABLE_TYPES),
    from_tag: reference('fromAssetId'),
    to_tag: reference('toAssetId'),
    length_m: number('lengthM'),
    conductor_size_mm2: number('conductorSizeMm2'),
    cores: number('cores'),
    insulation: text('insulation'),
    voltage_v: number('voltageV'),
    ampacity_a: number('ampacityA'),
    load_current_a: number('loadCurrentA'),
    voltage_drop_pct: number('voltageDropPct'),
    status: choice('status', CABLE_STATUSES),
  },
  PACKAGE: {
    code: cell('code', 'tag', true),
    package_type: choice('packageType', PACKAGE_TYPES),
    status: choice('status', PACKAGE_STATUSES),
  },
};

/**
 * The entity after the edits. A field that is set belongs to the person from then on, even where its value
 * stays; one that is unset is given back to the rules: it is emptied, or (a tag or a type) keeps its value until
 * a rule writes it.
 * @throws SynapseError UNKNOWN_PROPERTY, INVALID_ARGUMENT, DUPLICATE_TAG or ASSET_NOT_FOUND
 */
export function editedEntity<F extends FoundTagged>(
  finder: EntityFinder,
  found: F,
  edits: FieldEdits,
  userId: string,
): F['entity'] {
  const entity: Record<string, unknown> = { ...found.entity };
  const properties: Record<string, PropertyValue> =
    'properties' in found.entity ? { ...found.entity.properties } : {};
  const owners: Record<string, string> = { ...found.entity.owners };
  for (const [name, value] of Object.entries(edits.set)) {
    const target = targetOf(found, name);
    const read = readField(finder, target, name, value);
    if (target.kind === 'property') properties[target.property] = read;
    else entity[target.field.field] = read;
    take(owners, pathOf(target), userId);
  }
  for (const name of edits.unset) {
    const target = targetOf(found, name);
    delete owners[pathOf(target)];
    if (target.kind === 'property') delete properties[target.property];
    else if (target.field.required === true) expectRuleOwned(found, owners, target.field, name);
    else entity[target.field.field] = null;
  }
  if ('properties' in found.entity) entity['properties'] = properties;
  entity['owners'] = owners;
  expectSound(finder, found, entity as F['entity']);
  return entity as F['entity'];
}

/** A field that cannot be empty keeps its value until the rule that made the entity writes it again. */
function expectRuleOwned(found: FoundTagged, owners: Owners, { field }: EditableField, name: string): void {
  const owner = ownerOf(owners, field);
  if (owner !== null && !isPerson(owner)) return;
  throw invalid(name, `it cannot be unset: every ${nameOf(found)} needs one, and no rule writes it.`);
}

type Target =
  | { readonly kind: 'field'; readonly field: EditableField }
  | { readonly kind: 'property'; readonly property: string };

const pathOf = (target: Target): string =>
  target.kind === 'field' ? target.field.field : `properties.${target.property}`;

function targetOf(found: FoundTagged, name: string): Target {
  const editable = EDITABLE[found.type];
  const field = Object.values(editable).find((candidate) => candidate.field === name) ?? own(editable, name);
  if (field !== undefined) return { kind: 'field', field };
  const property = name.startsWith('properties.') ? name.slice('properties.'.length) : name;
  if (found.type !== 'PACKAGE' && /^[a-z][a-z0-9_]*$/.test(property)) return { kind: 'property', property };
  const names = Object.keys(editable).join(', ');
  throw new SynapseError(
    'UNKNOWN_PROPERTY',
    `${found.type === 'ASSET' ? 'An asset' : `A ${nameOf(found)}`} has no field "${name}". Its fields: ${names}.`,
    { field: name },
  );
}

function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

const nameOf = (found: FoundTagged): string => found.type.toLowerCase();

function readField(finder: EntityFinder, target: Target, name: string, value: string): PropertyValue {
  if (target.kind === 'property') return readCell(`properties.${target.property}`, name, value);
  const { read } = target.field;
  switch (read.kind) {
    case 'cell':
      return readCell(read.name, name, value);
    case 'text':
      return expectText(name, value);
    case 'number':
      return readNumber(name, value);
    case 'choice':
      return readChoice(name, value, read.values);
    case 'reference':
      return readReference(finder, name, value);
    default:
      return read satisfies never;
  }
}

function readCell(cellName: string, name: string, value: string): PropertyValue {
  const parsed = parseFieldValue(cellName, value);
  if (parsed.kind === 'value') return parsed.value;
  if (parsed.kind === 'empty') throw invalid(name, EMPTY);
  const prefix = `${name}: `;
  throw invalid(
    name,
    parsed.message.startsWith(prefix) ? parsed.message.slice(prefix.length) : parsed.message,
  );
}

const EMPTY = 'it has no value. Use --unset to empty a field.';

function expectText(name: string, value: string): string {
  const trimmed = value.trim();
  if (trimmed === '') throw invalid(name, EMPTY);
  return trimmed;
}

function readNumber(name: string, value: string): number {
  const read = parseNumber(expectText(name, value), 'point');
  if (read === null || read < 0) throw invalid(name, `"${value}" is no number of 0 or more.`);
  return read;
}

function readChoice(name: string, value: string, values: readonly string[]): string {
  const wanted = expectText(name, value).toUpperCase();
  if (!values.includes(wanted)) throw invalid(name, `"${value}" is not one of ${values.join(', ')}.`);
  return wanted;
}

function readReference(finder: EntityFinder, name: string, value: string): string {
  const found = finder.asset(expectText(name, value));
  if (found !== null) return found.entity.id;
  throw new SynapseError('ASSET_NOT_FOUND', `${name}: no asset "${value}" exists. Check the tag.`, {
    tag: value,
  });
}

const invalid = (name: string, message: string): SynapseError =>
  new SynapseError('INVALID_ARGUMENT', `${name}: ${message}`, { field: name });

function take(owners: Record<string, string>, path: string, userId: string): void {
  if (ownerOf(owners satisfies Owners, path) !== userOwner(userId)) owners[path] = userOwner(userId);
}

function expectSound(finder: EntityFinder, found: FoundTagged, edited: FoundTagged['entity']): void {
  const label = 'code' in edited ? edited.code : edited.tag;
  const bearer = finder.any(label);
  if (bearer !== null && bearer.entity.id !== edited.id) {
    throw new SynapseError('DUPLICATE_TAG', `"${label}" is used already. Choose another one.`, {
      tag: label,
    });
  }
  if (found.type === 'ASSET') expectNoCircle(finder, edited as Asset);
}

/** Nothing may stand below itself. */
function expectNoCircle(finder: EntityFinder, asset: Asset): void {
  const above = new Set([asset.id]);
  for (let id = asset.parentId; id !== null; ) {
    if (above.has(id))
      throw invalid('parent_tag', `"${asset.tag}" would stand below itself. Choose another parent.`);
    above.add(id);
    id = finder.byId('ASSET', id)?.entity.parentId ?? null;
  }
}

/** A type as it is written by hand, in upper snake case. */
export function requireType(type: string): string {
  const value = readCell('type', 'type', type);
  return tagKey(String(value));
}
