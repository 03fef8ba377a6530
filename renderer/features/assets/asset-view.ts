import {
  ASSET_SORT_COLUMNS,
  type AssetFilterRequest,
  type AssetPageRequest,
} from '../../../shared/contract/assets.ts';
import { DISCIPLINES, type Discipline } from '../../../shared/model/terms.ts';

export type AssetSort = AssetPageRequest['sort'];
export type SortColumn = AssetSort['column'];
/** The facets as they are called in a filter. */
export type FacetName = 'types' | 'disciplines' | 'areas' | 'systems';

/** What the screen shows: all of it stands in the address, so that a link brings back the same view. */
export interface AssetView {
  readonly search: string;
  /** The empty text stands for "none". */
  readonly types: readonly string[];
  readonly disciplines: readonly Discipline[];
  readonly areas: readonly string[];
  readonly systems: readonly string[];
  readonly sort: AssetSort;
  /** Id or tag of the asset whose details are open. */
  readonly asset: string | null;
}

const LONGEST_SEARCH = 5_000;
const BY_TAG: AssetSort = { column: 'tag', descending: false };

/** The view that an address asks for; what it does not understand is left out. */
export function readAssetView(params: URLSearchParams): AssetView {
  return {
    search: (params.get('q') ?? '').slice(0, LONGEST_SEARCH),
    types: params.getAll('type'),
    disciplines: DISCIPLINES.filter((name) => params.getAll('discipline').includes(name)),
    areas: params.getAll('area'),
    systems: params.getAll('system'),
    sort: readSort(params.get('sort')),
    asset: params.get('asset') || null,
  };
}

/** The address of a view, the reverse of `readAssetView`. What is as it is by default is left out. */
export function writeAssetView(view: AssetView): URLSearchParams {
  const params = new URLSearchParams();
  if (view.search !== '') params.set('q', view.search);
  for (const value of view.types) params.append('type', value);
  for (const value of view.disciplines) params.append('discipline', value);
  for (const value of view.areas) params.append('area', value);
  for (const value of view.systems) params.append('system', value);
  const { column, descending } = view.sort;
  if (descending || column !== BY_TAG.column) params.set('sort', `${descending ? '-' : ''}${column}`);
  if (view.asset !== null) params.set('asset', view.asset);
  return params;
}

/** The filter that the main process is asked with. */
export function filterOf(view: AssetView): AssetFilterRequest {
  const search = view.search.trim();
  return {
    ...(search === '' ? {} : { search }),
    ...(view.types.length === 0 ? {} : { types: [...view.types] }),
    ...(view.disciplines.length === 0 ? {} : { disciplines: [...view.disciplines] }),
    ...(view.areas.length === 0 ? {} : { areas: [...view.areas] }),
    ...(view.systems.length === 0 ? {} : { systems: [...view.systems] }),
  };
}

/** The same view with one value of a facet taken in or out. */
export function toggleFacet(view: AssetView, facet: FacetName, value: string): AssetView {
  const toggle = <T extends string>(values: readonly T[], all: readonly T[]): readonly T[] =>
    all.filter((each) => (each === value ? !values.includes(each) : values.includes(each)));
  if (facet === 'disciplines')
    return { ...view, disciplines: toggle<Discipline>(view.disciplines, DISCIPLINES) };
  const chosen = view[facet];
  return { ...view, [facet]: toggle(chosen, chosen.includes(value) ? chosen : [...chosen, value]) };
}

/** The sort after a click on a column's header: another column starts upwards, the same one turns round. */
export function nextSort(sort: AssetSort, column: SortColumn): AssetSort {
  return { column, descending: sort.column === column && !sort.descending };
}

/** The same view of all assets. */
export const withoutFilter = (view: AssetView): AssetView => ({
  ...view,
  search: '',
  types: [],
  disciplines: [],
  areas: [],
  systems: [],
});

export const isFiltered = (view: AssetView): boolean => Object.keys(filterOf(view)).length > 0;

function readSort(text: string | null): AssetSort {
  const descending = text?.startsWith('-') ?? false;
  const column = ASSET_SORT_COLUMNS.find((name) => name === text?.replace(/^-/, ''));
  return column === undefined ? BY_TAG : { column, descending };
}
