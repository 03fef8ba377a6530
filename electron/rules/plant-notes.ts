import type { Asset, Cable, Edge, Properties } from '../../shared/model/entities.ts';
import { tagKey } from '../../shared/model/terms.ts';
import type { ValueType } from './expressions/types.ts';
import { addTo, textHash } from './lookup.ts';
import { NotedTraces } from './rule-traces.ts';

/**
 * What a view needs to know of each asset, cable and edge, in their order. It is noted while they are loaded: to go
 * through a large plant again later takes longer than to look at what was just made.
 */
export class PlantNotes {
  /** The hashes of ids and of the keys of tags. */
  readonly assetIds: number[] = [];
  readonly assetTags: number[] = [];
  readonly cableIds: number[] = [];
  readonly cableTags: number[] = [];
  readonly assetsByType = new Map<string, Asset[]>();
  readonly traces = new NotedTraces();
  /** The names of the properties that assets and cables carry, with the type of their values. */
  readonly propertyTypes = new Map<string, ValueType>();
  #lastProperties: Properties | undefined;

  asset(asset: Asset): void {
    this.assetIds.push(textHash(asset.id));
    this.assetTags.push(textHash(tagKey(asset.tag)));
    addTo(this.assetsByType, asset.type, asset);
    this.traces.note(asset);
    this.#noteTypes(asset.properties);
  }

  cable(cable: Cable): void {
    this.cableIds.push(textHash(cable.id));
    this.cableTags.push(textHash(tagKey(cable.tag)));
    this.traces.note(cable);
    this.#noteTypes(cable.properties);
  }

  edge(edge: Edge): void {
    this.traces.noteEdge(edge);
  }

  #noteTypes(properties: Properties): void {
    if (properties === this.#lastProperties) return; // equal ones share one value where they are loaded
    this.#lastProperties = properties;
    for (const name in properties) {
      const type = typeof properties[name] as ValueType;
      const known = this.propertyTypes.get(name);
      if (known === undefined) this.propertyTypes.set(name, type);
      else if (known !== type) this.propertyTypes.set(name, 'any');
    }
  }
}

/** The notes of what is in memory already. */
export function notesOf(plant: {
  readonly assets: readonly Asset[];
  readonly cables: readonly Cable[];
  readonly edges: readonly Edge[];
}): PlantNotes {
  const notes = new PlantNotes();
  for (const asset of plant.assets) notes.asset(asset);
  for (const cable of plant.cables) notes.cable(cable);
  for (const edge of plant.edges) notes.edge(edge);
  return notes;
}
