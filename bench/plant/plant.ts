import { userOwner, type Asset } from '../../shared/model/entities.ts';
import { disciplineOfType } from '../../shared/model/terms.ts';
import { PLANT_KINDS, type PlantKind } from './kinds.ts';
import { seeded, type Random } from './random.ts';

/** How many assets share an area. */
const AREA_SIZE = 1_000;

const SYSTEMS = ['CW', 'FW', 'ST', 'CD', 'IA', 'HC'] as const;

/**
 * A synthetic plant of `count` assets: areas, and in them machines, vessels, lines, valves, instruments and
 * electrical equipment with the properties that such lists carry. The same seed gives the same plant.
 */
export function* syntheticPlant(count: number, seed: number, userId: string): Generator<Asset> {
  const random = seeded(seed);
  const counters = new Map<string, number>();
  const common = { origin: { userId }, owners: { '*': userOwner(userId) } };
  let area = { id: '', tag: '' };
  for (let index = 0; index < count; index += 1) {
    const id = plantId(index);
    if (index % AREA_SIZE === 0) {
      area = { id, tag: String(100 + index / AREA_SIZE) };
      yield { ...blank(id, area.tag, 'AREA', area.tag), description: `Area ${area.tag}`, ...common };
      continue;
    }
    const kind = pickKind(random);
    const number = (counters.get(kind.prefix) ?? 1000) + 1;
    counters.set(kind.prefix, number);
    const tag = `${area.tag}-${kind.prefix}-${number}`;
    const system = random.pick(SYSTEMS);
    yield {
      ...blank(id, tag, kind.type, area.tag),
      description: `${system} ${kind.service} ${number} of area ${area.tag}`,
      system,
      parentId: area.id,
      properties: kind.properties(random),
      ...common,
    };
  }
}

function blank(id: string, tag: string, type: string, area: string): Omit<Asset, 'origin' | 'owners'> {
  return {
    id,
    tag,
    type,
    description: null,
    discipline: disciplineOfType(type),
    area,
    system: null,
    parentId: null,
    ioType: null,
    dataStatus: 'FRESH_IMPORT',
    properties: {},
  };
}

/** As an import gives them: ids of UUID version 7, which sort by the row they come from. */
function plantId(index: number): string {
  const time = (0x19419f297c00 + index).toString(16).padStart(12, '0');
  const mixed = (Math.imul(index + 1, 0x9e3779b1) >>> 0).toString(16).padStart(8, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${mixed}0000`;
}

const TOTAL = PLANT_KINDS.reduce((sum, { share }) => sum + share, 0);

function pickKind(random: Random): PlantKind {
  let left = random.next() * TOTAL;
  for (const kind of PLANT_KINDS) {
    left -= kind.share;
    if (left < 0) return kind;
  }
  return PLANT_KINDS[0];
}
