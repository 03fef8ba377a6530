import type { Asset, Cable, Edge } from '../../shared/model/entities.ts';
import { addTo, idHash, tagHash } from './lookup.ts';
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

  asset(asset: Asset): void {
    this.assetIds.push(idHash(asset.id));
    this.assetTags.push(tagHash(asset.tag));
    addTo(this.assetsByType, asset.type, asset);
    this.traces.note(asset);
  }

  cable(cable: Cable): void {
    this.cableIds.push(idHash(cable.id));
    this.cableTags.push(tagHash(cable.tag));
    this.traces.note(cable);
  }

  edge(edge: Edge): void {
    this.traces.noteEdge(edge);
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
