import { describe, expect, test } from 'vitest';
import {
  filterOf,
  isFiltered,
  nextSort,
  readAssetView,
  toggleFacet,
  writeAssetView,
  type AssetView,
} from './asset-view.ts';

const EMPTY: AssetView = {
  search: '',
  types: [],
  disciplines: [],
  areas: [],
  systems: [],
  sort: { column: 'tag', descending: false },
  asset: null,
};

describe('the address of a view of the assets', () => {
  test('brings back the same view, whatever the values are', () => {
    const view: AssetView = {
      search: 'P-1 & <b>',
      types: ['PUMP', 'MOTOR'],
      disciplines: ['MECHANICAL', 'ELECTRICAL'],
      areas: ['', 'a=b&c'],
      systems: ['%41'],
      sort: { column: 'parentTag', descending: true },
      asset: 'P/101 ü',
    };
    expect(readAssetView(new URLSearchParams(writeAssetView(view).toString()))).toEqual(view);
  });

  test('of the view by default is empty, and the other way round', () => {
    expect(writeAssetView(EMPTY).toString()).toBe('');
    expect(readAssetView(new URLSearchParams())).toEqual(EMPTY);
  });

  test('leaves out what is not understood', () => {
    expect(readAssetView(new URLSearchParams('discipline=COOKING&sort=-colour&asset='))).toEqual(EMPTY);
  });
});

describe('the filter of a view', () => {
  test('has only what is chosen; the empty text of a facet stays, as it means none', () => {
    expect(filterOf(EMPTY)).toEqual({});
    expect(filterOf({ ...EMPTY, search: '  ', areas: [''] })).toEqual({ areas: [''] });
    expect([isFiltered(EMPTY), isFiltered({ ...EMPTY, search: ' p ' })]).toEqual([false, true]);
  });

  test('takes a value in and out', () => {
    const one = toggleFacet(EMPTY, 'areas', '');
    const two = toggleFacet(one, 'areas', '100');
    expect([one.areas, two.areas, toggleFacet(two, 'areas', '').areas]).toEqual([[''], ['', '100'], ['100']]);
    expect(toggleFacet(EMPTY, 'disciplines', 'PIPING').disciplines).toEqual(['PIPING']);
    expect(toggleFacet(EMPTY, 'disciplines', 'nonsense').disciplines).toEqual([]);
  });
});

test('a click on a header sorts upwards, a second one downwards, a third upwards again', () => {
  const first = nextSort(EMPTY.sort, 'area');
  const second = nextSort(first, 'area');
  expect([first, second, nextSort(second, 'area')]).toEqual([
    { column: 'area', descending: false },
    { column: 'area', descending: true },
    { column: 'area', descending: false },
  ]);
});
