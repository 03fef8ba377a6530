import type { Asset, Cable } from '../../../shared/model/entities.ts';
import type { PlantReader } from '../view.ts';

/** What a rule is applied to; it decides which variables its expressions know. */
export type SubjectKind = 'ASSET' | 'CABLE';
export type Subject =
  | { readonly kind: 'ASSET'; readonly entity: Asset }
  | { readonly kind: 'CABLE'; readonly entity: Cable };

/** What an expression is evaluated in. */
export interface EvaluationScope {
  readonly subject: Subject;
  readonly reader: PlantReader;
}

/** The value of an expression. Unknown is null: the logic is three-valued. */
export type ExpressionValue =
  | null
  | boolean
  | number
  | string
  | readonly ExpressionValue[]
  | { readonly [key: string]: ExpressionValue };

export type ValueType = 'number' | 'string' | 'boolean' | 'list' | 'entity' | 'map' | 'any';

/** Something an expression reads. The planner orders rules by it, and checks look its names up. */
export type Read =
  /** A property: of the subject, of the entity that a variable names (parent, from, to), or of any other one. */
  | {
      readonly kind: 'property';
      readonly of: 'self' | 'parent' | 'from' | 'to' | 'other';
      /** The type of the asset that it is of, where that is known of any other one. */
      readonly type?: string | undefined;
      readonly name: string;
      readonly start: number;
      readonly end: number;
    }
  /** A top-level field, such as `asset.area` or `cable.lengthM`. */
  | {
      readonly kind: 'field';
      readonly of: 'self' | 'parent' | 'from' | 'to' | 'other';
      /** The type of the asset that it is of, where that is known of any other one. */
      readonly type?: string | undefined;
      readonly name: string;
    }
  | { readonly kind: 'project'; readonly name: string }
  /** A project setting; by `setting(name)` also a property of that name on the subject and on the machine it drives. */
  | { readonly kind: 'setting'; readonly name: string; readonly start: number; readonly end: number }
  | { readonly kind: 'children'; readonly type: string }
  | { readonly kind: 'cables'; readonly type: string }
  | { readonly kind: 'relation'; readonly relation: string; readonly direction: 'out' | 'in' }
  /** All assets of a type; null where the type is not a literal. */
  | { readonly kind: 'assets'; readonly type: string | null }
  | { readonly kind: 'find' }
  | { readonly kind: 'same'; readonly field: string };

export interface ExpressionProblem {
  readonly code: 'PARSE' | 'UNKNOWN_NAME' | 'WRONG_TYPE';
  readonly message: string;
  /** Offsets in the source of the expression, in UTF-16 code units. */
  readonly start: number;
  readonly end: number;
}

/** What was read, by its name in the rule (`props.duty`, `parent.props.shaft_power_kw`). */
export type ObservedValues = Record<string, ExpressionValue>;

/** A compiled expression: closures over its syntax tree. */
export interface Expression {
  readonly source: string;
  readonly type: ValueType;
  readonly reads: readonly Read[];
  /** @throws ExpressionError on a value of the wrong type, division by zero or overflow. */
  evaluate(scope: EvaluationScope): ExpressionValue;
  /** The values it reads, for reasons; they are added to `values`. */
  observe(scope: EvaluationScope, values?: ObservedValues): ObservedValues;
}

/** A compiled template such as `{asset.area}-{seq:03}`. */
export interface Template {
  readonly source: string;
  readonly reads: readonly Read[];
  readonly usesSequence: boolean;
  /** The text, or null where one of its expressions is null. `seq` is the number for `{seq}`. */
  render(scope: EvaluationScope, seq?: number): string | null;
  /** As `render`, for people: what is unknown is said to be not set. */
  describe(scope: EvaluationScope): string;
  observe(scope: EvaluationScope, values?: ObservedValues): ObservedValues;
}

export type Compiled<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly ExpressionProblem[] };

/** What a name may be: known property names with their type (`any` where nothing says it), and settings. */
export interface KnownNames {
  readonly properties: ReadonlyMap<string, ValueType>;
  readonly settings: ReadonlyMap<string, ValueType>;
}

/** A compiled expression whose value is true, false or unknown (null). */
export interface Condition extends Expression {
  /** @throws ExpressionError as `evaluate` does. */
  test(scope: EvaluationScope): boolean | null;
}

/** A value that a rule writes: an expression, a template or a constant. */
export interface CompiledValue {
  readonly source: string | number | boolean;
  readonly type: ValueType;
  readonly reads: readonly Read[];
  readonly usesSequence: boolean;
  /** The value, or null where it is unknown. `seq` is the number for `seq`. @throws ExpressionError as an expression does. */
  evaluate(scope: EvaluationScope, seq?: number): ExpressionValue;
  observe(scope: EvaluationScope, values?: ObservedValues): ObservedValues;
}
