import fc from 'fast-check';
import { displayText } from '../../../shared/json.ts';
import type { Cable, Package } from '../../../shared/model/entities.ts';
import { tagKey } from '../../../shared/model/terms.ts';
import {
  asset,
  cable,
  create,
  edge,
  finding,
  membersOf,
  packageOf,
  remove,
  update,
  type EntityChange,
} from './entity-changes.ts';
import { stateOf, type ProjectState } from './state-of.ts';
import type { World } from './world.ts';

/** Few tags, so that they are often taken, freed and taken again. */
export const TAGS = ['T-0', 'T-1', 'T-2', 'T-3', 'T-4', 'T-5'];

const FREE = [
  'cable',
  'cable ends',
  'cable tag',
  'no cable',
  'edge',
  'no edge',
  'edge anew',
  'package',
  'members',
  'code',
  'no package',
  'raise',
  'resolve',
  'made asset',
  'no made asset',
] as const;
const pick = fc.nat(20);
const free = fc.record({ what: fc.constantFrom(...FREE), a: pick, b: pick, c: pick });
type Free = typeof free extends fc.Arbitrary<infer T> ? T : never;

/** Random changes of one batch, told by numbers that are read against what the project holds when it runs. */
export const changeSteps = fc.array(free, { minLength: 1, maxLength: 4 });

/** Changes entities of all kinds as one batch, each once; gives its id, or null where there is nothing to do. */
export function runChanges(world: World, wanted: readonly Free[]): string | null {
  const state = stateOf(world.project);
  const changed = new Set<string>();
  const changes = wanted.flatMap((one) => {
    const made = freeChanges(state, one);
    const names = made.flatMap(namesOf);
    if (names.some((name) => changed.has(name))) return [];
    for (const name of new Set(names)) changed.add(name);
    return made;
  });
  return changes.length === 0 ? null : world.change(changes);
}

/** What two changes of one batch must not both touch: an id, a tag; and the entities that go or are referred to. */
function namesOf(one: EntityChange): string[] {
  const fields = one.op === 'CREATE' ? one.state : one.op === 'UPDATE' ? one.fields : {};
  const label = fields['tag'] ?? fields['code'];
  const references = ['fromAssetId', 'toAssetId', 'sourceId', 'targetId'].flatMap(
    (field) => fields[field] ?? [],
  );
  const members = Object.keys(fields['members'] ?? {}).map((key) => key.slice(6));
  const id = one.op === 'CREATE' ? displayText(one.state['id']) : one.id;
  return [
    id,
    ...references.map(displayText),
    ...members,
    ...(typeof label === 'string' ? [tagKey(label)] : []),
  ];
}

function freeChanges(state: ProjectState, { what, a, b, c }: Free): EntityChange[] {
  const at = (kind: Readonly<Record<string, unknown>>, index: number): string | undefined =>
    Object.keys(kind)[index % Math.max(1, Object.keys(kind).length)];
  const [from, to] = [at(state.ASSET, a), at(state.ASSET, b)];
  const [wire, link, pack] = [at(state.CABLE, a), at(state.EDGE, a), at(state.PACKAGE, a)];
  const name = TAGS[c % TAGS.length] ?? 'T-0';
  const isFree = !isTaken(state, name);
  switch (what) {
    case 'cable':
      return isFree && from !== undefined && to !== undefined && state.CABLE[`cable ${c}`] === undefined
        ? [create('CABLE', cable(name, from, to, { id: `cable ${c}`, lengthM: b }))]
        : [];
    case 'cable ends':
      return wire === undefined || to === undefined
        ? []
        : [update('CABLE', wire, { toAssetId: to, lengthM: c } satisfies Partial<Cable>)];
    case 'cable tag':
      return wire === undefined || !isFree ? [] : [update('CABLE', wire, { tag: name })];
    case 'no cable':
      return wire === undefined ? [] : [...leaving(state, `CABLE:${wire}`), remove('CABLE', wire)];
    case 'edge':
      return newEdge(state, from, to, c);
    case 'no edge':
      return link === undefined ? [] : [remove('EDGE', link)];
    case 'edge anew':
      return link === undefined || from === undefined || to === undefined
        ? []
        : newEdge(state, from, to, c, link).toSpliced(0, 0, remove('EDGE', link));
    case 'package':
      return isFree && from !== undefined && state.PACKAGE[`package ${c}`] === undefined
        ? [create('PACKAGE', packageOf(name, membersAt(state, a, b), { id: `package ${c}` }))]
        : [];
    case 'members':
      return pack === undefined
        ? []
        : [
            update('PACKAGE', pack, {
              members: membersOf(membersAt(state, b, c)),
            } satisfies Partial<Package>),
          ];
    case 'code':
      return pack === undefined || !isFree ? [] : [update('PACKAGE', pack, { code: name })];
    case 'no package':
      return pack === undefined ? [] : [remove('PACKAGE', pack)];
    case 'raise':
      return from === undefined ? [] : [raised(state, from)];
    case 'resolve':
      return resolved(state, a);
    case 'made asset':
      return isFree && state.ASSET[`asset ${c % 3}`] === undefined
        ? [
            create(
              'ASSET',
              asset(name, 'TANK', { id: `asset ${c % 3}`, parentId: to ?? null, ...madeFrom(from) }),
            ),
          ]
        : [];
    case 'no made asset':
      return unreferred(state, `asset ${c % 3}`) ? [remove('ASSET', `asset ${c % 3}`)] : [];
    default:
      return what satisfies never;
  }
}

