import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AssetFilterRequest, AssetPageRequest } from '../../../shared/contract/assets.ts';
import { failureOf } from '../testing/failure.ts';
import { MOTOR_RULES } from '../testing/motor-rules.ts';
import { newWorld, type World } from '../testing/world.ts';
import { assetDetail } from './asset-detail.ts';
import { createAssetsView, type AssetsView } from './assets-view.ts';

let world: World;
let view: AssetsView;
beforeEach(async () => {
  world = await newWorld();
  await world.importRows([
    { tag: 'A-1', type: 'AREA', description: '', area: '', system: '', parent_tag: '' },
    { tag: 'P-2', type: 'PUMP', description: 'Feed pump', area: '100', system: 'FW', parent_tag: 'A-1' },
    { tag: 'P-1', type: 'PUMP', description: 'drain pump', area: '200', system: 'FW', parent_tag: '' },
    { tag: 'T-1', type: 'TANK', description: 'Éthanol', area: '100', system: '', parent_tag: 'A-1' },
  ]);
  view = createAssetsView(world.project);
});
afterEach(() => world.close());

const request = (
  filter: AssetFilterRequest,
  column: AssetPageRequest['sort']['column'] = 'tag',
  descending = false,
): AssetPageRequest => ({ filter, sort: { column, descending }, offset: 0, limit: 10 });
const tagsBy = (...args: Parameters<typeof request>): string[] =>
  view.page(request(...args)).rows.map(({ tag }) => tag);

