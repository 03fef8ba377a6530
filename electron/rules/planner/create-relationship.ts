import { madeId } from '../../kernel/ids.ts';
import type { Asset } from '../../../shared/model/entities.ts';
import type { CompiledRule, CreateRelationship } from '../compiled-rule.ts';
import type { EvaluationScope } from '../expressions/types.ts';
import { hasEdge, supersededEdges } from './edges.ts';
import { notFound } from './ends.ts';
import type { Evaluation } from './evaluate.ts';
import { outcome, type Outcome } from './outcome.ts';

/** The edge that the rule wants between its subject and the first of its ends that exists. */
export function createRelationship(
  rule: CompiledRule,
  action: CreateRelationship,
  subject: Asset,
  scope: EvaluationScope,
  { reader, ends, context }: Evaluation,
): Outcome {
  const target = ends.find(action.to, subject, scope);
  if (target === null) {
    const message = `${subject.tag} is ${action.relation} nothing. ${notFound(action.to, subject, scope)}`;
    return outcome(subject, { skips: [{ reason: 'MISSING_TARGET', message }] });
  }
  const [sourceId, targetId] = action.direction === 'out' ? [subject.id, target.id] : [target.id, subject.id];
  const { relation, slot } = action;
  const wanted = { sourceId, targetId, relation, slot, originSlot: slot === '' ? relation : slot };
  if (hasEdge(reader, wanted) && supersededEdges(reader, rule.rule.id, subject.id, wanted).length === 0) {
    return outcome(subject, {});
  }
  const id = madeId(context.projectId, rule.rule.id, subject.id, `relation ${relation} ${slot} ${target.id}`);
  return outcome(subject, { edge: { id, ...wanted } });
}
