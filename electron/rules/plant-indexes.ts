import type { Asset, Cable, Edge } from '../../shared/model/entities.ts';
import { tagKey } from '../../shared/model/terms.ts';
import { groupBy, idHash, idOf, indexBy, keyHash, LazyGroups, TextIndex } from './lookup.ts';
import type { PlantNotes } from './plant-notes.ts';
import { compareText } from './problem.ts';
import type { AssetSelection } from './selection.ts';

const NONE: readonly never[] = [];

const tagKeyOf = ({ tag }: Asset | Cable): string => tagKey(tag);
const inTagOrder = (a: Asset | Cable, b: Asset | Cable): number => compareText(tagKeyOf(a), tagKeyOf(b));
const inIdOrder = (a: Edge, b: Edge): number => compareText(a.id, b.id);
const parentOf = ({ parentId }: Asset): string | null => parentId;
const endsOf = [(cable: Cable) => cable.fromAssetId, (cable: Cable) => cable.toAssetId];
const sourceOf = ({ sourceId }: Edge): string => sourceId;
const targetOf = ({ targetId }: Edge): string => targetId;

/** Assets by what they are looked up by. */
export class AssetIndexes {
  readonly #assets: readonly Asset[];
  readonly #notes: PlantNotes;
  #byId: TextIndex<Asset> | undefined;
  #byTag: TextIndex<Asset> | undefined;
  readonly #byTypeInOrder = new Map<string, readonly Asset[]>();
  #children: LazyGroups<Asset> | undefined;
  #byTypeAndArea: ReadonlyMap<string, readonly Asset[]> | undefined;
  #byArea: ReadonlyMap<string | null, readonly Asset[]> | undefined;
  #byDiscipline: ReadonlyMap<string, readonly Asset[]> | undefined;

  constructor(assets: readonly Asset[], notes: PlantNotes) {
    this.#assets = assets;
    this.#notes = notes;
  }

  get(id: string): Asset | undefined {
    return this.#ids().get(id);
  }

  /** Where the asset stands among all. */
  placeOf(id: string): number | undefined {
    return this.#ids().placeOf(id);
  }

  byTag(tag: string): Asset | undefined {
    this.#byTag ??= new TextIndex(this.#assets, tagKeyOf, keyHash, this.#notes.assetTags);
    return this.#byTag.get(tagKey(tag));
  }

  ofType(type: string): readonly Asset[] {
    const known = this.#byTypeInOrder.get(type);
    if (known !== undefined) return known;
    const sorted = (this.#notes.assetsByType.get(type) ?? NONE).toSorted(inTagOrder);
    this.#byTypeInOrder.set(type, sorted);
    return sorted;
  }

  childrenOf(parentId: string): readonly Asset[] {
    return (this.#children ??= new LazyGroups(this.#assets, [parentOf], inTagOrder)).get(parentId);
  }

  candidates({ types, areas, disciplines }: AssetSelection): readonly Asset[] {
    const assets = this.#assets;
    if (types !== null && areas !== null) {
      this.#byTypeAndArea ??= groupBy(assets, ({ type, area }) => `${type} ${area ?? ''}`);
      const keys = [...types].flatMap((type) => [...areas].map((area) => `${type} ${area}`));
      return all(this.#byTypeAndArea, keys);
    }
    if (types !== null) return all(this.#notes.assetsByType, types);
    if (areas !== null)
      return all<string | null>((this.#byArea ??= groupBy(assets, ({ area }) => area)), areas);
    if (disciplines !== null)
      return all(
        (this.#byDiscipline ??= groupBy<Asset, string>(assets, ({ discipline }) => discipline)),
        disciplines,
      );
    return assets;
  }

  #ids(): TextIndex<Asset> {
    return (this.#byId ??= new TextIndex(this.#assets, idOf, idHash, this.#notes.assetIds));
  }
}

const all = <K>(index: ReadonlyMap<K, readonly Asset[]>, wanted: Iterable<K>): readonly Asset[] =>
  concat(Array.from(wanted, (key) => index.get(key) ?? NONE));

/** Cables by what they are looked up by. */
export class CableIndexes {
  readonly #cables: readonly Cable[];
  readonly #notes: PlantNotes;
  #byId: TextIndex<Cable> | undefined;
  #byTag: TextIndex<Cable> | undefined;
  #byType: ReadonlyMap<string, readonly Cable[]> | undefined;
  #byEnd: LazyGroups<Cable> | undefined;

  constructor(cables: readonly Cable[], notes: PlantNotes) {
    this.#cables = cables;
    this.#notes = notes;
  }

  get(id: string): Cable | undefined {
    return (this.#byId ??= new TextIndex(this.#cables, idOf, idHash, this.#notes.cableIds)).get(id);
  }

  byTag(tag: string): Cable | undefined {
    this.#byTag ??= new TextIndex(this.#cables, tagKeyOf, keyHash, this.#notes.cableTags);
    return this.#byTag.get(tagKey(tag));
  }

  ofEnd(assetId: string): readonly Cable[] {
    return (this.#byEnd ??= new LazyGroups(this.#cables, endsOf, inTagOrder)).get(assetId);
  }

  candidates(types: ReadonlySet<string> | null): readonly Cable[] {
    if (types === null) return this.#cables;
    const byType = (this.#byType ??= groupBy<Cable, string>(this.#cables, ({ cableType }) => cableType));
    return concat(Array.from(types, (type) => byType.get(type) ?? NONE));
  }
}

/** Edges by what they are looked up by. */
export class EdgeIndexes {
  readonly #edges: readonly Edge[];
  #byId: ReadonlyMap<string, Edge> | undefined;
  #from: LazyGroups<Edge> | undefined;
  #to: LazyGroups<Edge> | undefined;

  constructor(edges: readonly Edge[]) {
    this.#edges = edges;
  }

  get(id: string): Edge | undefined {
    return (this.#byId ??= indexBy(this.#edges, idOf)).get(id);
  }

  from(assetId: string): readonly Edge[] {
    return (this.#from ??= new LazyGroups(this.#edges, [sourceOf], inIdOrder)).get(assetId);
  }

  to(assetId: string): readonly Edge[] {
    return (this.#to ??= new LazyGroups(this.#edges, [targetOf], inIdOrder)).get(assetId);
  }
}

function concat<T>(lists: readonly (readonly T[])[]): readonly T[] {
  const [first] = lists;
  return lists.length === 1 && first !== undefined ? first : lists.flat();
}
