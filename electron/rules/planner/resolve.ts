import type { Asset, Cable } from '../../../shared/model/entities.ts';
import type { PlanConflict } from '../../../shared/model/plan.ts';
import type { CompiledRule } from '../compiled-rule.ts';
import { contestedFields, isPersonsOwn, type Authority, type Contest } from './contested-fields.ts';
import { fieldName, valueOf, withFields } from './entity-state.ts';
import type { EntityClaim, FieldClaim, Outcome } from './outcome.ts';
import { blockedOverride, personConflict, ruleConflict, type BlockedOverride } from './resolve-messages.ts';
import type { TagDecisions } from './tags.ts';

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
  readonly blocked: readonly BlockedOverride[];
}

/**
 * Settles what rules want of one entity, in the order of the claims: empty fields and fields of rules are
 * written by the rule that comes first by priority; a person's value is kept unless it is taken, and where rules
 * of equal priority want different values none of them writes; both are conflicts. `refused` are outcomes whose
 * tag another entity has: what they would make or adopt is left alone, what they would rename keeps its tag.
 */
export function resolveEntity(
  before: Asset | Cable | undefined,
  claims: readonly RuleClaim[],
  refused: TagDecisions['refused'],
  authority: Authority,
): Resolved {
  const maker = before === undefined ? claims.find(({ claim }) => claim.creation !== null) : undefined;
  if (before === undefined) {
    if (maker === undefined || refused.has(maker.outcome)) return nothing(before);
    if (claims.length === 1) return made(maker);
  }
  const allowed =
    refused.size === 0
      ? claims
      : claims.filter(({ claim, outcome }) => claim.adoption === undefined || !refused.has(outcome));
  const contests = contestedFields(allowed, before, authority);
  const conflicts: PlanConflict[] = [];
  const steps: Step[] = [];
  let state = before;
  for (const by of withFirst(maker, allowed)) {
    const from = state ?? by.claim.creation;
    if (from === null || from === undefined) continue;
    const writable = by.claim.fields.filter((claim) => {
      if (claim.field === 'tag' && refused.has(by.outcome)) return false;
      if (!mayWrite(contests.get(claim.field), by)) return false;
      return isWritable(claim, from, before, by, authority, conflicts);
    });
    const after = withFields(withOrigin(from, by.claim), writable, by.rule.owner);
    if (after !== state) steps.push({ by, before: state, after });
    state = after;
  }
  if (state === undefined || contests.size === 0)
    return { before, after: state, steps, conflicts, blocked: NONE };
  const reported = reportsOf(contests, state);
  return {
    before,
    after: state,
    steps,
    conflicts: [...conflicts, ...reported.conflicts],
    blocked: reported.blocked,
  };
}

const withFirst = (maker: RuleClaim | undefined, claims: readonly RuleClaim[]): readonly RuleClaim[] =>
  maker === undefined || maker === claims[0] ? claims : [maker, ...claims.filter((one) => one !== maker)];

const NONE: readonly never[] = [];

const nothing = (before: Asset | Cable | undefined): Resolved => ({
  before,
  after: undefined,
  steps: NONE,
  conflicts: NONE,
  blocked: NONE,
});

/** What nobody else has a say in: most of what is made. */
function made(by: RuleClaim): Resolved {
  const { creation, fields } = by.claim;
  if (creation === null) return nothing(undefined);
  const after = withFields(creation, fields, by.rule.owner);
  return {
    before: undefined,
    after,
    steps: [{ by, before: undefined, after }],
    conflicts: NONE,
    blocked: NONE,
  };
}

const mayWrite = (contest: Contest | undefined, by: RuleClaim): boolean =>
  contest === undefined ||
  contest.winners.some((one) => one.by === by) ||
  // where a person's value decides, each rival that differs from it is a conflict with the person
  (contest.decidedByPerson && contest.rivals.some((one) => one.by === by));

/** What a person made is from now on the thing of the rule that adopts it. */
const withOrigin = (entity: Asset | Cable, { adoption }: EntityClaim): Asset | Cable =>
  adoption === undefined || 'ruleId' in entity.origin ? entity : { ...entity, origin: adoption };

function isWritable(
  { field, value }: FieldClaim,
  state: Asset | Cable,
  before: Asset | Cable | undefined,
  by: RuleClaim,
  { takes }: Authority,
  conflicts: PlanConflict[],
): boolean {
  if (valueOf(state, field) === value) return false;
  if (before === undefined || !isPersonsOwn(before, field)) return true;
  if (takes.field([before.tag, state.tag], field)) return true;
  conflicts.push(personConflict(state, field, value, by.rule.rule.id));
  return false;
}

function reportsOf(
  contests: ReadonlyMap<string, Contest>,
  state: Asset | Cable,
): Pick<Resolved, 'conflicts' | 'blocked'> {
  const conflicts: PlanConflict[] = [];
  const blocked: BlockedOverride[] = [];
  for (const [field, { rivals, blocked: overrides, enforced, decidedByPerson }] of contests) {
    if (!decidedByPerson && rivals.some(({ by }) => by !== null)) {
      conflicts.push(ruleConflict(state, field, rivals));
    }
    for (const { by, value } of overrides) {
      if (by !== null && enforced !== null) {
        blocked.push(blockedOverride(state, fieldName(field), by.rule.rule.id, value, enforced));
      }
    }
  }
  return { conflicts, blocked };
}
