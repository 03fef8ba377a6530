import type { Asset, Cable, Edge, Package, Project } from '../../shared/model/entities.ts';

/**
 * What rules and expressions read of a plant. Lists come in tag order (assets, cables) or in order of their
 * ids (edges), so that nothing depends on the order in which things were made.
 */
export interface PlantReader {
  readonly project: Project;
  /** Every setting with its value, defaults included. */
  readonly settings: Readonly<Record<string, string | number | boolean | null>>;
  asset(id: string): Asset | undefined;
  /** By tag, compared by its key. */
  assetByTag(tag: string): Asset | undefined;
  assetsOfType(type: string): readonly Asset[];
  childrenOf(parentId: string): readonly Asset[];
  edgesFrom(assetId: string): readonly Edge[];
  edgesTo(assetId: string): readonly Edge[];
  cable(id: string): Cable | undefined;
  cableByTag(tag: string): Cable | undefined;
  /** Cables that start or end at the asset. */
  cablesOf(assetId: string): readonly Cable[];
  packageByCode(code: string): Package | undefined;
}
