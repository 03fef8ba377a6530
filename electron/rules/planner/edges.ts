import type { Edge } from '../../../shared/model/entities.ts';
import type { PlantReader } from '../view.ts';
import type { EdgeClaim } from './outcome.ts';

type EdgeEnds = Pick<EdgeClaim, 'sourceId' | 'targetId' | 'relation' | 'slot'>;

/** True where an edge like this one is there, whoever made it. */
export const hasEdge = (reader: PlantReader, wanted: EdgeEnds): boolean =>
  reader.edgesFrom(wanted.sourceId).some((edge) => isEqualEdge(edge, wanted));

export const isEqualEdge = (edge: Edge, wanted: EdgeEnds): boolean =>
  edge.sourceId === wanted.sourceId &&
  edge.targetId === wanted.targetId &&
  edge.relation === wanted.relation &&
  edge.slot === wanted.slot;

/** Edges that the rule made before for the same slot of the same source, and that lead elsewhere now. */
export function supersededEdges(
  reader: PlantReader,
  ruleId: string,
  sourceId: string,
  wanted: EdgeClaim,
): Edge[] {
  const around = [
    ...reader.edgesFrom(wanted.sourceId),
    ...reader.edgesTo(sourceId),
    ...reader.edgesFrom(sourceId),
  ];
  const found = around.filter(
    ({ origin, ...edge }) =>
      'ruleId' in origin &&
      origin.ruleId === ruleId &&
      origin.sourceId === sourceId &&
      origin.slot === wanted.originSlot &&
      !isEqualEdge({ ...edge, origin }, wanted),
  );
  return [...new Map(found.map((edge) => [edge.id, edge])).values()];
}
