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
  wanted: EdgeEnds & Pick<EdgeClaim, 'originSlot'>,
): Edge[] {
  const found = new Map<string, Edge>();
  const collect = (edges: readonly Edge[]): void => {
    for (const edge of edges) {
      if (isOfSlot(edge, ruleId, sourceId, wanted.originSlot) && !isEqualEdge(edge, wanted))
        found.set(edge.id, edge);
    }
  };
  collect(reader.edgesFrom(wanted.sourceId));
  collect(reader.edgesTo(sourceId));
  if (sourceId !== wanted.sourceId) collect(reader.edgesFrom(sourceId));
  return [...found.values()];
}

const isOfSlot = ({ origin }: Edge, ruleId: string, sourceId: string, slot: string): boolean =>
  'ruleId' in origin && origin.ruleId === ruleId && origin.sourceId === sourceId && origin.slot === slot;
