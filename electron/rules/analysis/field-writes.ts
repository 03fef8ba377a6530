import type { PathStep } from '../yaml-source.ts';
import type { CompiledField, CreateChild } from '../compiled-rule.ts';
import type { Conjunction, Literal } from './alternatives.ts';
import { atomsOf, type Analysed } from './subject.ts';

/** A field that a rule writes, and on what. */
export interface FieldWrite {
  readonly by: Analysed;
  readonly field: string;
  /** Where the value stands in the rule. */
  readonly path: readonly PathStep[];
  /** The ways in which what is written to can be; null where they are too many to look at. */
  readonly ways: readonly Conjunction[] | null;
  /** The value where it is always the same one. */
  readonly constant: Literal | undefined;
}

/** The fields that a rule writes on what it starts from, or on the child that it makes. */
export function fieldWrites(by: Analysed): FieldWrite[] {
  const { action } = by.compiled;
  switch (action.kind) {
    case 'set_property':
      return action.fields.map((field) => ({
        by,
        field: field.field,
        path: ['do', 'set_property', nameOf(field)],
        ways: by.ways,
        constant: constantOf(field),
      }));
    case 'create_child':
      return action.fields.map((field) => ({
        by,
        field: field.field,
        path: ['do', 'create_child', ...field.field.split('.')],
        ways: [madeOf(action)],
        constant: constantOf(field),
      }));
    default:
      return [];
  }
}

/** What is known of a child that a rule makes. */
const madeOf = ({ type, discipline }: CreateChild): Conjunction =>
  atomsOf({
    entity: 'ASSET',
    types: new Set([type]),
    disciplines: new Set([discipline]),
    areas: null,
    systems: null,
  });

export const nameOf = ({ field }: Pick<FieldWrite, 'field'>): string => field.replace(/^properties\./, '');

function constantOf({ value }: CompiledField): Literal | undefined {
  const { source } = value;
  if (typeof source !== 'string') return source;
  return /[{}]/.test(source) || source.startsWith('= ') ? undefined : source;
}
