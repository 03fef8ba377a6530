import type { Asset, Cable, Finding, Origin, PropertyValue } from '../../../shared/model/entities.ts';
import type { PlanConflict, Skip } from '../../../shared/model/plan.ts';
import type { Severity } from '../../../shared/model/terms.ts';
import type { IoKind } from '../compiled-rule.ts';
import type { Numbering } from './numbering.ts';

/** A value that a rule wants a field to have, by its path (`area`, `properties.power_kw`). */
export interface FieldClaim {
  readonly field: string;
  readonly value: PropertyValue;
}

/** What a rule wants of one entity. */
export interface EntityClaim {
  readonly entityId: string;
  /** The entity as the stratum found it, if it is there. */
  readonly present: Asset | Cable | undefined;
  /** What is made where it is not there yet, before its fields are written. */
  readonly creation: Asset | Cable | null;
  readonly fields: readonly FieldClaim[];
  /** The tag where its number is still to be given, beside all others that want one. */
  readonly numbering?: Numbering | undefined;
  /** Where a person made the entity: the origin that it gets, since the rule would make the same. */
  readonly adoption?: RuleOrigin | undefined;
}

/** That a rule made an entity: from a source entity, for a slot of the rule. */
export type RuleOrigin = Extract<Origin, { ruleId: string }>;

/** An edge that a rule wants to be there. It takes the place of others that the rule made for the same slot. */
export interface EdgeClaim {
  readonly id: string;
  readonly sourceId: string;
  readonly targetId: string;
  readonly relation: string;
  readonly slot: string;
  readonly originSlot: string;
}

/** What a rule found to report about its subject. */
export interface Verdict {
  readonly code: 'FAILED' | 'NOT_CHECKED';
  readonly severity: Severity;
  readonly message: string;
}

/** What a rule reports about what it made, such as a cable that no size fits. */
export interface EntityReport extends Pick<Finding, 'severity' | 'code' | 'message'> {
  readonly entityId: string;
}

/** Channels of I/O cards that a rule wants for its subject. */
export interface ChannelClaim {
  readonly cabinetId: string;
  readonly counts: Readonly<Record<IoKind, number>>;
}

/** What came of one rule on one subject. It says what should be; whether anything changes is decided later. */
export interface Outcome {
  /** As the rule saw it. */
  readonly subject: Asset | Cable;
  readonly applied: boolean;
  readonly claim: EntityClaim | null;
  readonly edge: EdgeClaim | null;
  /** Fields of the claimed entity whose value came out unknown. */
  readonly unset: readonly string[];
  readonly verdict: Verdict | null;
  readonly reports: readonly EntityReport[];
  readonly channels: ChannelClaim | null;
  /** The code of the package that the subject is to join. */
  readonly joins: string | null;
  readonly skips: readonly Pick<Skip, 'reason' | 'message'>[];
  readonly errors: readonly { readonly code: string; readonly message: string }[];
  readonly conflicts: readonly PlanConflict[];
}

const NONE: readonly never[] = [];

/** The outcome of a rule that applied. There are many, so all are of one shape and share what is empty. */
export const outcome = (subject: Asset | Cable, parts: Partial<Outcome>): Outcome => ({
  subject,
  applied: parts.applied ?? true,
  claim: parts.claim ?? null,
  edge: parts.edge ?? null,
  unset: parts.unset ?? NONE,
  verdict: parts.verdict ?? null,
  reports: parts.reports ?? NONE,
  channels: parts.channels ?? null,
  joins: parts.joins ?? null,
  skips: parts.skips ?? NONE,
  errors: parts.errors ?? NONE,
  conflicts: parts.conflicts ?? NONE,
});

export const failure = (subject: Asset | Cable, code: string, message: string): Outcome =>
  outcome(subject, { errors: [{ code, message }] });

/** True where an outcome changes nothing and has nothing to tell. */
export const isEmpty = (one: Outcome): boolean =>
  one.claim === null &&
  one.edge === null &&
  one.verdict === null &&
  one.reports.length === 0 &&
  one.channels === null &&
  one.joins === null &&
  one.unset.length === 0 &&
  one.skips.length === 0 &&
  one.errors.length === 0 &&
  one.conflicts.length === 0;
