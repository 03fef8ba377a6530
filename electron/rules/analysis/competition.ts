import { groupBy } from '../lookup.ts';
import type { PlantView } from '../plant-view.ts';
import { compareText, type RuleProblem, type RuleProblemCode } from '../problem.ts';
import type { Conjunction } from './alternatives.ts';
import { fieldWrites, nameOf, type FieldWrite } from './field-writes.ts';
import { canMeet, commonWay, implies, type Analysed } from './subject.ts';
import { witnessOf } from './witness.ts';

/**
 * Rules that write the same field: those that a higher priority always writes instead of, those that an enforced
 * rule blocks, and those of one priority that want different values.
 */
export function competitionProblems(rules: readonly Analysed[], plant: PlantView | undefined): RuleProblem[] {
  const byField = groupBy(rules.flatMap(fieldWrites), ({ field }) => field);
  const pairs = [...byField.values()].flatMap((writes) =>
    writes.map((write) => ({ write, rivals: rivalsOf(write, writes, plant) })),
  );
  const shadowed = shadowedRules(pairs, plant);
  const others = pairs
    .filter(({ write }) => !shadowed.has(write.by))
    .flatMap(({ write, rivals }) => [...blocked(write, rivals, plant), ...equal(write, rivals, plant)]);
  return [...shadowed.values(), ...others];
}

interface Pair {
  readonly write: FieldWrite;
  readonly rivals: readonly FieldWrite[];
}

const rivalsOf = (
  write: FieldWrite,
  writes: readonly FieldWrite[],
  plant: PlantView | undefined,
): FieldWrite[] =>
  writes.filter(
    (other) =>
      other.by.parsed.rule.id !== write.by.parsed.rule.id &&
      !(makes(write) && makes(other)) &&
      canMeet(write.by.parsed, other.by.parsed, plant),
  );

/** Two children are two things; a child and what is set on its type may be one. */
const makes = ({ by }: FieldWrite): boolean => by.compiled.action.kind === 'create_child';

/** Rules of which every field is always written by one of higher priority, with the problem to report. */
function shadowedRules(pairs: readonly Pair[], plant: PlantView | undefined): Map<Analysed, RuleProblem> {
  const result = new Map<Analysed, RuleProblem>();
  for (const [by, own] of groupBy(pairs, ({ write }) => write.by)) {
    if (by.compiled.action.kind !== 'set_property') continue;
    const above = own.map(({ write, rivals }) =>
      rivals.find((rival) => wins(rival, write) && covers(rival, write)),
    );
    const [write] = own.map((pair) => pair.write);
    const winners = above.filter((rival) => rival !== undefined);
    if (write === undefined || winners.length < own.length) continue;
    const names = [...new Set(winners.map((rival) => named(rival)))].join(', ');
    const fields = own.map((pair) => nameOf(pair.write)).join(', ');
    const message = `${by.parsed.rule.id} never gets to write ${fields}: ${names} always does instead; ${witnessOf([by.compiled], by.ways?.[0] ?? [], plant)}. Narrow one of them, or take this one out.`;
    result.set(by, problemOf(write, 'SHADOWED', message));
  }
  return result;
}

/** Whether the first is written where both are wanted. */
function wins({ by: { parsed: a } }: FieldWrite, { by: { parsed: b } }: FieldWrite): boolean {
  if (a.rule.enforced !== b.rule.enforced) return a.rule.enforced;
  return a.rule.priority > b.rule.priority;
}

/** Whether the first always has a value where the second wants to write, in every project that the second runs in. */
function covers(a: FieldWrite, b: FieldWrite): boolean {
  return (
    a.constant !== undefined &&
    a.by.parsed.rule.status !== 'DRAFT' &&
    coversSource(a, b) &&
    implies(b.ways, a.ways)
  );
}

function coversSource({ by: { parsed: a } }: FieldWrite, { by: { parsed: b } }: FieldWrite): boolean {
  return a.rule.sourceId === null || JSON.stringify(a.rule.sourceId) === JSON.stringify(b.rule.sourceId);
}

/** A rule of higher priority that an enforced one keeps from writing where both apply. */
function blocked(
  write: FieldWrite,
  rivals: readonly FieldWrite[],
  plant: PlantView | undefined,
): RuleProblem[] {
  const { rule } = write.by.parsed;
  for (const rival of rivals) {
    const other = rival.by.parsed.rule;
    if (rule.enforced || !other.enforced || other.priority > rule.priority) continue;
    const way = different(write, rival) ? commonWay(write.ways, rival.ways) : null;
    if (way === null) continue;
    const message = `${rule.id} cannot set ${nameOf(write)} where ${named(rival)} applies, which is enforced; ${witness(write, rival, way, plant)}. Agree on one of them.`;
    return [problemOf(write, 'BLOCKED', message)];
  }
  return [];
}

/** Of two rules of one priority the later one, by id, is told. */
function equal(
  write: FieldWrite,
  rivals: readonly FieldWrite[],
  plant: PlantView | undefined,
): RuleProblem[] {
  const { rule } = write.by.parsed;
  for (const rival of rivals) {
    const other = rival.by.parsed.rule;
    if (other.priority !== rule.priority || other.enforced !== rule.enforced) continue;
    if (compareText(other.id, rule.id) > 0 || !different(write, rival)) continue;
    const way = commonWay(write.ways, rival.ways);
    if (way === null) continue;
    const message = `${rule.id} and ${other.id}, both of priority ${rule.priority}, want ${nameOf(write)} to be ${JSON.stringify(write.constant)} and ${JSON.stringify(rival.constant)}, so neither writes it; ${witness(write, rival, way, plant)}. Give one of them another priority, or narrow it.`;
    return [problemOf(write, 'EQUAL_PRIORITY', message)];
  }
  return [];
}

const different = (a: FieldWrite, b: FieldWrite): boolean =>
  a.constant !== undefined && b.constant !== undefined && a.constant !== b.constant;

const named = ({ by: { parsed } }: FieldWrite): string =>
  `${parsed.rule.id} (${parsed.rule.source}, priority ${parsed.rule.priority})`;

/** What a child is made from is not what is written to, so then only an example can be given. */
function witness(a: FieldWrite, b: FieldWrite, way: Conjunction, plant: PlantView | undefined): string {
  const start = [a, b].every(({ by }) => by.compiled.action.kind === 'set_property');
  return witnessOf(start ? [a.by.compiled, b.by.compiled] : [], way, start ? plant : undefined);
}

function problemOf({ by, path }: FieldWrite, code: RuleProblemCode, message: string): RuleProblem {
  const { file, locate, rule } = by.parsed;
  return { file, ...locate(path), ruleId: rule.id, severity: 'WARNING', code, message };
}
