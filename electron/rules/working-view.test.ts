import { describe, expect, test } from 'vitest';
import { createPlantView } from './plant-view.ts';
import { selectionOf } from './selection.ts';
import { asset, cable, edge, plant } from './testing/world.ts';
import { createWorkingView } from './working-view.ts';

const tags = (items: readonly { tag: string }[]) => items.map(({ tag }) => tag);
const packageOf = (code: string) => ({
  id: code,
  code,
  packageType: 'IN-P040' as const,
  status: 'OPEN' as const,
  members: {},
  origin: { userId: 'anna' },
  owners: {},
});

const base = createPlantView(
  plant(
    [
      asset('P-2', 'PUMP', { area: '47' }),
      asset('p-1', 'PUMP', { area: '48', properties: { poles: 4, duty: 'x' } }),
      asset('M-1', 'MOTOR', { parentId: 'P-2', discipline: 'ELECTRICAL', properties: { poles: '2' } }),
    ],
    {
      cables: [
        cable('C-2', { fromAssetId: 'P-2', toAssetId: 'M-1' }),
        cable('C-1', { fromAssetId: 'M-1', toAssetId: 'M-1' }),
      ],
      edges: [edge('M-1', 'powers', 'P-2'), edge('M-1', 'fed_from', 'p-1')],
      packages: [packageOf('47-IN')],
      provenance: [{ file: 'a.csv', row: 2 }],
    },
  ),
);

describe('the view of a plant', () => {
  test('finds by id, tag without case, type, parent, end and code, in tag order', () => {
    expect(base.asset('P-2')?.tag).toBe('P-2');
    expect(base.assetByTag('P-1')?.tag).toBe('p-1');
    expect(base.assetByTag('X')).toBeUndefined();
    expect(tags(base.assetsOfType('PUMP'))).toEqual(['p-1', 'P-2']);
    expect(base.assetsOfType('FAN')).toEqual([]);
    expect(tags(base.childrenOf('P-2'))).toEqual(['M-1']);
    expect(tags(base.cablesOf('M-1'))).toEqual(['C-1', 'C-2']);
    expect(base.cable('C-1')?.tag).toBe('C-1');
    expect(base.cableByTag('c-2')?.tag).toBe('C-2');
    expect(base.edgesFrom('M-1').map(({ relation }) => relation)).toEqual(['fed_from', 'powers']);
    expect(base.edgesTo('P-2')).toHaveLength(1);
    expect(base.edge('M-1 powers P-2')?.relation).toBe('powers');
    expect(base.packageByCode('47-in')?.id).toBe('47-IN');
    expect(base.provenanceOf('P-2')).toEqual({ file: 'a.csv', row: 2 });
    expect(base.provenanceOf('M-1')).toBeUndefined();
    expect(base.provenanceOf('X')).toBeUndefined();
    expect(base.finding('x')).toBeUndefined();
    expect(base.settings['ambient_c']).toBe(40);
  });

  test('tells the properties that are carried and their types', () => {
    expect([...base.propertyTypes()]).toEqual([
      ['poles', 'any'],
      ['duty', 'string'],
    ]);
  });

  test.each([
    [{ entity: 'ASSET', type: 'PUMP' }, ['P-2', 'p-1']],
    [{ entity: 'ASSET', type: ['PUMP', 'MOTOR'], area: '47' }, ['P-2']],
    [{ entity: 'ASSET', area: ['47', '48'] }, ['P-2', 'p-1']],
    [{ entity: 'ASSET', discipline: 'ELECTRICAL' }, ['M-1']],
    [{ entity: 'ASSET' }, ['M-1', 'P-2', 'p-1']],
    [{ entity: 'CABLE' }, ['C-1', 'C-2']],
    [{ entity: 'CABLE', cableType: 'SIGNAL' }, []],
  ] as const)('selects %j', (target, found) => {
    expect(
      tags(base.candidates(selectionOf(target as Parameters<typeof selectionOf>[0]))).toSorted(),
    ).toEqual(found);
  });
});

describe('the working view', () => {
  test('shows what was made, changed and taken away, and leaves its base as it is', () => {
    const view = createWorkingView(base);
    view.setAsset('new', asset('P-15', 'PUMP', { id: 'new', parentId: 'P-2' }));
    view.setAsset('p-1', asset('P-3', 'PUMP', { id: 'p-1', area: '47' }));
    expect(tags(view.assetsOfType('PUMP'))).toEqual(['P-15', 'P-2', 'P-3']);
    expect(tags(view.childrenOf('P-2'))).toEqual(['M-1', 'P-15']);
    expect(view.assetByTag('P-1')).toBeUndefined();
    expect(view.assetByTag('p-3')?.id).toBe('p-1');
    expect(
      tags(view.candidates(selectionOf({ entity: 'ASSET', type: 'PUMP', area: '47' }))).toSorted(),
    ).toEqual(['P-2', 'P-3']);
    view.setAsset('new', undefined);
    expect(tags(view.assetsOfType('PUMP'))).toEqual(['P-2', 'P-3']);
    expect(tags(view.childrenOf('P-2'))).toEqual(['M-1']);
    expect(view.assetByTag('P-15')).toBeUndefined();
    expect(tags(base.assetsOfType('PUMP'))).toEqual(['p-1', 'P-2']);
  });

  test('follows a change of type and of parent', () => {
    const view = createWorkingView(base);
    view.setAsset('M-1', asset('M-1', 'FAN', { parentId: 'p-1' }));
    expect([tags(view.assetsOfType('MOTOR')), tags(view.assetsOfType('FAN'))]).toEqual([[], ['M-1']]);
    expect([tags(view.childrenOf('P-2')), tags(view.childrenOf('p-1'))]).toEqual([[], ['M-1']]);
  });

  test('the same for edges and cables', () => {
    const view = createWorkingView(base);
    view.removeEdge(edge('M-1', 'powers', 'P-2'));
    view.addEdge(edge('P-2', 'linked', 'M-1', { id: 'z' }));
    expect(view.edgesFrom('M-1').map(({ relation }) => relation)).toEqual(['fed_from']);
    expect(view.edgesTo('M-1').map(({ relation }) => relation)).toEqual(['linked']);
    expect(view.edge('M-1 powers P-2')).toBeUndefined();
    view.setCable('C-1', cable('C-9', { id: 'C-1', fromAssetId: 'P-2' }));
    expect(tags(view.cablesOf('P-2'))).toEqual(['C-2', 'C-9']);
    expect(tags(view.cablesOf('M-1'))).toEqual(['C-2']);
    expect(view.cableByTag('c-9')?.id).toBe('C-1');
    expect(view.cableByTag('C-1')).toBeUndefined();
    expect(tags(view.candidates(selectionOf({ entity: 'CABLE' }))).toSorted()).toEqual(['C-2', 'C-9']);
  });
});
