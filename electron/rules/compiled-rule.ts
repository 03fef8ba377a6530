import type { Cable, Owner, Package } from '../../shared/model/entities.ts';
import type { Discipline, Severity } from '../../shared/model/terms.ts';
import type { Rule } from '../../shared/model/rule.ts';
import type { Dependencies } from './dependencies.ts';
import type { CompiledValue, Condition, SubjectKind, Template, ValueType } from './expressions/types.ts';
import type { Selection } from './selection.ts';

/** One field that a rule writes: its path (`area`, `properties.power_kw`), its type where it is known, its value. */
export interface CompiledField {
  readonly field: string;
  readonly type: ValueType;
  readonly value: CompiledValue;
}

export type CompiledEnd =
  | { readonly kind: 'self' }
  | { readonly kind: 'parent' }
  | { readonly kind: 'child'; readonly type: string }
  | { readonly kind: 'relation'; readonly relation: string; readonly type: string | null }
  | { readonly kind: 'type'; readonly type: string; readonly same: readonly string[] }
  | { readonly kind: 'tag'; readonly tag: Template };

export interface CreateChild {
  readonly kind: 'create_child';
  readonly slot: string;
  readonly type: string;
  readonly discipline: Discipline;
  readonly relation: string;
  readonly tag: Template;
  /** Fields of the source that the child takes over. */
  readonly inherit: readonly ('area' | 'system' | 'description')[];
  readonly fields: readonly CompiledField[];
}

export interface SetProperty {
  readonly kind: 'set_property';
  readonly fields: readonly CompiledField[];
}

export interface CreateRelationship {
  readonly kind: 'create_relationship';
  readonly relation: string;
  readonly direction: 'out' | 'in';
  readonly slot: string;
  readonly to: readonly CompiledEnd[];
}

export interface Validate {
  readonly kind: 'validate';
  readonly that: Condition;
  readonly severity: Severity;
  /** What an unknown answer is reported as. */
  readonly unknown: Severity;
  readonly message: Template;
}

type CableType = Cable['cableType'];

export interface CreateCable {
  readonly kind: 'create_cable';
  readonly slot: string;
  readonly cableType: CableType;
  readonly tag: Template;
  readonly from: readonly CompiledEnd[];
  readonly to: readonly CompiledEnd[];
  /** Null: the setting cable_length_m. */
  readonly lengthM: CompiledField | null;
  /** Null where the cross-section is stated. */
  readonly sizing: CableSizing | null;
  readonly fields: readonly CompiledField[];
}

export interface CableSizing {
  /** Current in operation, A. */
  readonly loadA: CompiledField;
  /** Highest running voltage drop, %; null: the setting voltage_drop_pct. */
  readonly dropLimitPct: CompiledField | null;
}

export interface CreatePackage {
  readonly kind: 'create_package';
  /** The code of the package that a member belongs to. */
  readonly code: Template;
  readonly packageType: Package['packageType'];
}

export interface AllocateIo {
  readonly kind: 'allocate_io';
  /** How many channels of each kind the subject needs. */
  readonly counts: Readonly<Record<IoKind, number>>;
  readonly cabinet: readonly CompiledEnd[];
}

export const IO_KINDS = ['AI', 'AO', 'DI', 'DO'] as const;
export type IoKind = (typeof IO_KINDS)[number];

export type CompiledAction =
  | CreateChild
  | SetProperty
  | CreateRelationship
  | Validate
  | CreateCable
  | CreatePackage
  | AllocateIo;

export interface CompiledRule {
  readonly rule: Rule;
  readonly hash: string;
  /** As whom the rule owns fields: one text, since a new one would be compared letter by letter. */
  readonly owner: Owner;
  readonly kind: SubjectKind;
  readonly selection: Selection;
  readonly where: Condition | null;
  readonly action: CompiledAction;
  readonly dependencies: Dependencies;
}
