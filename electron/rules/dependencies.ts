import { CABLE_TYPES } from '../../shared/model/entities.ts';
import { disciplineOfType } from '../../shared/model/terms.ts';
import type { CompiledAction, CompiledEnd, CompiledField, CreateCable } from './compiled-rule.ts';
import { CABLE_IN_FORCE, SIZED_FIELDS, SIZING_PROPERTIES, SIZING_SETTINGS } from './sizing-fields.ts';
import type { Read } from './expressions/types.ts';
import type { Selection } from './selection.ts';

/** Types of assets; null stands for any. Cables count as a type of their own. */
export type Types = ReadonlySet<string> | null;

/** What a rule changes in the plant. */
export type Write =
  | { readonly kind: 'field'; readonly field: string; readonly types: Types }
  | { readonly kind: 'asset'; readonly type: string; readonly discipline: string; readonly shared?: true }
  | { readonly kind: 'cable'; readonly cableType: string }
  /** What a person made may lose its parent or its end, since that is deleted. */
  | { readonly kind: 'detached' }
  /** Channels of I/O cards: all rules that allocate them share the cards. */
  | { readonly kind: 'channels' }
  | { readonly kind: 'relation'; readonly relation: string; readonly shared?: true };

/** What a rule looks at. A strict one must be finished before: it counts, negates or looks beyond the asset. */
export type Need = { readonly strict: boolean } & (
  | { readonly kind: 'field'; readonly field: string; readonly types: Types }
  /** `notCards`: cards that the allocation makes do not count. */
  | { readonly kind: 'assets'; readonly types: Types; readonly notCards?: boolean }
  | { readonly kind: 'subjects'; readonly selection: Selection }
  | { readonly kind: 'cables'; readonly types: Types }
  /** The parent, or the ends of a cable. */
  | { readonly kind: 'ends' }
  /** I/O cards and channels in use that come from elsewhere than the allocation, which shares its own. */
  | { readonly kind: 'cards' }
  | { readonly kind: 'used' }
  | { readonly kind: 'relation'; readonly relation: string }
);

export interface Dependencies {
  readonly writes: readonly Write[];
  readonly needs: readonly Need[];
  /** Fields of the subject itself and of its parent, for the causes of operations. */
  readonly ownFields: ReadonlySet<string>;
  readonly parentFields: ReadonlySet<string>;
  /** Fields of any entity that the result may change with. */
  readonly watchedFields: ReadonlySet<string>;
}

/** Names that no type of an asset has. */
const cableTypes = (types: Iterable<string>): Types => new Set(Array.from(types, (type) => `cable ${type}`));

/** What a compiled rule reads and writes. `negated` are the names that its expressions test for being there. */
export function dependenciesOf(
  selection: Selection,
  action: CompiledAction,
  reads: readonly Read[],
  negated: ReadonlySet<string>,
  retires = false,
): Dependencies {
  const own: Types =
    selection.entity === 'ASSET' ? selection.types : cableTypes(selection.cableTypes ?? CABLE_TYPES);
  const needs: Need[] = [{ kind: 'subjects', selection, strict: false }];
  for (const field of selectedFields(selection))
    needs.push({ kind: 'field', field, types: own, strict: false });
  for (const read of reads) needs.push(...needsOf(read, own, selection, negated));
  for (const end of endsOf(action)) needs.push(...needsOfEnd(end, own));
  if (action.kind === 'create_cable') needs.push(...needsOfCable(action, own, negated));
  if (action.kind === 'allocate_io') needs.push(...needsOfAllocation(own));
  if (action.kind === 'create_child') {
    for (const field of action.inherit) needs.push({ kind: 'field', field, types: own, strict: false });
  }
  if (reads.some(looksAtEnds)) needs.push({ kind: 'ends', strict: false });
  const writes = writesOf(action, own);
  const watched = needs.flatMap((need) => (need.kind === 'field' ? [need.field] : []));
  return {
    writes: retires && action.kind === 'create_child' ? [...writes, { kind: 'detached' }] : writes,
    needs: countsSubjects(action)
      ? [...needs.map((need) => finished(need, action)), ...needsOfCards(action)]
      : needs,
    watchedFields: new Set(watched),
    ownFields: fieldsOf(reads, 'self', ownFieldsOf(action)),
    parentFields: fieldsOf(reads, 'parent', []),
  };
}

const looksAtEnds = (read: Read): boolean =>
  read.kind === 'setting' || ('of' in read && ['parent', 'from', 'to'].includes(read.of));

/** Membership and allocation go by all subjects together, so they read what is finished only. */
const countsSubjects = ({ kind }: CompiledAction): boolean =>
  kind === 'create_package' || kind === 'allocate_io';