const madeFrom = (sourceId: string | undefined) =>
  sourceId === undefined ? {} : { origin: { ruleId: 'free', sourceId, slot: 's' } };

const isTaken = ({ ASSET, CABLE, PACKAGE }: ProjectState, name: string): boolean =>
  [ASSET, CABLE, PACKAGE].some((kind) =>
    Object.values(kind).some(({ tag: label, code }) => tagKey(displayText(label ?? code)) === tagKey(name)),
  );

function membersAt(state: ProjectState, a: number, b: number): string[] {
  const all = [
    ...Object.keys(state.ASSET).map((id) => `ASSET:${id}`),
    ...Object.keys(state.CABLE).map((id) => `CABLE:${id}`),
  ];
  return all.filter((_, index) => (index + a) % ((b % 3) + 2) === 0);
}

/** The packages that a member leaves before it goes. */
const leaving = ({ PACKAGE }: ProjectState, member: string): EntityChange[] =>
  Object.entries(PACKAGE).flatMap(([id, { members }]) => {
    const left = Object.keys(members ?? {}).filter((key) => key !== member);
    return left.length === Object.keys(members ?? {}).length
      ? []
      : [update('PACKAGE', id, { members: membersOf(left) } satisfies Partial<Package>)];
  });

/** An edge where there is none of these ends yet; with `id` it is the one that was just deleted, made anew. */
function newEdge(
  { EDGE }: ProjectState,
  from: string | undefined,
  to: string | undefined,
  c: number,
  id = `edge ${c}`,
): EntityChange[] {
  if (from === undefined || to === undefined) return [];
  const made = edge(from, 'related_to', to, { id, slot: `DI-${c % 2}` });
  const stands = Object.values(EDGE).some(
    ({ sourceId, targetId, relation, slot }) =>
      sourceId === from && targetId === to && relation === made.relation && slot === made.slot,
  );
  return stands || (EDGE[id] !== undefined && id === `edge ${c}`) ? [] : [create('EDGE', made)];
}

function raised({ FINDING }: ProjectState, subject: string): EntityChange {
  const one = finding('free', subject);
  return FINDING[one.id] === undefined
    ? create('FINDING', one)
    : update('FINDING', one.id, { status: 'OPEN', message: `${subject}: again` });
}

function resolved({ FINDING }: ProjectState, a: number): EntityChange[] {
  const open = Object.keys(FINDING).filter((id) => FINDING[id]?.['status'] === 'OPEN');
  const id = open[a % Math.max(1, open.length)];
  return id === undefined ? [] : [update('FINDING', id, { status: 'RESOLVED' })];
}

function unreferred({ ASSET, CABLE, EDGE, PACKAGE, FINDING }: ProjectState, id: string): boolean {
  if (ASSET[id] === undefined) return false;
  const others = [ASSET, CABLE, EDGE, PACKAGE, FINDING].flatMap((kind) => Object.values(kind));
  return (
    !others.some(
      (entity) =>
        entity['id'] !== id && JSON.stringify({ ...entity, origin: null, message: null }).includes(`"${id}"`),
    ) && !Object.values(PACKAGE).some(({ members }) => Object.keys(members ?? {}).includes(`ASSET:${id}`))
  );
}
