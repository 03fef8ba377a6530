import type { Asset, Cable, PropertyValue } from '../../../shared/model/entities.ts';
import { disciplineOfType } from '../../../shared/model/terms.ts';
import { plantStateOf, type PlantState } from '../plant-view.ts';
import type { Conjunction } from './alternatives.ts';
import { exampleOf } from './contradiction.ts';

/** A small plant with one thing that meets comparisons, its parent, and what a cable leads to. */
export function examplePlant(way: Conjunction): { state: PlantState; subject: Asset | Cable } {
  const values = exampleOf(way);
  const text = (term: string, otherwise: string): string => String(values.get(term) ?? otherwise);
  const properties = (prefix: string): Record<string, PropertyValue> =>
    Object.fromEntries(
      [...values].flatMap(([term, value]) =>
        value !== null && term.startsWith(prefix) && /^\w+$/.test(term.slice(prefix.length))
          ? [[term.slice(prefix.length), value]]
          : [],
      ),
    );
  const parent = assetOf(
    'example-parent',
    'Y-1',
    text('parent.type', 'VESSEL'),
    null,
    properties('parent.props.'),
  );
  const type = text('asset.type', 'PUMP');
  const asset = {
    ...assetOf('example', 'X-1', type, parent.id, properties('props.')),
    area: text('asset.area', '10'),
    system: text('asset.system', 'S'),
  };
  const cable = cableOf(text('cable.cableType', 'POWER'), properties('props.'));
  const isCable = values.get('(entity)') === 'CABLE';
  return {
    state: plantStateOf(
      { id: 'example', name: 'Example', country: null, client: null, settings: {} },
      { assets: [parent, asset], cables: isCable ? [cable] : [] },
    ),
    subject: isCable ? cable : asset,
  };
}

function assetOf(
  id: string,
  tag: string,
  type: string,
  parentId: string | null,
  properties: Record<string, PropertyValue>,
): Asset {
  return {
    id,
    tag,
    type,
    description: null,
    discipline: disciplineOfType(type),
    area: '10',
    system: null,
    parentId,
    ioType: null,
    dataStatus: 'FRESH_IMPORT',
    properties,
    origin: { userId: 'example' },
    owners: {},
  };
}

function cableOf(cableType: string, properties: Record<string, PropertyValue>): Cable {
  return {
    id: 'example-cable',
    tag: 'W-1',
    cableType: cableType as Cable['cableType'],
    fromAssetId: 'example-parent',
    toAssetId: 'example',
    lengthM: null,
    conductorSizeMm2: null,
    cores: null,
    insulation: null,
    voltageV: null,
    ampacityA: null,
    loadCurrentA: null,
    voltageDropPct: null,
    status: 'PROPOSED',
    properties,
    origin: { userId: 'example' },
    owners: {},
  };
}
