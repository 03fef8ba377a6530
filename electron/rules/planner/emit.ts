import type { Asset, Cable } from '../../../shared/model/entities.ts';
import { actionTypeOf } from '../../../shared/model/rule.ts';
import { tagKey } from '../../../shared/model/terms.ts';
import type { CompiledRule } from '../compiled-rule.ts';
import { compareText } from '../problem.ts';
import { setEntity } from '../working-view.ts';
import type { Draft } from './draft.ts';
import { allocateChannels, type Allocated } from './allocate-channels.ts';
import { emitCards, emitChannels } from './emit-channels.ts';
import { edgesToGo, emitOutcome, removeEdges } from './emit-outcome.ts';
import { ruleReports, type RuleReports } from './emit-findings.ts';
import { emitPackages } from './emit-packages.ts';
import type { Outcome } from './outcome.ts';
import type { StratumResult } from './stratum.ts';

/** One thing to write down, with what it is ordered by. */
interface Entry {
  /** Renames that free a tag go first, in this order. */
  readonly early: number;
  /** How many steps of making inside the stratum lead to the subject. */
  readonly level: number;
  /** The rule's place in the stratum. */
  readonly rule: number;
  readonly tag: string;
  write(): void;
}

/**
 * Writes a stratum's result down as operations, in the order of the events: by rule, inside a rule by the tag of
 * what it was applied to, and each cause before its effect. The draft's view takes the changes over.
 */
export function emitStratum(result: StratumResult, draft: Draft): void {
  for (const { before, after } of result.entities.values()) {
    if (after === undefined || after === before) continue;
    if (before === undefined && !('cableType' in after)) draft.view.addAsset(after);
    else setEntity(draft.view, after);
  }
  const levels = levelsIn(result);
  const early = new Map(result.tags.first.map((claim, index) => [claim.outcome, index]));
  const surroundings: Surroundings = { result, draft, levels, early };
  const entries: Entry[] = [];
  const allocated = allocateChannels(result.findings, draft);
  for (const [index, { rule, considered, applied, outcomes }] of result.findings.entries()) {
    countRule(draft, rule, considered.size, applied.size);
    const reports = ruleReports(rule, draft);
    const madeBefore = draft.context.base.madeBy(rule.rule.id).length > 0;
    let lastLevel = 0;
    for (const outcome of outcomes.values()) {
      const entry = outcomeEntry(outcome, rule, index, reports, surroundings);
      if (entry === null) continue;
      lastLevel = Math.max(lastLevel, entry.level);
      entries.push(entry);
      const channels = allocated.get(outcome);
      if (channels !== undefined) entries.push(...channelEntries(entry, outcome, rule, channels, draft));
      if (madeBefore && outcome.edge !== null)
        entries.push(...removalEntries(entry, outcome, rule, surroundings));
    }
    const write = (): void => {
      emitPackages(rule, outcomes.values(), draft);
      reports.resolveOthers();
    };
    entries.push({ early: LAST, level: lastLevel, rule: index, tag: AFTER_ALL_TAGS, write });
  }
  for (const entry of entries.toSorted(inEventOrder)) entry.write();
}

const FIRST = -1;
const LAST = Number.MAX_SAFE_INTEGER;
const AFTER_ALL_TAGS = '\u{10FFFF}';

const inEventOrder = (a: Entry, b: Entry): number =>
  a.early - b.early || a.level - b.level || a.rule - b.rule || compareText(a.tag, b.tag);

interface Surroundings {
  readonly result: StratumResult;
  readonly draft: Draft;
  readonly levels: (subject: Asset | Cable) => number;
  readonly early: ReadonlyMap<Outcome, number>;
}

function outcomeEntry(
  outcome: Outcome,
  rule: CompiledRule,
  index: number,
  reports: RuleReports,
  { result, draft, levels, early }: Surroundings,
): Entry | null {
  const subject = result.subjectOf(outcome);
  if (subject === undefined) return null;
  return {
    early: early.get(outcome) ?? LAST,
    level: levels(subject),
    rule: index,
    tag: tagKey(subject.tag),
    write: () => emitOutcome({ rule, outcome, subject }, result, reports, draft),
  };
}

/** What a wanted edge takes the place of goes first. */
function removalEntries(
  entry: Entry,
  outcome: Outcome,
  rule: CompiledRule,
  { result, draft }: Surroundings,
): readonly Entry[] {
  const subject = result.subjectOf(outcome);
  if (subject === undefined) return NONE;
  const one = { rule, outcome, subject };
  const edges = edgesToGo(one, result, draft);
  return edges.length === 0
    ? NONE
    : [{ ...entry, early: FIRST, write: () => removeEdges(one, edges, draft) }];
}

const NONE: readonly never[] = [];

/** Cards come before all else, since other rules of the stratum may give their channels. */
function channelEntries(
  entry: Entry,
  outcome: Outcome,
  rule: CompiledRule,
  allocated: Allocated,
  draft: Draft,
): readonly Entry[] {
  const subject = draft.view.asset(outcome.subject.id);
  if (subject === undefined) return [];
  return [
    { ...entry, early: FIRST, write: () => emitCards(rule, subject, allocated, draft) },
    { ...entry, write: () => emitChannels(rule, subject, allocated, draft) },
  ];
}

function countRule({ rules }: Draft, { rule }: CompiledRule, considered: number, applied: number): void {
  const { id, name, discipline } = rule;
  rules.push({ ruleId: id, ruleName: name, discipline, actionType: actionTypeOf(rule), considered, applied });
}

/** For what was made in this stratum, one more than for what it was made from; 0 for all else. */
function levelsIn({ entities }: StratumResult): (subject: Asset | Cable) => number {
  const level = ({ id, origin }: Asset | Cable): number => {
    if (!('ruleId' in origin)) return 0;
    const made = entities.get(id);
    if (made?.after === undefined || made.before !== undefined) return 0;
    const source = entities.get(origin.sourceId)?.after;
    return source === undefined ? 1 : 1 + level(source);
  };
  return level;
}
