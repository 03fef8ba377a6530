import type { Asset, Cable, Edge } from '../../shared/model/entities.ts';
import { addTo } from './lookup.ts';

/** What rules left in a plant: what they made, and where they wrote. */
export interface RuleTraces {
  /** What a person made and a rule adopted, by the origin that it has since. */
  adopted(ruleId: string, sourceId: string, slot: string): Asset | Cable | undefined;
  /** What a rule made or adopted. */
  madeBy(ruleId: string): readonly (Asset | Cable | Edge)[];
  /** Where a rule owns fields, but for what it made itself. */
  writtenBy(ruleId: string): readonly (Asset | Cable)[];
  /** Rules that made or wrote something, whether they are loaded or not. */
  rulesWithTraces(): Iterable<string>;
}

/** Indexes what rules left in assets, cables and edges. */
export function ruleTraces(
  entities: readonly (readonly (Asset | Cable)[])[],
  edges: readonly Edge[],
): RuleTraces {
  const traces: Traces = { made: new Map(), written: new Map(), adopted: new Map() };
  for (const list of entities) list.forEach((entity) => note(entity, traces));
  edges.forEach((edge) => {
    if ('ruleId' in edge.origin) addTo(traces.made, edge.origin.ruleId, edge);
  });
  const { made, written, adopted } = traces;
  return {
    adopted: (ruleId, sourceId, slot) =>
      adopted.size === 0 ? undefined : adopted.get(keyOf(ruleId, sourceId, slot)),
    madeBy: (ruleId) => made.get(ruleId) ?? [],
    writtenBy: (ruleId) => written.get(ruleId) ?? [],
    rulesWithTraces: () => new Set([...made.keys(), ...written.keys()]),
  };
}

interface Traces {
  readonly made: Map<string, (Asset | Cable | Edge)[]>;
  readonly written: Map<string, (Asset | Cable)[]>;
  readonly adopted: Map<string, Asset | Cable>;
}

function note(entity: Asset | Cable, { made, written, adopted }: Traces): void {
  const { origin, owners } = entity;
  const maker = 'ruleId' in origin ? origin.ruleId : null;
  if ('ruleId' in origin) {
    addTo(made, origin.ruleId, entity);
    if (isAdopted(entity)) adopted.set(keyOf(origin.ruleId, origin.sourceId, origin.slot), entity);
  }
  for (const field in owners) {
    const owner = owners[field] ?? '';
    if (!owner.startsWith(PREFIX)) continue;
    const ruleId = owner.slice(PREFIX.length);
    if (ruleId === maker) continue;
    const known = written.get(ruleId);
    if (known === undefined) written.set(ruleId, [entity]);
    else if (known.at(-1) !== entity) known.push(entity);
  }
}

const PREFIX = 'rule:';
const keyOf = (ruleId: string, sourceId: string, slot: string): string => `${ruleId}\n${sourceId}\n${slot}`;

/** What a rule made is its own in every field; what it adopted stays the person's. */
export const isAdopted = ({ origin, owners }: Asset | Cable): boolean =>
  'ruleId' in origin && !(owners['*'] ?? '').startsWith(PREFIX);