const finished = (need: Need, { kind }: CompiledAction): Need =>
  need.kind === 'assets' && need.types === null
    ? { ...need, strict: true, notCards: kind === 'allocate_io' }
    : { ...need, strict: true };

function ownFieldsOf(action: CompiledAction): readonly string[] {
  if (action.kind === 'create_child') return action.inherit;
  return action.kind === 'create_cable' && action.sizing !== null ? SIZING_PROPERTIES : [];
}

function endsOf(action: CompiledAction): readonly CompiledEnd[] {
  switch (action.kind) {
    case 'create_relationship':
      return action.to;
    case 'create_cable':
      return [...action.from, ...action.to];
    case 'allocate_io':
      return action.cabinet;
    default:
      return [];
  }
}

/** What sizing reads beside what the rule says, of the cable as it is in the end among it. */
function needsOfCable(
  { lengthM, sizing, cableType }: CreateCable,
  own: Types,
  negated: ReadonlySet<string>,
): Need[] {
  const settings = [
    ...(lengthM === null ? ['cable_length_m'] : []),
    ...(sizing === null ? [] : SIZING_SETTINGS),
  ];
  const read = (field: string, types: Types): Need => ({
    kind: 'field',
    field,
    types,
    strict: negated.has(field),
  });
  const properties = sizing === null ? ['properties.voltage_v'] : SIZING_PROPERTIES;
  return [
    ...settings.map((name) => read(`properties.${name}`, null)),
    ...properties.map((field) => read(field, own)),
    ...(sizing === null ? [] : CABLE_IN_FORCE.map((field) => read(field, cableTypes([cableType])))),
  ];
}

const needsOfAllocation = (own: Types): Need[] => [
  { kind: 'cards', strict: true },
  { kind: 'used', strict: true },
  { kind: 'field', field: 'tag', types: own, strict: true },
];

/** What cards follow of their cabinets. It comes before where it can; no rule is refused for it. */
function needsOfCards(action: CompiledAction): Need[] {
  const ends = action.kind === 'allocate_io' ? action.cabinet : [];
  const types = new Set(
    ends.flatMap((end) => (end.kind === 'type' || end.kind === 'child' ? [end.type] : [])),
  );
  return ['tag', 'area', 'system'].map((field) => ({ kind: 'field', field, types, strict: false }));
}

const selectedFields = (selection: Selection): string[] =>
  selection.entity === 'CABLE'
    ? []
    : [...(selection.areas === null ? [] : ['area']), ...(selection.systems === null ? [] : ['system'])];

function writesOf(action: CompiledAction, own: Types): Write[] {
  switch (action.kind) {
    case 'create_child': {
      const types = new Set([action.type]);
      const written = ['tag', 'parentId', ...action.inherit, ...action.fields.map(({ field }) => field)];
      return [
        { kind: 'asset', type: action.type, discipline: action.discipline },
        { kind: 'relation', relation: action.relation },
        ...written.map((field): Write => ({ kind: 'field', field, types })),
      ];
    }
    case 'set_property':
      return action.fields.map(({ field }: CompiledField): Write => ({ kind: 'field', field, types: own }));
    case 'create_relationship':
      return [{ kind: 'relation', relation: action.relation }];
    case 'create_cable':
      return cableWrites(action);
    case 'allocate_io':
      return [
        { kind: 'channels' },
        { kind: 'asset', type: 'IO_CARD', discipline: disciplineOfType('IO_CARD'), shared: true },
        { kind: 'relation', relation: 'allocated_to', shared: true },
        { kind: 'relation', relation: 'contains' },
      ];
    case 'create_package':
    case 'validate':
      return [];
  }
}

function cableWrites({ cableType, fields, sizing }: CreateCable): Write[] {
  const types = cableTypes([cableType]);
  const written = [
    'tag',
    'fromAssetId',
    'toAssetId',
    'lengthM',
    'voltageV',
    ...fields.map(({ field }) => field),
  ];
  return [
    { kind: 'cable', cableType },
    ...[...written, ...(sizing === null ? [] : SIZED_FIELDS)].map(
      (field): Write => ({ kind: 'field', field, types }),
    ),
  ];
}

