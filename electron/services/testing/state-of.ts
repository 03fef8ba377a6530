import type { JsonObject } from '../../../shared/json.ts';
import { compact } from '../../../shared/model/changes.ts';
import type { EntityType } from '../../../shared/model/entities.ts';
import { loadPlant } from '../../store/plant.ts';
import type { ReadingProject } from '../project.ts';

/** Every entity of a project by kind and id, as payloads hold it (no null fields), without its version. */
export type ProjectState = Readonly<Record<EntityType, Readonly<Record<string, JsonObject>>>> & {
  /** Where imported assets came from, by id. */
  readonly provenance: Readonly<Record<string, string>>;
  /** Ids of what a person deleted. */
  readonly deletedByPerson: readonly string[];
};

/** All that a project holds, for comparison as a whole. */
export function stateOf({ database }: ReadingProject): ProjectState {
  const { project, rules, assets, cables, edges, packages, findings, provenance, deletedByPerson } =
    loadPlant(database);
  return {
    PROJECT: byId([project]),
    RULE: byId(rules),
    ASSET: byId(assets),
    CABLE: byId(cables),
    EDGE: byId(edges),
    PACKAGE: byId(packages),
    FINDING: byId(findings),
    provenance: sortedTexts(
      new Map(
        assets.flatMap(({ id }, place) => {
          const from = provenance.at(place);
          return from === undefined ? [] : [[id, `${from.file}:${from.row}`] as const];
        }),
      ),
    ),
    deletedByPerson: [...deletedByPerson].toSorted(),
  };
}

function byId(entities: readonly { readonly id: string }[]): Record<string, JsonObject> {
  const sorted = entities.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return Object.fromEntries(sorted.map((entity) => [entity.id, compact(entity)]));
}

const sortedTexts = (texts: ReadonlyMap<string, string>): Record<string, string> =>
  Object.fromEntries([...texts].toSorted(([a], [b]) => (a < b ? -1 : 1)));
