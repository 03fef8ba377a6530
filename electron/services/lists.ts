import {
  listAssets,
  listCables,
  listEdges,
  listFindings,
  listPackages,
  type AssetFilter,
  type Listing,
} from '../store/entity-query.ts';
import { assetView, cableView, edgeView, packageView } from './entity-views.ts';
import type { ReadingProject } from './project.ts';

export type { AssetFilter, Listing } from '../store/entity-query.ts';

/** The assets of a project by tag; at most `limit` of them, all without one. */
export const assetsOf = ({ database }: ReadingProject, filter: AssetFilter, limit?: number) =>
  mapItems(listAssets(database, filter, limit), assetView);

export const cablesOf = ({ database }: ReadingProject, limit?: number) =>
  mapItems(listCables(database, limit), cableView);

export const edgesOf = ({ database }: ReadingProject, limit?: number) =>
  mapItems(listEdges(database, limit), edgeView);

export const packagesOf = ({ database }: ReadingProject, limit?: number) =>
  mapItems(listPackages(database, limit), packageView);

/** The open findings of a project, or all of them. */
export const findingsOf = ({ database }: ReadingProject, all: boolean, limit?: number) =>
  listFindings(database, all, limit);

function mapItems<Row, T>({ items, total }: Listing<Row>, view: (row: Row) => T): Listing<T> {
  return { items: items.map(view), total };
}
