import type { CompiledAction, CompiledEnd, CompiledField } from './compiled-rule.ts';
import type { Read } from './expressions/types.ts';
import type { Selection } from './selection.ts';

/** Types of assets; null stands for any. Cables count as a type of their own. */
export type Types = ReadonlySet<string> | null;

/** What a rule changes in the plant. */
export type Write =
  | { readonly kind: 'field'; readonly field: string; readonly types: Types }
  | { readonly kind: 'asset'; readonly type: string; readonly discipline: string }
  | { readonly kind: 'cable' }
  | { readonly kind: 'relation'; readonly relation: string };

/** What a rule looks at. A strict one must be finished before: it counts, negates or looks beyond the asset. */
export type Need = { readonly strict: boolean } & (
  | { readonly kind: 'field'; readonly field: string; readonly types: Types }
  | { readonly kind: 'assets'; readonly types: Types }
  | { readonly kind: 'subjects'; readonly selection: Selection }
  | { readonly kind: 'cables' }
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

const CABLE_TYPE = '(cable)';
const ONLY_CABLES: Types = new Set([CABLE_TYPE]);

/** What a compiled rule reads and writes. `negated` are the names that its expressions test for being there. */
export function dependenciesOf(
  selection: Selection,
  action: CompiledAction,
  reads: readonly Read[],
  negated: ReadonlySet<string>,
): Dependencies {
  const own: Types = selection.entity === 'ASSET' ? selection.types : ONLY_CABLES;
  const needs: Need[] = [{ kind: 'subjects', selection, strict: false }];
  for (const field of selectedFields(selection))
    needs.push({ kind: 'field', field, types: own, strict: false });
  for (const read of reads) needs.push(...needsOf(read, own, selection, negated));
  if (action.kind === 'create_relationship') needs.push(...action.to.flatMap((end) => needsOfEnd(end, own)));
  if (action.kind === 'create_child') {
    for (const field of action.inherit) needs.push({ kind: 'field', field, types: own, strict: false });
  }
  const watched = needs.flatMap((need) => (need.kind === 'field' ? [need.field] : []));
  return {
    writes: writesOf(action, own),
    needs,
    watchedFields: new Set(watched),
    ownFields: fieldsOf(reads, 'self', action.kind === 'create_child' ? action.inherit : []),
    parentFields: fieldsOf(reads, 'parent', []),
  };
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
    default:
      return [];
  }
}

function needsOf(read: Read, own: Types, selection: Selection, negated: ReadonlySet<string>): Need[] {
  switch (read.kind) {
    case 'property':
    case 'field': {
      const field = read.kind === 'property' ? `properties.${read.name}` : read.name;
      const types = read.of === 'self' ? own : null;
      return [{ kind: 'field', field, types, strict: read.of === 'other' || negated.has(read.name) }];
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
      return [{ kind: 'cables', strict: true }];
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
      return write.kind === 'asset' && meet(new Set([write.type]), need.types);
    case 'subjects':
      return write.kind === 'asset' && maySelect(need.selection, write);
    case 'cables':
      return write.kind === 'cable';
    case 'relation':
      return write.kind === 'relation' && write.relation === need.relation;
  }
}

/** Whether two rules write the same field of the same entities. */
export function writeTogether(a: Write, b: Write): boolean {
  return a.kind === 'field' && b.kind === 'field' && a.field === b.field && meet(a.types, b.types);
}

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
