import type {
  AssetFacets,
  AssetFilterRequest,
  AssetLine,
  AssetPage,
  AssetPageRequest,
} from '../../../shared/contract/assets.ts';
import type { Discipline } from '../../../shared/model/terms.ts';
import { readHead } from '../../store/append.ts';
import {
  assetIdsByTag,
  assetLines,
  assetTuples,
  assetsChangedSince,
  countAssets,
} from '../../store/asset-rows.ts';
import { readTransaction } from '../../store/database.ts';
import type { ReadingProject } from '../project.ts';
import { createAssetIndex, type AssetIndex } from './asset-index.ts';
import { countValues, selectionOf, selectRows } from './asset-selection.ts';

/**
 * The table of assets: pages and facets over an index in memory that is made anew once an asset has changed. Pages of
 * all assets by tag need no index, so that they come at once.
 */
export interface AssetsView {
  page(request: AssetPageRequest): AssetPage;
  facets(filter: AssetFilterRequest): AssetFacets;
  index(): AssetIndex;
}

export function createAssetsView({ database }: ReadingProject): AssetsView {
  let kept: { position: number; index: AssetIndex } | null = null;
  let found: { key: string; index: AssetIndex; rows: Uint32Array } | null = null;
  const isKept = (position: number): boolean =>
    kept !== null && (kept.position === position || !assetsChangedSince(database, kept.position));
  const indexNow = (): { position: number; index: AssetIndex } => {
    const { position } = readHead(database);
    if (kept === null || !isKept(position))
      kept = { position, index: createAssetIndex(assetTuples(database)) };
    kept = { ...kept, position };
    return kept;
  };
  const pageOfAll = ({ offset, limit }: AssetPageRequest, position: number): AssetPage => ({
    rows: assetLines(database, assetIdsByTag(database, offset, limit)).map(lineOf),
    total: countAssets(database),
    position,
  });
  const rowsOf = (index: AssetIndex, { filter, sort }: AssetPageRequest): Uint32Array => {
    const key = JSON.stringify([filter, sort]);
    if (found?.key === key && found.index === index) return found.rows;
    const rows = selectRows(index, selectionOf(index, filter), index.order(sort.column, sort.descending));
    found = { key, index, rows };
    return rows;
  };
  return {
    page: (request) =>
      readTransaction(database, () => {
        const head = readHead(database).position;
        if (isAllByTag(request) && !isKept(head)) return pageOfAll(request, head);
        const { index, position } = indexNow();
        const rows = rowsOf(index, request);
        const ids = Array.from(rows.subarray(request.offset, request.offset + request.limit), (row) =>
          index.id(row),
        );
        return { rows: assetLines(database, ids).map(lineOf), total: rows.length, position };
      }),
    facets: (filter) =>
      readTransaction(database, () => {
        const { index } = indexNow();
        return countValues(index, selectionOf(index, filter));
      }),
    index: () => readTransaction(database, () => indexNow().index),
  };
}

const isAllByTag = ({ filter, sort }: AssetPageRequest): boolean =>
  sort.column === 'tag' && !sort.descending && Object.values(filter).every((value) => value === undefined);

const lineOf = ({ discipline, ...row }: ReturnType<typeof assetLines>[number]): AssetLine => ({
  ...row,
  discipline: discipline as Discipline,
});
