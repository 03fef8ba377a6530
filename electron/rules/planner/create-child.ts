import { madeId } from '../../kernel/ids.ts';
import type { Asset } from '../../../shared/model/entities.ts';
import type { PlanConflict } from '../../../shared/model/plan.ts';
import type { CompiledRule, CreateChild } from '../compiled-rule.ts';
import type { EvaluationScope } from '../expressions/types.ts';
import type { PlantReader } from '../view.ts';
import { hasEdge } from './edges.ts';
import type { Evaluation } from './evaluate.ts';
import { fieldValues } from './field-values.ts';
import {
  failure,
  outcome,
  type EdgeClaim,
  type FieldClaim,
  type Outcome,
  type RuleOrigin,
} from './outcome.ts';
import { madeAsset } from './made-thing.ts';
import { MAX_DEPTH, type PlanContext } from './plan-context.ts';
import { isSettled } from './set-property.ts';
import { isOutcome, tagClaim, wantedTag } from './wanted-tag.ts';

/** The child that the rule wants its subject to have, and the edge from the child to it. */
export function createChild(
  rule: CompiledRule,
  action: CreateChild,
  subject: Asset,
  scope: EvaluationScope,
  { before, reader, context }: Evaluation,
): Outcome {
  const wanted = wantedTag(rule, { template: action.tag, what: action.type }, subject, scope);
  if (isOutcome(wanted)) return wanted;
  const tag = wanted.text;
  const origin = { ruleId: rule.rule.id, slot: action.slot, sourceId: subject.id };
  const { id, present, adoption, isDeleted } = madeAsset(origin, wanted.text, action.type, before, context);
  if (isDeleted) {
    return outcome(subject, { conflicts: [deletedConflict(rule, id, tag, action.type)] });
  }
  const isNew = present === undefined;
  if (isNew && depthOf(subject, reader, context) === MAX_DEPTH) {
    const message = `${tag} would be step ${MAX_DEPTH + 1} of making one thing from another; ${MAX_DEPTH} are allowed. Narrow "for" or "where" of ${rule.rule.id}.`;
    return failure(subject, 'DEPTH_BOUND', message);
  }
  const values = fieldValues(action.fields, subject, scope);
  const inherited = inherit(action, subject);
  const { fields: tagFields, numbering } = tagClaim(wanted, present);
  const fixed = isNew ? NONE : fixedClaims(action, subject);
  const claims = tagFields.concat(fixed, inherited.claims, values.claims); // of just the length that is needed
  const unset = values.unset.length === 0 ? inherited.unset : [...inherited.unset, ...values.unset];
  const fields =
    adoption === undefined && !isNew
      ? claims.filter((claim) => !isSettled(claim, present, context.sharedFields))
      : claims;
  const creation = isNew ? childOf(rule, action, id, origin) : null;
  const isThere = !isNew && adoption === undefined;
  const settled = isThere && fields.length === 0 && unset.length === 0 && numbering === undefined;
  if (
    settled &&
    hasEdge(reader, { sourceId: id, targetId: subject.id, relation: action.relation, slot: '' })
  ) {
    return outcome(subject, { skips: values.skips });
  }
  const edge = edgeToParent(rule, action, id, subject, context.projectId);
  return outcome(subject, {
    claim: settled ? null : { entityId: id, present, creation, fields, numbering, adoption },
    edge,
    unset,
    skips: values.skips,
  });
}

const NONE: readonly never[] = [];

/** How many steps of making lead to an asset that is made in this plan, up to the number that is allowed. */
function depthOf(asset: Asset, reader: PlantReader, { base }: PlanContext): number {
  let depth = 0;
  for (let made: Asset | undefined = asset; depth < MAX_DEPTH; depth += 1) {
    if (made === undefined || !('ruleId' in made.origin) || base.asset(made.id) !== undefined) break;
    made = reader.asset(made.origin.sourceId);
  }
  return depth;
}

/** What no other rule can want otherwise; what is made has it from the start. */
const fixedClaims = ({ type, discipline }: CreateChild, { id }: Asset): FieldClaim[] => [
  { field: 'type', value: type },
  { field: 'discipline', value: discipline },
  { field: 'parentId', value: id },
];

function inherit(
  { inherit: fields }: CreateChild,
  subject: Asset,
): { claims: readonly FieldClaim[]; unset: readonly string[] } {
  const isSet = (field: InheritedField): boolean => subject[field] !== null;
  const claim = (field: InheritedField): FieldClaim => ({ field, value: subject[field] ?? '' });
  if (fields.every(isSet)) return { claims: fields.map(claim), unset: NONE };
  return { claims: fields.filter(isSet).map(claim), unset: fields.filter((field) => !isSet(field)) };
}

type InheritedField = CreateChild['inherit'][number];

const NO_PROPERTIES: Asset['properties'] = {};

/**
 * The child before its fields are written; what it does not get stays empty. Fields stand in the order of their
 * names, which is that of canonical JSON.
 */
function childOf(rule: CompiledRule, action: CreateChild, id: string, origin: RuleOrigin): Asset {
  return {
    area: null,
    dataStatus: 'FRESH_IMPORT',
    description: null,
    discipline: action.discipline,
    id,
    ioType: null,
    origin,
    owners: { '*': rule.owner },
    parentId: origin.sourceId,
    properties: NO_PROPERTIES,
    system: null,
    tag: '',
    type: action.type,
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
