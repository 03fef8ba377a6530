import { madeId } from '../../kernel/ids.ts';
import { ruleOwner, type Asset } from '../../../shared/model/entities.ts';
import type { PlanConflict } from '../../../shared/model/plan.ts';
import type { CompiledRule, CreateChild } from '../compiled-rule.ts';
import type { EvaluationScope } from '../expressions/types.ts';
import type { PlantReader } from '../view.ts';
import { hasEdge } from './edges.ts';
import type { Evaluation } from './evaluate.ts';
import { missingNames } from './evaluate.ts';
import { fieldValues } from './field-values.ts';
import { failure, outcome, type EdgeClaim, type FieldClaim, type Outcome } from './outcome.ts';
import { MAX_DEPTH } from './plan-context.ts';
import { isSettled } from './set-property.ts';

/** The child that the rule wants its subject to have, and the edge from the child to it. */
export function createChild(
  rule: CompiledRule,
  action: CreateChild,
  subject: Asset,
  scope: EvaluationScope,
  { before, reader, context }: Evaluation,
): Outcome {
  const tag = action.tag.render(scope)?.trim() ?? null;
  if (tag === null) {
    const message = `No ${action.type} is made: for its tag, ${missingNames(action.tag.observe(scope))} not set.`;
    return outcome(subject, { skips: [{ reason: 'UNKNOWN', message }] });
  }
  if (tag === '') {
    return failure(
      subject,
      'EMPTY_TAG',
      `The tag ${action.tag.source} of ${rule.rule.id} is empty for ${subject.tag}.`,
    );
  }
  const id = childIdOf(rule, action, subject, before, context.projectId);
  const present = before.asset(id);
  if (present === undefined && context.base.deletedByPerson.has(id)) {
    return outcome(subject, { conflicts: [deletedConflict(rule, id, tag, action.type)] });
  }
  const depth = (context.depths.get(subject.id) ?? 0) + 1;
  if (present === undefined && depth > MAX_DEPTH) {
    const message = `${tag} would be step ${depth} of making one thing from another; ${MAX_DEPTH} are allowed. Narrow "for" or "where" of ${rule.rule.id}.`;
    return failure(subject, 'DEPTH_BOUND', message);
  }
  if (present === undefined) context.depths.set(id, depth);
  const values = fieldValues(action.fields, subject, scope);
  const inherited = inherit(action, subject);
  const claims: FieldClaim[] = [
    { field: 'tag', value: tag },
    { field: 'type', value: action.type },
    { field: 'discipline', value: action.discipline },
    { field: 'parentId', value: subject.id },
    ...inherited.claims,
    ...values.claims,
  ];
  const unset = [...inherited.unset, ...values.unset];
  const fields = claims.filter((claim) => !isSettled(claim, present, context.sharedFields));
  const creation = present === undefined ? childOf(rule, action, id, subject) : null;
  const settled = present !== undefined && fields.length === 0 && unset.length === 0;
  if (
    settled &&
    hasEdge(reader, { sourceId: id, targetId: subject.id, relation: action.relation, slot: '' })
  ) {
    return outcome(subject, { skips: values.skips });
  }
  const edge = edgeToParent(rule, action, id, subject, context.projectId);
  return outcome(subject, {
    claim: settled ? null : { entityId: id, creation, fields },
    edge,
    unset,
    skips: values.skips,
  });
}

/** The id is made by name; that of a child that is there already is read, which is quicker. */
function childIdOf(
  { rule }: CompiledRule,
  { slot }: CreateChild,
  subject: Asset,
  before: PlantReader,
  projectId: string,
): string {
  const known = before
    .childrenOf(subject.id)
    .find(
      ({ origin }) =>
        'ruleId' in origin &&
        origin.ruleId === rule.id &&
        origin.sourceId === subject.id &&
        origin.slot === slot,
    );
  return known?.id ?? madeId(projectId, rule.id, subject.id, slot);
}

function inherit(
  { inherit: fields }: CreateChild,
  subject: Asset,
): { claims: FieldClaim[]; unset: string[] } {
  const claims: FieldClaim[] = [];
  const unset: string[] = [];
  for (const field of fields) {
    const value = subject[field];
    if (value === null) unset.push(field);
    else claims.push({ field, value });
  }
  return { claims, unset };
}

/** The child before its fields are written; what it does not get stays empty. */
function childOf(rule: CompiledRule, action: CreateChild, id: string, subject: Asset): Asset {
  return {
    id,
    tag: '',
    type: action.type,
    description: null,
    discipline: action.discipline,
    area: null,
    system: null,
    parentId: subject.id,
    ioType: null,
    dataStatus: 'FRESH_IMPORT',
    properties: {},
    origin: { ruleId: rule.rule.id, sourceId: subject.id, slot: action.slot },
    owners: { '*': ruleOwner(rule.rule.id) },
  };
}

function edgeToParent(
  rule: CompiledRule,
  action: CreateChild,
  childId: string,
  subject: Asset,
  projectId: string,
): EdgeClaim {
  return {
    id: madeId(projectId, rule.rule.id, subject.id, `${action.slot} ${action.relation}`),
    sourceId: childId,
    targetId: subject.id,
    relation: action.relation,
    slot: '',
    originSlot: action.slot,
  };
}

const deletedConflict = (rule: CompiledRule, id: string, tag: string, type: string): PlanConflict => ({
  kind: 'DELETED',
  ruleId: rule.rule.id,
  aggregateId: id,
  tag,
  field: 'tag',
  present: null,
  planned: tag,
  message: `The ${type} ${tag} of ${rule.rule.id} was deleted by a person and is not made again.`,
});
