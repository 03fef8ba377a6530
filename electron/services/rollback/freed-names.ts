import { displayText } from '../../../shared/json.ts';
import type { WorkflowEvent } from '../../../shared/model/events.ts';
import { tagKey } from '../../../shared/model/terms.ts';
import { entitiesByTag } from '../../store/entity-lookup.ts';
import { clashOf, labelField, type Clash } from './clash.ts';
import { edgeKey } from './edge-key.ts';
import type { RollbackPlanning } from './planning.ts';

/** Later originals that took a tag or an edge which an original that is switched off had freed. */
export function freedNameClashes(planning: RollbackPlanning, touched: Iterable<string>): Clash[] {
  const edges: EdgeMakers = new Map();
  const clashes: Clash[] = [];
  for (const id of touched) {
    for (const event of planning.histories.of(id)) {
      if (planning.switched.get(event.correlationId) !== false) continue;
      clashes.push(
        ...(event.aggregateType === 'EDGE' ? edgeTakers(planning, edges, event) : tagTakers(planning, event)),
      );
    }
  }
  return clashes;
}

/** Source of edges -> edge -> the events that made it. A source may have thousands: each is read once. */
type EdgeMakers = Map<string, Map<string, WorkflowEvent[]>>;

function freedTag({ payload }: WorkflowEvent, field: string): string | null {
  const old =
    payload.after === null
      ? payload.before?.[field]
      : payload.diff.find((change) => change.field === field)?.old;
  return typeof old === 'string' ? old : null;
}

function tagTakers(planning: RollbackPlanning, freeing: WorkflowEvent): Clash[] {
  const tag = freedTag(freeing, labelField(freeing.aggregateType));
  if (tag === null) return [];
  const others = entitiesByTag(planning.database, tag).filter(({ id }) => id !== freeing.aggregateId);
  planning.histories.load(others.map(({ id }) => id));
  const events = others.flatMap(({ id }) => planning.histories.of(id));
  return later(planning, freeing, events).flatMap((event) => {
    const field = labelField(event.aggregateType);
    const taken = event.payload.after?.[field];
    return typeof taken === 'string' && tagKey(taken) === tagKey(tag)
      ? [clashOf(event, field, 'took the tag since')]
      : [];
  });
}

function edgeTakers(planning: RollbackPlanning, edges: EdgeMakers, freeing: WorkflowEvent): Clash[] {
  const { before, after } = freeing.payload;
  if (before === null || after !== null) return [];
  const source = displayText(before['sourceId']);
  let makers = edges.get(source);
  if (makers === undefined) {
    makers = edgeMakers(planning, source);
    edges.set(source, makers);
  }
  const others = (makers.get(edgeKey(before)) ?? []).filter(
    ({ aggregateId }) => aggregateId !== freeing.aggregateId,
  );
  return later(planning, freeing, others).map((event) =>
    clashOf(event, 'relation', 'made the same edge since'),
  );
}

function edgeMakers(planning: RollbackPlanning, source: string): Map<string, WorkflowEvent[]> {
  const ids = planning.referringTo(source).flatMap(({ id, type }) => (type === 'EDGE' ? [id] : []));
  planning.histories.load(ids);
  const events = ids
    .flatMap((id) => planning.histories.of(id))
    .filter(({ payload }) => payload.after !== null);
  return Map.groupBy(events, ({ payload }) => edgeKey(payload.after ?? {}));
}

const later = (
  planning: RollbackPlanning,
  { position }: WorkflowEvent,
  events: readonly WorkflowEvent[],
): WorkflowEvent[] =>
  events.filter((event) => event.position > position && planning.staysInForce(event.correlationId));
