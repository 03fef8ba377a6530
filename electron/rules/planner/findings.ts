import { madeId } from '../../kernel/ids.ts';
import { creation, updateBetween } from '../../../shared/model/changes.ts';
import type { Asset, Cable, Finding } from '../../../shared/model/entities.ts';
import { compareText } from '../problem.ts';
import type { NewOperation } from './operations.ts';

/** What a rule reports about an entity, before it is compared with what stands already. */
export type Report = Pick<Finding, 'severity' | 'code' | 'message'>;

/** The finding of a rule on an entity; there is one per rule, entity and code. */
export function findingOf(
  projectId: string,
  ruleId: string,
  subject: Asset | Cable,
  report: Report,
): Finding {
  return {
    id: madeId(projectId, ruleId, subject.id, `finding:${report.code}`),
    ruleId,
    severity: report.severity,
    code: report.code,
    subjectType: 'cableType' in subject ? 'CABLE' : 'ASSET',
    subjectId: subject.id,
    tag: subject.tag,
    message: report.message,
    status: 'OPEN',
  };
}

/** What raises a finding: nothing while the same one is open; one whose text changed is resolved and raised. */
export function raising(finding: Finding, standing: Finding | undefined): NewOperation[] {
  if (standing === undefined) return [step('RAISE', finding, creation(finding))];
  const resolved: Finding = { ...standing, status: 'RESOLVED' };
  if (standing.status === 'RESOLVED') return update('RAISE', standing, finding);
  if (updateBetween(standing, finding) === null) return [];
  return [...update('RESOLVE', standing, resolved), ...update('RAISE', resolved, finding)];
}

/** What resolves a finding; nothing where it is resolved. */
export const resolving = (standing: Finding): NewOperation[] =>
  update('RESOLVE', standing, { ...standing, status: 'RESOLVED' });

/** Findings in the order of their tags, then of their ids. */
export const inTagOrder = (a: Finding, b: Finding): number =>
  compareText(a.tag, b.tag) || compareText(a.id, b.id);

function update(op: 'RAISE' | 'RESOLVE', from: Finding, to: Finding): NewOperation[] {
  const change = updateBetween(from, to);
  return change === null ? [] : [step(op, to, change)];
}

const step = (op: 'RAISE' | 'RESOLVE', finding: Finding, change: NewOperation['change']): NewOperation => ({
  op,
  aggregateType: 'FINDING',
  aggregateId: finding.id,
  tag: finding.tag,
  change,
});
