import {
  isPerson,
  ownerOf,
  ruleOwner,
  type Asset,
  type Cable,
  type Package,
} from '../../../shared/model/entities.ts';
import type { PlanConflict } from '../../../shared/model/plan.ts';
import type { CompiledRule } from '../compiled-rule.ts';
import type { Draft } from './draft.ts';
import { memberKey } from './package-members.ts';

/** Who is to join a package, and the keys of the members that are to leave it. */
export interface MemberChange {
  readonly joins: readonly (Asset | Cable)[];
  readonly leaving: readonly string[];
}

/**
 * A package after its members changed. One that is issued or closed is a person's in every member, and a member
 * that a person took out stays out: there a difference is a conflict.
 */
export function membersChanged(
  { rule }: CompiledRule,
  present: Package,
  { joins, leaving }: MemberChange,
  draft: Draft,
): { readonly after: Package; readonly conflicts: readonly PlanConflict[] } {
  const members: Record<string, true> = { ...present.members };
  const owners: Record<string, string> = { ...present.owners };
  const conflicts: PlanConflict[] = [];
  const isKept = (field: string): boolean => {
    const ofPerson = Object.hasOwn(owners, field) && isPerson(owners[field] ?? null);
    return (present.status !== 'OPEN' || ofPerson) && !draft.context.takes.field([present.code], field);
  };
  for (const subject of joins) {
    const key = memberKey(subject);
    const field = `members.${key}`;
    if (Object.hasOwn(members, key)) continue;
    if (isKept(field)) {
      conflicts.push(conflict(rule.id, present, field, `${rule.id} would add ${subject.tag} to it`, true));
      continue;
    }
    members[key] = true;
    if (ownerOf(owners, field) !== ruleOwner(rule.id)) owners[field] = ruleOwner(rule.id);
  }
  for (const key of leaving) {
    const field = `members.${key}`;
    if (isKept(field)) {
      const id = key.slice(key.indexOf(':') + 1);
      const tag = draft.view.asset(id)?.tag ?? draft.view.cable(id)?.tag ?? key;
      conflicts.push(conflict(rule.id, present, field, `${tag} is no member for ${rule.id} any more`, null));
      continue;
    }
    delete members[key];
    delete owners[field];
  }
  return { after: { ...present, members, owners }, conflicts };
}

const conflict = (
  ruleId: string,
  { id, code, status }: Package,
  field: string,
  what: string,
  planned: true | null,
): PlanConflict => ({
  kind: 'PERSON',
  ruleId,
  aggregateId: id,
  tag: code,
  field,
  present: planned === true ? null : true,
  planned,
  message: `The package ${code} is ${status === 'OPEN' ? 'without it by a person' : status}; ${what}. It stays as it is.`,
});
