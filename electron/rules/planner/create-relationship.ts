import { madeId } from '../../kernel/ids.ts';
import type { Asset, Edge } from '../../../shared/model/entities.ts';
import type { CompiledRule, CreateRelationship } from '../compiled-rule.ts';
import type { EvaluationScope } from '../expressions/types.ts';
import { compareText } from '../problem.ts';
import type { PlantReader } from '../view.ts';
import { isEqualEdge, supersededEdges } from './edges.ts';
import { notFound } from './ends.ts';
import type { Evaluation } from './evaluate.ts';
import { outcome, type EntityReport, type Outcome } from './outcome.ts';

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
    const skips = [{ reason: 'MISSING_TARGET', message } as const];
    return outcome(subject, { skips, reports: outdatedEdges(rule, action, subject, reader) });
  }
  const [sourceId, targetId] = action.direction === 'out' ? [subject.id, target.id] : [target.id, subject.id];
  const { relation, slot } = action;
  const wanted = { sourceId, targetId, relation, slot, originSlot: slot === '' ? relation : slot };
  const isThere = reader.edgesFrom(sourceId).some((edge) => isEqualEdge(edge, wanted) && stays(edge, rule));
  if (isThere && supersededEdges(reader, rule.rule.id, subject.id, wanted).length === 0) {
    return outcome(subject, {});
  }
  const id = madeId(context.projectId, rule.rule.id, subject.id, `relation ${relation} ${slot} ${target.id}`);
  return outcome(subject, { edge: { id, ...wanted } });
}

/** Another rule may be about to take its edge away; then this one makes its own. */
const stays = ({ origin }: Edge, { rule }: CompiledRule): boolean =>
  !('ruleId' in origin) || origin.ruleId === rule.id;

/** A relation of the rule that still leads to what its ends do not find any more: it stays, and a finding names it. */
function outdatedEdges(
  { rule }: CompiledRule,
  { relation, direction }: CreateRelationship,
  { id, tag }: Asset,
  reader: PlantReader,
): EntityReport[] {
  const edges = direction === 'out' ? reader.edgesFrom(id) : reader.edgesTo(id);
  const others = edges.flatMap(({ origin, relation: of, sourceId, targetId }) => {
    if (of !== relation || !('ruleId' in origin) || origin.ruleId !== rule.id) return [];
    return origin.sourceId === id ? [direction === 'out' ? targetId : sourceId] : [];
  });
  if (others.length === 0) return [];
  const tags = others.map((other) => reader.asset(other)?.tag ?? other).toSorted(compareText);
  const message = `${tag}: outdated: ${relation} ${tags.join(', ')}; ${rule.id} made it, and its end is not found any more.`;
  return [{ entityId: id, severity: 'WARNING', code: 'OUTDATED', message }];
}
