import type { Asset, Cable, Edge, Project } from '../../shared/model/entities.ts';
import type { RuleTest } from '../../shared/model/rule.ts';
import { disciplineOfType, tagKey } from '../../shared/model/terms.ts';
import { plantStateOf, type PlantState } from './plant-view.ts';

type Given = RuleTest['given'][number];
type GivenCable = RuleTest['cables'][number];

/** The small plant that a rule's test describes, as if a person had entered it. */
export function plantOfTest(
  test: Pick<RuleTest, 'given' | 'settings'> & Partial<Pick<RuleTest, 'cables'>>,
  project: Partial<Project>,
): PlantState {
  return plantStateOf(
    { id: 'test', name: 'Test', country: null, client: null, ...project, settings: test.settings },
    {
      assets: test.given.map(assetOf),
      cables: (test.cables ?? []).map(cableOf),
      edges: test.given.flatMap(edgesOf),
    },
  );
}

/** The id that the test's asset of this tag has. */
export const givenId = (tag: string): string => `given ${tagKey(tag)}`;

const PERSON = 'test';

function assetOf(given: Given): Asset {
  return {
    id: givenId(given.tag),
    tag: given.tag,
    type: given.type,
    description: given.description ?? null,
    discipline: given.discipline ?? disciplineOfType(given.type),
    area: given.area ?? null,
    system: given.system ?? null,
    parentId: given.parent === undefined ? null : givenId(given.parent),
    ioType: given.ioType ?? null,
    dataStatus: 'FRESH_IMPORT',
    properties: given.properties,
    origin: { userId: PERSON },
    owners: { '*': `user:${PERSON}` },
  };
}

function cableOf({ from, to, ...given }: GivenCable): Cable {
  return {
    id: givenId(given.tag),
    tag: given.tag,
    cableType: given.cableType,
    fromAssetId: from === undefined ? null : givenId(from),
    toAssetId: to === undefined ? null : givenId(to),
    lengthM: given.lengthM ?? null,
    conductorSizeMm2: given.conductorSizeMm2 ?? null,
    cores: given.cores ?? null,
    insulation: given.insulation ?? null,
    voltageV: given.voltageV ?? null,
    ampacityA: given.ampacityA ?? null,
    loadCurrentA: given.loadCurrentA ?? null,
    voltageDropPct: given.voltageDropPct ?? null,
    status: given.status,
    properties: given.properties,
    origin: { userId: PERSON },
    owners: { '*': `user:${PERSON}` },
  };
}

function edgesOf(given: Given): Edge[] {
  return Object.entries(given.relations).flatMap(([relation, targets]) =>
    [targets].flat().map((target) => ({
      id: `${givenId(given.tag)} ${relation} ${givenId(target)}`,
      sourceId: givenId(given.tag),
      targetId: givenId(target),
      relation,
      slot: '',
      discipline: 'GENERAL' as const,
      properties: {},
      origin: { userId: PERSON },
    })),
  );
}
