import { z } from 'zod';
import type { JsonObject } from '../json.ts';
import type { Change } from './changes.ts';
import { OPERATION_KINDS, type OperationKind } from './events.ts';
import { ENTITY_TYPES, type EntityType } from './entities.ts';
import { scopeSchema, type Scope } from './scope.ts';
import { disciplineSchema, type Discipline } from './terms.ts';

/** Why an operation is planned: the rule and its version, the values it saw, the entity it started from. */
export interface Because {
  readonly ruleId: string;
  readonly ruleName: string;
  readonly ruleHash: string;
  /** The values that the condition and the action read, by their name in the rule. */
  readonly values: JsonObject;
  /** The entity that the rule was applied to. */
  readonly source: { readonly id: string; readonly tag: string };
  /** From that entity back to the row or the person that started it, nearest first. */
  readonly chain: readonly ChainLink[];
}

export interface ChainLink {
  readonly tag: string;
  readonly ruleId?: string | undefined;
  readonly file?: string | undefined;
  readonly row?: number | undefined;
  readonly userId?: string | undefined;
}

/** One change that a batch will write. One operation is one event. */
export interface Operation extends Change {
  readonly op: OperationKind;
  readonly aggregateType: EntityType;
  readonly aggregateId: string;
  readonly tag: string;
  readonly ruleId: string | null;
  readonly discipline: Discipline;
  readonly because: Because;
  /** Index of the operation of this plan that caused this one, or null where none did. */
  readonly cause: number | null;
}

/** A rule that applied and did nothing, for a reason. */
export interface Skip {
  readonly ruleId: string;
  readonly aggregateId: string;
  readonly tag: string;
  readonly reason: 'MISSING_TARGET' | 'UNKNOWN' | 'ENFORCED';
  readonly message: string;
}

/** A difference that the plan leaves as it is, until someone decides. */
export interface PlanConflict {
  readonly kind: 'PERSON' | 'RULES' | 'DELETED';
  readonly ruleId: string;
  readonly aggregateId: string;
  readonly tag: string;
  readonly field: string;
  /** What stands there now. */
  readonly present: string | number | boolean | null;
  /** What the rule would write. */
  readonly planned: string | number | boolean | null;
  readonly message: string;
}

/** One action that failed; the rest goes on. */
export interface PlanError {
  readonly ruleId: string;
  readonly aggregateId: string;
  readonly tag: string;
  readonly code: string;
  readonly message: string;
}

export interface PlanSummary {
  readonly creates: number;
  readonly updates: number;
  readonly deletes: number;
  readonly findingsRaised: number;
  readonly findingsResolved: number;
  readonly skips: number;
  readonly conflicts: number;
  readonly errors: number;
}

/** A rule's share in a plan. */
export interface PlannedRule {
  readonly ruleId: string;
  readonly ruleName: string;
  readonly discipline: Discipline;
  readonly actionType: string;
  /** How many entities the rule was looked at for, and for how many it applied. */
  readonly considered: number;
  readonly applied: number;
}

export const PLAN_FORMAT = 'synapse-plan/1';

export interface Plan {
  readonly format: typeof PLAN_FORMAT;
  readonly projectId: string;
  /** Of a plan of many operations it takes long to make, so it is made when it is first asked for. */
  readonly planHash: string;
  /** The last position of the log when the plan was made. */
  readonly basePosition: number;
  /** The hash of the log there, by which a copy of the project that went another way is told apart. */
  readonly baseHash: string;
  readonly scope: Scope;
  readonly takes: readonly string[];
  readonly draft: boolean;
  readonly summary: PlanSummary;
  readonly rules: readonly PlannedRule[];
  readonly operations: readonly Operation[];
  readonly skips: readonly Skip[];
  readonly conflicts: readonly PlanConflict[];
  readonly errors: readonly PlanError[];
  /** What the reader should know: rules under validation, assumed defaults. */
  readonly notes: readonly string[];
}

const object = z.custom<JsonObject>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
);
const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const count = z.int().min(0);

const operationSchema = z.strictObject({
  op: z.enum(OPERATION_KINDS),
  aggregateType: z.enum(ENTITY_TYPES),
  aggregateId: z.string(),
  tag: z.string(),
  ruleId: z.string().nullable(),
  discipline: disciplineSchema,
  before: object.nullable(),
  after: object.nullable(),
  diff: z.array(z.strictObject({ field: z.string(), old: z.json(), new: z.json() })),
  because: z.strictObject({
    ruleId: z.string(),
    ruleName: z.string(),
    ruleHash: z.string(),
    values: object,
    source: z.strictObject({ id: z.string(), tag: z.string() }),
    chain: z.array(
      z.strictObject({
        tag: z.string(),
        ruleId: z.string().optional(),
        file: z.string().optional(),
        row: z.number().optional(),
        userId: z.string().optional(),
      }),
    ),
  }),
  cause: count.nullable(),
});

const subject = { ruleId: z.string(), aggregateId: z.string(), tag: z.string() };

/** Parses a plan from a file. */
export const planSchema: z.ZodType<Plan> = z.strictObject({
  format: z.literal(PLAN_FORMAT),
  projectId: z.string(),
  planHash: z.string(),
  basePosition: count,
  baseHash: z.string(),
  scope: scopeSchema,
  takes: z.array(z.string()),
  draft: z.boolean(),
  summary: z.strictObject({
    creates: count,
    updates: count,
    deletes: count,
    findingsRaised: count,
    findingsResolved: count,
    skips: count,
    conflicts: count,
    errors: count,
  }),
  rules: z.array(
    z.strictObject({
      ruleId: z.string(),
      ruleName: z.string(),
      discipline: disciplineSchema,
      actionType: z.string(),
      considered: count,
      applied: count,
    }),
  ),
  operations: z.array(operationSchema),
  skips: z.array(
    z.strictObject({
      ...subject,
      reason: z.enum(['MISSING_TARGET', 'UNKNOWN', 'ENFORCED']),
      message: z.string(),
    }),
  ),
  conflicts: z.array(
    z.strictObject({
      kind: z.enum(['PERSON', 'RULES', 'DELETED']),
      ...subject,
      field: z.string(),
      present: scalar,
      planned: scalar,
      message: z.string(),
    }),
  ),
  errors: z.array(z.strictObject({ ...subject, code: z.string(), message: z.string() })),
  notes: z.array(z.string()),
});