function needsOf(read: Read, own: Types, selection: Selection, negated: ReadonlySet<string>): Need[] {
  switch (read.kind) {
    case 'property':
    case 'field': {
      const field = read.kind === 'property' ? `properties.${read.name}` : read.name;
      const known = read.type === undefined ? null : new Set([read.type]);
      const types = read.of === 'self' ? own : known;
      return [
        ...linkTo(read.of, own),
        { kind: 'field', field, types, strict: read.of === 'other' || negated.has(read.name) },
      ];
    }
    case 'setting':
      return [
        { kind: 'field', field: `properties.${read.name}`, types: null, strict: negated.has(read.name) },
      ];
    case 'project':
      return [];
    case 'children':
      return [{ kind: 'assets', types: new Set([read.type]), strict: true }];
    case 'cables':
      return [{ kind: 'cables', types: cableTypes([read.type]), strict: true }];
    case 'relation':
      return [{ kind: 'relation', relation: read.relation, strict: true }];
    case 'assets':
      return [{ kind: 'assets', types: read.type === null ? null : new Set([read.type]), strict: true }];
    case 'find':
      return [{ kind: 'assets', types: null, strict: true }];
    case 'same': {
      const field = SAME_TOP_LEVEL.has(read.field) ? read.field : `properties.${read.field}`;
      return [
        { kind: 'subjects', selection, strict: true },
        { kind: 'field', field, types: own, strict: true },
      ];
    }
  }
}

const LINKS = { parent: 'parentId', from: 'fromAssetId', to: 'toAssetId' } as const;

/** The field of the subject that says which entity a variable is. */
const linkTo = (of: string, own: Types): Need[] =>
  of === 'parent' || of === 'from' || of === 'to'
    ? [{ kind: 'field', field: LINKS[of], types: own, strict: false }]
    : [];

const SAME_TOP_LEVEL: ReadonlySet<string> = new Set([
  'area',
  'system',
  'description',
  'ioType',
  'parentId',
  'tag',
]);

function needsOfEnd(end: CompiledEnd, own: Types): Need[] {
  switch (end.kind) {
    case 'self':
    case 'parent':
      return [];
    case 'child':
      return [{ kind: 'assets', types: new Set([end.type]), strict: true }];
    case 'relation':
      return [{ kind: 'relation', relation: end.relation, strict: true }];
    case 'type': {
      const types = new Set([end.type]);
      const both = own === null ? null : new Set([...own, end.type]);
      return [
        { kind: 'assets', types, strict: true },
        ...end.same.map((field): Need => ({ kind: 'field', field, types: both, strict: true })),
      ];
    }
    case 'tag':
      return [{ kind: 'assets', types: null, strict: true }];
  }
}

function fieldsOf(
  reads: readonly Read[],
  of: 'self' | 'parent',
  more: readonly string[],
): ReadonlySet<string> {
  const fields = reads.flatMap((read) => {
    if (read.kind === 'setting') return [`properties.${read.name}`];
    if (read.kind !== 'property' && read.kind !== 'field') return [];
    if (read.of !== of) return [];
    return [read.kind === 'property' ? `properties.${read.name}` : read.name];
  });
  return new Set([...fields, ...more]);
}

/** Whether what one rule writes is what another one looks at. */
export function feeds(write: Write, need: Need): boolean {
  switch (need.kind) {
    case 'field':
      return write.kind === 'field' && write.field === need.field && meet(write.types, need.types);
    case 'assets':
      return (
        write.kind === 'asset' &&
        !(need.notCards === true && write.shared === true) &&
        meet(new Set([write.type]), need.types)
      );
    case 'subjects':
      return write.kind === 'cable'
        ? maySelectCable(need.selection, write)
        : write.kind === 'asset' && maySelect(need.selection, write);
    case 'cables':
      return write.kind === 'cable' && meet(cableTypes([write.cableType]), need.types);
    case 'relation':
      return write.kind === 'relation' && write.relation === need.relation;
    case 'ends':
      return write.kind === 'detached';
    case 'cards':
      return write.kind === 'asset' && write.type === 'IO_CARD' && write.shared !== true;
    case 'used':
      return write.kind === 'relation' && write.relation === 'allocated_to' && write.shared !== true;
  }
}

/** Whether two rules write the same field of the same entities. */
export function writeTogether(a: Write, b: Write): boolean {
  if (a.kind === 'channels') return b.kind === 'channels';
  return a.kind === 'field' && b.kind === 'field' && a.field === b.field && meet(a.types, b.types);
}

const maySelectCable = (selection: Selection, { cableType }: { readonly cableType: string }): boolean =>
  selection.entity === 'CABLE' && (selection.cableTypes === null || selection.cableTypes.has(cableType));

/** Whether an asset of this type and discipline can be one that a rule starts from. */
export function maySelect(
  selection: Selection,
  made: { readonly type: string; readonly discipline: string },
): boolean {
  if (selection.entity === 'CABLE') return false;
  const { types, disciplines } = selection;
  return (
    (types === null || types.has(made.type)) && (disciplines === null || disciplines.has(made.discipline))
  );
}

function meet(a: Types, b: Types): boolean {
  if (a === null || b === null) return true;
  for (const type of a) if (b.has(type)) return true;
  return false;
}
