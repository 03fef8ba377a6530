import { updateBetween } from '../../../shared/model/changes.ts';
import type { Asset, Cable } from '../../../shared/model/entities.ts';
import type { CompiledRule } from '../compiled-rule.ts';
import { dependencyIndex } from '../dependency-index.ts';
import { groupBy } from '../lookup.ts';
import { selects } from '../selection.ts';
import { createWorkingView, type WorkingView } from '../working-view.ts';
import { endFinder } from './ends.ts';
import { evaluate, type Evaluation } from './evaluate.ts';
import { followingCards } from './following-cards.ts';
import { failure, type Outcome } from './outcome.ts';
import { MAX_DEPTH, type PlanContext } from './plan-context.ts';
import { resolveEntity, type Resolved, type RuleClaim } from './resolve.ts';
import { withNumbers } from './sequences.ts';
import { decideTags, type TagDecisions } from './tags.ts';

/** A stratum brought to its fixpoint: what each rule found, and each entity with its claims settled. */
export interface StratumResult {
  readonly findings: readonly RuleFindings[];
  readonly entities: ReadonlyMap<string, Resolved>;
  readonly tags: TagDecisions;
  /** What an outcome is about, as the stratum leaves it. */
  subjectOf(outcome: Outcome): Asset | Cable | undefined;
}

/** What one rule found. Subjects without an outcome need nothing. */
export interface RuleFindings {
  readonly rule: CompiledRule;
  readonly considered: { readonly size: number };
  readonly applied: { readonly size: number };
  readonly outcomes: Pick<Outcomes, 'values'>;
}

interface RuleState {
  readonly rule: CompiledRule;
  readonly considered: Tally;
  readonly applied: Tally;
  readonly outcomes: Outcomes;
  /** How often an outcome changed in this stratum, by subject. */
  readonly revisions: Map<string, number>;
}

/**
 * Evaluates the rules of a stratum on what they select. Where they read what they write themselves, what
 * changed is evaluated again until nothing changes; each round sees the same plant, so that the order of rules
 * and assets does not matter. `before` is the plant as the earlier strata left it; it is not changed.
 */
export function runStratum(
  rules: readonly CompiledRule[],
  before: WorkingView,
  context: PlanContext,
): StratumResult {
  const recursive = isRecursive(rules);
  const states = rules.map((rule) => stateOf(rule, recursive));
  const stage = recursive ? createWorkingView(before) : null;
  const reader = stage ?? before;
  const evaluation: Evaluation = { context, reader, before, ends: endFinder(before) };
  for (const state of states) {
    context.checkCancelled();
    for (const entity of reader.candidates(state.rule.selection)) look(state, entity, evaluation);
    for (const card of followingCards(state.rule, evaluation))
      state.outcomes.set(`card ${card.subject.id}`, card); // beside what the rule finds where it selects cards too
  }
  let settled = settle(states, before, context);
  if (stage !== null) {
    for (let dirty = apply(stage, new Map(), settled.entities); dirty.size > 0; ) {
      context.checkCancelled();
      if (!lookAgain(states, dirty, evaluation, stage)) break;
      const next = settle(states, before, context);
      dirty = apply(stage, settled.entities, next.entities);
      settled = next;
    }
  }
  const { entities } = settled;
  const subjectOf = ({ subject }: Outcome): Asset | Cable | undefined =>
    stage === null
      ? (entities.get(subject.id)?.after ?? subject)
      : (stage.asset(subject.id) ?? stage.cable(subject.id));
  return { findings: states, ...settled, subjectOf };
}

/** Counts subjects. Only where some may be looked at again, it has to remember which. */
interface Tally {
  add(id: string): void;
  delete(id: string): void;
  readonly size: number;
}

function counter(): Tally {
  let size = 0;
  return {
    add: () => void (size += 1),
    delete: () => void (size -= 1),
    get size() {
      return size;
    },
  };
}

/** The outcomes of a rule in the order they came. Only where some may change, they are known by subject. */
interface Outcomes {
  set(id: string, outcome: Outcome): void;
  get(id: string): Outcome | undefined;
  delete(id: string): void;
  values(): Iterable<Outcome>;
}

function unchanging(): Outcomes {
  const outcomes: Outcome[] = [];
  return {
    set: (_id, outcome) => void outcomes.push(outcome),
    get: () => undefined,
    delete: () => undefined,
    values: () => outcomes,
  };
}

const stateOf = (rule: CompiledRule, recursive: boolean): RuleState => ({
  rule,
  considered: recursive ? new Set() : counter(),
  applied: recursive ? new Set() : counter(),
  outcomes: recursive ? new Map() : unchanging(),
  revisions: new Map(),
});

/** Whether a rule of the stratum reads what one of them writes. */
function isRecursive(rules: readonly CompiledRule[]): boolean {
  const index = dependencyIndex(rules);
  return rules.some(({ dependencies }) => dependencies.needs.some((need) => index.feeding(need).length > 0));
}

function look(state: RuleState, entity: Asset | Cable, evaluation: Evaluation): void {
  const { context } = evaluation;
  if (!selects(state.rule.selection, entity) || !context.inScope(entity)) return;
  state.considered.add(entity.id);
  const { applied, outcome } = evaluate(state.rule, entity, evaluation);
  if (applied) state.applied.add(entity.id);
  if (outcome !== null) state.outcomes.set(entity.id, outcome);
}

