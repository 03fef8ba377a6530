import { isPerson, ownerOf, ruleOwner, type Asset, type Cable } from '../../../shared/model/entities.ts';
import type { PlanConflict } from '../../../shared/model/plan.ts';
import type { CompiledRule } from '../compiled-rule.ts';
import { addTo } from '../lookup.ts';
import { fieldName, valueOf, withFields } from './entity-state.ts';
import type { EntityClaim, FieldClaim, Outcome } from './outcome.ts';

/** A claim with the rule and the outcome that it is from. */
export interface RuleClaim {
  readonly rule: CompiledRule;
  readonly outcome: Outcome;
  readonly claim: EntityClaim;
}

/** What one rule changes on an entity. */
export interface Step {
  readonly by: RuleClaim;
  /** Undefined where the rule makes the entity. */
  readonly before: Asset | Cable | undefined;
  readonly after: Asset | Cable;
}

/** An entity with all claims on it settled. */
export interface Resolved {
  readonly before: Asset | Cable | undefined;
  readonly after: Asset | Cable | undefined;
  readonly steps: readonly Step[];
  readonly conflicts: readonly PlanConflict[];
}

/**
 * Settles what rules want of one entity, in the order of the claims: empty fields and fields of rules are
 * written; a person's value is kept, and where two rules want different values neither is written; both are
 * conflicts. `refused` are outcomes whose tag another entity has: what they would make is not made, what they
 * would rename keeps its tag.
 */
export function resolveEntity(
  before: Asset | Cable | undefined,
  claims: readonly RuleClaim[],
  refused: { has(outcome: Outcome): boolean },
): Resolved {
  const maker = before === undefined ? claims.find(({ claim }) => claim.creation !== null) : undefined;
  if (before === undefined && (maker === undefined || refused.has(maker.outcome))) {
    return { before, after: undefined, steps: [], conflicts: [] };
  }
  const disputed = claims.length === 1 ? NONE : disputedFields(claims, before);
  const conflicts: PlanConflict[] = [];
  const steps: Step[] = [];
  let state = before;
  for (const by of maker === undefined ? claims : [maker, ...claims.filter((one) => one !== maker)]) {
    const from = state ?? by.claim.creation;
    if (from === null || from === undefined) continue;
    const wanted = by.claim.fields.filter(
      (claim) => !disputed.has(claim.field) && !(claim.field === 'tag' && refused.has(by.outcome)),
    );
    const writable = wanted.filter((claim) => isWritable(claim, from, by, conflicts));
    const after = withFields(from, writable, ruleOwner(by.rule.rule.id));
    if (after !== state) steps.push({ by, before: state, after });
    state = after;
  }
  if (state !== undefined)
    for (const [field, group] of disputed) conflicts.push(ruleConflict(state, field, group));
  return { before, after: state, steps, conflicts };
}

const NONE: ReadonlyMap<string, RuleClaim[]> = new Map();

function isWritable(
  { field, value }: FieldClaim,
  state: Asset | Cable,
  by: RuleClaim,
  conflicts: PlanConflict[],
): boolean {
  const present = valueOf(state, field);
  if (present === value) return false;
  if (present === null || present === '' || !isPerson(ownerOf(state.owners, field))) return true;
  conflicts.push(personConflict(state, field, value, by));
  return false;
}

/** Fields that rules want different values for, unless a person's value decides. */
function disputedFields(
  claims: readonly RuleClaim[],
  before: Asset | Cable | undefined,
): ReadonlyMap<string, RuleClaim[]> {
  const byField = new Map<string, RuleClaim[]>();
  for (const one of claims) for (const { field } of one.claim.fields) addTo(byField, field, one);
  for (const [field, group] of byField) {
    const values = new Set(group.map((one) => claimedValue(one, field)));
    const decided =
      before !== undefined && valueOf(before, field) !== null && isPerson(ownerOf(before.owners, field));
    if (values.size === 1 || decided) byField.delete(field);
  }
  return byField;
}

const claimedValue = ({ claim }: RuleClaim, field: string): FieldClaim['value'] | null =>
  claim.fields.find((one) => one.field === field)?.value ?? null;

function personConflict(
  state: Asset | Cable,
  field: string,
  planned: FieldClaim['value'],
  by: RuleClaim,
): PlanConflict {
  const present = valueOf(state, field);
  const owner = ownerOf(state.owners, field)?.replace(/^user:/, '') ?? 'a person';
  return {
    kind: 'PERSON',
    ruleId: by.rule.rule.id,
    aggregateId: state.id,
    tag: state.tag,
    field,
    present,
    planned,
    message: `${fieldName(field)} of ${state.tag} is ${JSON.stringify(present)} by ${owner}; ${by.rule.rule.id} would write ${JSON.stringify(planned)}. The person's value is kept.`,
  };
}

function ruleConflict(state: Asset | Cable, field: string, group: readonly RuleClaim[]): PlanConflict {
  const wishes = group.map(
    (one) => `${one.rule.rule.id} would write ${JSON.stringify(claimedValue(one, field))}`,
  );
  const [first] = group;
  return {
    kind: 'RULES',
    ruleId: first?.rule.rule.id ?? '',
    aggregateId: state.id,
    tag: state.tag,
    field,
    present: valueOf(state, field),
    planned: first === undefined ? null : claimedValue(first, field),
    message: `${fieldName(field)} of ${state.tag}: ${wishes.join(', ')}. Neither is written; narrow one of the rules.`,
  };
}
