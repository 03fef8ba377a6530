import { madeId } from '../../kernel/ids.ts';
import { creation, updateBetween } from '../../../shared/model/changes.ts';
import { ruleOwner, type Asset, type Cable, type Package } from '../../../shared/model/entities.ts';
import type { Because, PlanConflict } from '../../../shared/model/plan.ts';
import { tagKey } from '../../../shared/model/terms.ts';
import type { CompiledRule, CreatePackage } from '../compiled-rule.ts';
import { compareText } from '../problem.ts';
import { becauseOf } from './because.ts';
import type { Draft } from './draft.ts';
import type { NewOperation } from './operations.ts';
import type { Outcome } from './outcome.ts';
import { leavers, memberKey, packageFor } from './package-members.ts';
import { membersChanged, type MemberChange } from './package-change.ts';

interface Joining {
  readonly code: string;
  readonly subjects: (Asset | Cable)[];
}

/**
 * Writes down who joins and who leaves the packages of a rule: one operation for each package. What another rule
 * or a person put into a package stays.
 */
export function emitPackages(rule: CompiledRule, outcomes: Iterable<Outcome>, draft: Draft): void {
  const { action } = rule;
  if (action.kind !== 'create_package') return;
  const joining = joiningByCode(outcomes, draft);
  const leaving = leavers(rule, action, draft);
  const codes = new Map([...joining.values()].map(({ code }) => [tagKey(code), code]));
  for (const { code } of leaving.keys()) if (!codes.has(tagKey(code))) codes.set(tagKey(code), code);
  for (const [key, code] of [...codes].toSorted(([a], [b]) => compareText(a, b))) {
    const present = packageFor(rule, code, draft);
    const joins = (joining.get(key)?.subjects ?? []).toSorted(
      (a, b) => compareText(tagKey(a.tag), tagKey(b.tag)) || compareText(a.id, b.id),
    );
    if (present === undefined) create(rule, action, code, joins, draft);
    else change(rule, action, present, joins, leavingOf(present, leaving), draft);
  }
}

const leavingOf = (present: Package, leaving: ReadonlyMap<Package, readonly string[]>): readonly string[] =>
  [...leaving].find(([one]) => one.id === present.id)?.[1] ?? [];

function joiningByCode(outcomes: Iterable<Outcome>, { view }: Draft): Map<string, Joining> {
  const joining = new Map<string, Joining>();
  for (const { joins: code, subject: seen } of outcomes) {
    const subject = view.asset(seen.id) ?? view.cable(seen.id);
    if (code === null || subject === undefined) continue;
    const known = joining.get(tagKey(code));
    if (known === undefined) joining.set(tagKey(code), { code, subjects: [subject] });
    else {
      // codes that differ in their letters only are one package, named by the first of them
      if (compareText(code, known.code) < 0) joining.set(tagKey(code), { ...known, code });
      known.subjects.push(subject);
    }
  }
  return joining;
}

function create(
  rule: CompiledRule,
  action: CreatePackage,
  code: string,
  joins: readonly (Asset | Cable)[],
  draft: Draft,
): void {
  const { view, context } = draft;
  const ruleId = rule.rule.id;
  const [first] = joins;
  if (first === undefined) return;
  const slot = `package ${tagKey(code)}`;
  const id = madeId(context.projectId, ruleId, context.projectId, slot);
  const holder = view.assetByTag(code) ?? view.cableByTag(code);
  if (holder !== undefined) {
    const message = `${ruleId} would name a package ${code}, but ${'cableType' in holder ? 'a cable' : `a ${holder.type}`} has that tag. Change the code.`;
    draft.errors.push({ ruleId, aggregateId: id, tag: code, code: 'DUPLICATE_TAG', message });
    return;
  }
  if (context.base.deletedByPerson.has(id) && !context.takes.thing(code)) {
    draft.conflicts.push(deletedConflict(ruleId, id, code));
    return;
  }
  const made: Package = {
    id,
    code,
    packageType: action.packageType,
    status: 'OPEN',
    members: Object.fromEntries(joins.map((subject) => [memberKey(subject), true as const])),
    origin: { ruleId, sourceId: id, slot }, // it has no single source, and refers to nothing else
    owners: { '*': ruleOwner(ruleId) },
  };
  add(rule, first, made, { op: 'CREATE', change: creation(made) }, draft);
}

function change(
  rule: CompiledRule,
  action: CreatePackage,
  present: Package,
  joins: readonly (Asset | Cable)[],
  leaving: readonly string[],
  draft: Draft,
): void {
  const ruleId = rule.rule.id;
  const wrongType = present.packageType !== action.packageType;
  if (wrongType && joins.length > 0) {
    const message = `${ruleId} would fill the package ${present.code} as ${action.packageType}, but it is ${present.packageType}. Give it another code.`;
    draft.errors.push({ ruleId, aggregateId: present.id, tag: present.code, code: 'PACKAGE_TYPE', message });
  }
  const wanted: MemberChange = { joins: wrongType ? [] : joins, leaving };
  const { after, conflicts } = membersChanged(rule, present, wanted, draft);
  draft.conflicts.push(...conflicts);
  const update = updateBetween(present, after);
  if (update === null) return;
  const diff = update.diff.toSorted((a, b) => compareText(a.field, b.field));
  const subject = firstChanged(
    diff.map(({ field }) => field),
    joins,
    draft,
  );
  add(rule, subject, after, { op: 'UPDATE', change: { ...update, diff } }, draft);
}

/** The member that stands for the change in its reason: the first that joined, otherwise one that left. */
function firstChanged(
  fields: readonly string[],
  joins: readonly (Asset | Cable)[],
  { view }: Draft,
): Asset | Cable | undefined {
  const joined = joins.find((one) => fields.includes(`members.${memberKey(one)}`));
  if (joined !== undefined) return joined;
  const ids = fields.map((field) => field.slice(field.indexOf(':') + 1));
  return ids.map((id) => view.asset(id) ?? view.cable(id)).find((one) => one !== undefined);
}

function add(
  rule: CompiledRule,
  subject: Asset | Cable | undefined,
  state: Package,
  step: Pick<NewOperation, 'op' | 'change'>,
  { list, view, chains }: Draft,
): void {
  const bare: Because = {
    ruleId: rule.rule.id,
    ruleName: rule.rule.name,
    ruleHash: rule.hash,
    values: {},
    source: { id: state.id, tag: state.code },
    chain: [],
  };
  const because = subject === undefined ? bare : becauseOf(rule, subject, view, chains);
  const cause = subject === undefined ? null : list.causeOf(rule, subject);
  const about = { aggregateType: 'PACKAGE', aggregateId: state.id, tag: state.code } as const;
  list.add(rule, because, { ...about, ...step }, cause);
  view.setPackage(state);
}

const deletedConflict = (ruleId: string, id: string, code: string): PlanConflict => ({
  kind: 'DELETED',
  ruleId,
  aggregateId: id,
  tag: code,
  field: 'code',
  present: null,
  planned: code,
  message: `The package ${code} of ${ruleId} was deleted by a person and is not made again.`,
});