/** Evaluates all rules on what changed; true where an outcome came out differently. */
function lookAgain(
  states: readonly RuleState[],
  dirty: Dirty,
  evaluation: Evaluation,
  stage: WorkingView,
): boolean {
  let changed = false;
  let restless = false;
  for (const state of states) {
    const { watchedFields } = state.rule.dependencies;
    for (const [id, fields] of dirty) {
      if (fields !== EVERYTHING && !meet(fields, watchedFields)) continue;
      if ((state.revisions.get(id) ?? 0) > MAX_DEPTH) continue;
      const last = state.outcomes.get(id);
      state.outcomes.delete(id);
      state.applied.delete(id);
      const entity = stage.asset(id) ?? stage.cable(id);
      if (entity !== undefined) look(state, entity, evaluation);
      const now = state.outcomes.get(id);
      if (last !== undefined && now !== undefined && isSame(last, now)) {
        state.outcomes.set(id, last); // the claims that were settled refer to it
      } else if (last !== now) {
        changed = true;
        const revision = (state.revisions.get(id) ?? 0) + 1;
        state.revisions.set(id, revision);
        restless ||= revision > MAX_DEPTH;
      }
    }
  }
  if (restless) stopRestless(states, stage);
  return changed;
}

/** Whether two outcomes on one subject say the same, whatever else about it changed. */
const isSame = (a: Outcome, b: Outcome): boolean =>
  JSON.stringify({ ...a, subject: null }) === JSON.stringify({ ...b, subject: null });

/**
 * What keeps changing has no result and is an error of its action. All that went round together is stopped
 * together: with only some of it stopped, the next run would start from another state and end in another one.
 */
function stopRestless(states: readonly RuleState[], stage: WorkingView): void {
  for (const { rule, revisions, outcomes, applied } of states) {
    for (const [id, revision] of revisions) {
      if (revision < MAX_DEPTH / 2 || revision === STOPPED) continue;
      revisions.set(id, STOPPED);
      outcomes.delete(id);
      applied.delete(id);
      const entity = stage.asset(id) ?? stage.cable(id);
      if (entity === undefined) continue;
      const message = `${rule.rule.id} comes to no result on ${entity.tag}: what it writes changes what it reads, round and round. Break the circle.`;
      outcomes.set(id, failure(entity, 'DEPTH_BOUND', message));
    }
  }
}

const STOPPED = Number.POSITIVE_INFINITY;

function settle(
  states: readonly RuleState[],
  before: WorkingView,
  context: PlanContext,
): { entities: ReadonlyMap<string, Resolved>; tags: TagDecisions } {
  const wanted: RuleClaim[] = [];
  for (const { rule, outcomes } of states) {
    for (const outcome of outcomes.values()) {
      if (outcome.claim !== null) wanted.push({ rule, outcome, claim: outcome.claim });
    }
  }
  const claims = groupBy(withNumbers(wanted, before, context.sequences), ({ claim }) => claim.entityId);
  const tags = decideTags(claims.values(), before, context.takes);
  const entities = new Map<string, Resolved>();
  for (const [id, group] of claims) {
    entities.set(id, resolveEntity(group[0]?.claim.present, group, tags.refused, context));
  }
  return { entities, tags };
}

/** Brings the stage from one result to the next; returns what changed, and what may see that. */
function apply(
  stage: WorkingView,
  last: ReadonlyMap<string, Resolved>,
  now: ReadonlyMap<string, Resolved>,
): Dirty {
  const dirty = new Map<string, Set<string>>();
  const mark = (id: string, fields: Set<string>): void => {
    const known = dirty.get(id);
    dirty.set(
      id,
      known === undefined || fields === EVERYTHING
        ? fields
        : known === EVERYTHING
          ? known
          : new Set([...known, ...fields]),
    );
  };
  const set = (id: string, from: Asset | Cable | undefined, to: Asset | Cable | undefined): void => {
    const fields = changedFields(from, to);
    if (fields.size === 0 && fields !== EVERYTHING) return;
    const cable = [to, from].find((one) => one !== undefined && 'cableType' in one);
    if (cable === undefined) stage.setAsset(id, to as Asset | undefined);
    else {
      stage.setCable(id, to as Cable | undefined);
      if ('ruleId' in cable.origin) mark(cable.origin.sourceId, fields); // what it is sized for may follow
    }
    mark(id, fields);
    for (const child of stage.childrenOf(id)) mark(child.id, fields);
    for (const cable of stage.cablesOf(id)) mark(cable.id, fields);
  };
  for (const [id, { before, after }] of last) if (!now.has(id)) set(id, after, before);
  for (const [id, { before, after }] of now) set(id, last.has(id) ? last.get(id)?.after : before, after);
  return dirty;
}

/** What changed, with the fields that did. */
type Dirty = ReadonlyMap<string, ReadonlySet<string>>;

function meet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  for (const item of a) if (b.has(item)) return true;
  return false;
}

/** Stands for all fields of something that came or went. */
const EVERYTHING: Set<string> = new Set();

function changedFields(from: Asset | Cable | undefined, to: Asset | Cable | undefined): Set<string> {
  if (from === to) return new Set();
  if (from === undefined || to === undefined) return EVERYTHING;
  return new Set(updateBetween(from, to)?.diff.map(({ field }) => field));
}