describe('the table of assets', () => {
  test('gives a page of lines with the total and the position it was read at', () => {
    const { position } = view.page(request({}));
    expect(view.page({ ...request({}), offset: 1, limit: 2 })).toEqual({
      rows: [
        {
          id: expect.any(String),
          tag: 'P-1',
          type: 'PUMP',
          description: 'drain pump',
          discipline: 'MECHANICAL',
          area: '200',
          system: 'FW',
          parentTag: null,
          version: 1,
          madeBy: null,
        },
        expect.objectContaining({ tag: 'P-2', parentTag: 'A-1' }),
      ],
      total: 4,
      position,
    });
    expect(view.page({ ...request({}), offset: 9 })).toMatchObject({ rows: [], total: 4 });
  });

  test('gives the same page before its index is made, with it, and after a change', async () => {
    const asked = { ...request({}), offset: 1, limit: 2 };
    const first = view.page(asked);
    view.facets({});
    expect(view.page(asked)).toEqual(first);
    await world.importRows([
      { tag: 'B-1', type: 'AREA', description: '', area: '', system: '', parent_tag: '' },
    ]);
    const changed = view.page(asked);
    view.facets({});
    expect(view.page(asked)).toEqual(changed);
    expect([changed.total, ...changed.rows.map(({ tag }) => tag)]).toEqual([5, 'B-1', 'P-1']);
  });

  test('is sorted by any column, without case, what has no value last in either direction', () => {
    expect(tagsBy({}, 'tag', true)).toEqual(['T-1', 'P-2', 'P-1', 'A-1']);
    expect(tagsBy({}, 'description')).toEqual(['P-1', 'P-2', 'T-1', 'A-1']);
    expect(tagsBy({}, 'description', true)).toEqual(['T-1', 'P-2', 'P-1', 'A-1']);
    expect(tagsBy({}, 'area', true)).toEqual(['P-1', 'P-2', 'T-1', 'A-1']);
    expect(tagsBy({}, 'parentTag')).toEqual(['P-2', 'T-1', 'A-1', 'P-1']);
    expect(tagsBy({}, 'type')).toEqual(['A-1', 'P-1', 'P-2', 'T-1']);
    expect(tagsBy({}, 'system')).toEqual(['P-1', 'P-2', 'A-1', 'T-1']);
    expect(tagsBy({}, 'discipline')).toEqual(['A-1', 'P-1', 'P-2', 'T-1']);
  });

  test('is filtered: members combine with AND, values with OR, the empty text is "none"', () => {
    expect(tagsBy({ types: ['PUMP', 'AREA'] })).toEqual(['A-1', 'P-1', 'P-2']);
    expect(tagsBy({ types: ['PUMP'], areas: ['100'] })).toEqual(['P-2']);
    expect(tagsBy({ areas: [''] })).toEqual(['A-1']);
    expect(tagsBy({ systems: ['', 'FW'], disciplines: ['PROCESS'] })).toEqual(['T-1']);
    expect(tagsBy({ search: 'PUMP' })).toEqual(['P-1', 'P-2']);
    expect(tagsBy({ search: 'éth' })).toEqual(['T-1']);
    expect(tagsBy({ search: 'p-1' })).toEqual(['P-1']);
    expect(tagsBy({ types: ['NONE'] })).toEqual([]);
  });

  test('counts the values of each facet, not narrowed by its own filter', () => {
    expect(view.facets({ types: ['PUMP'], search: 'p' })).toEqual({
      types: [{ value: 'PUMP', count: 2 }],
      disciplines: [{ value: 'MECHANICAL', count: 2 }],
      areas: [
        { value: '100', count: 1 },
        { value: '200', count: 1 },
      ],
      systems: [{ value: 'FW', count: 2 }],
    });
    expect(view.facets({ types: ['TANK'], areas: ['100'] })).toMatchObject({
      types: [
        { value: 'PUMP', count: 1 },
        { value: 'TANK', count: 1 },
      ],
      areas: [{ value: '100', count: 1 }],
      systems: [{ value: '', count: 1 }],
    });
  });

  test('follows the project: an asset that changes shows at once, a rule that is loaded leaves it as it is', () => {
    expect(tagsBy({ areas: ['300'] })).toEqual([]);
    world.edit('P-1', { area: '300' });
    expect(tagsBy({ areas: ['300'] })).toEqual(['P-1']);
    const index = view.index();
    world.loadRules(MOTOR_RULES);
    expect([view.index() === index, view.page(request({})).total]).toEqual([true, 4]);
    world.remove('P-1');
    expect(tagsBy({ areas: ['300'] })).toEqual([]);
  });

  test('says which rule made an asset', () => {
    world.edit('P-1', { shaft_power_kw: '10' });
    world.loadRules(MOTOR_RULES);
    world.execute();
    expect(view.page(request({ types: ['MOTOR'] })).rows).toMatchObject([
      { tag: 'P-1-M', madeBy: 'm.motor' },
    ]);
  });
});

describe('an asset', () => {
  test('comes with what stands beside it, in words, with units and open findings', () => {
    world.edit('P-1', { shaft_power_kw: '100' });
    world.loadRules(MOTOR_RULES);
    world.execute();
    const motor = assetDetail(world.project, 'p-1-m');
    expect({
      ...motor,
      asset: motor.asset.tag,
      related: motor.related.map(({ label, description, otherTag }) => [label, description, otherTag]),
    }).toEqual({
      asset: 'P-1-M',
      version: 2,
      parentTag: 'P-1',
      units: { 'properties.power_kw': 'kW' },
      related: [
        ['P-1', 'parent, pump', 'P-1'],
        ['powers', 'powers P-1', 'P-1'],
      ],
      findings: [expect.objectContaining({ code: expect.any(String), message: 'P-1-M is large' })],
    });
    expect(assetDetail(world.project, motor.asset.id)).toEqual(motor);
    expect(assetDetail(world.project, 'P-1').related.map(({ description }) => description)).toEqual([
      'below it, motor',
      'P-1-M powers it',
    ]);
  });

  test('that is not there is refused by its tag', () => {
    expect(failureOf(() => assetDetail(world.project, 'X-1')).message).toBe(
      'No asset "X-1" exists. Check the tag.',
    );
  });
});
