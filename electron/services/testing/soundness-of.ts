import { displayText, isJsonObject, type JsonObject } from '../../../shared/json.ts';
import { tagKey } from '../../../shared/model/terms.ts';
import type { ProjectState } from './state-of.ts';

/** What is wrong with a state: references to what is not there, tags and edges twice, assets below themselves. */
export function unsound(state: ProjectState): string[] {
  return [...dangling(state), ...doubles(state), ...circles(state)];
}

function dangling({ ASSET, CABLE, EDGE, PACKAGE, FINDING }: ProjectState): string[] {
  const missing: string[] = [];
  const expectIn = (kind: Readonly<Record<string, unknown>>, id: unknown, from: string) => {
    if (typeof id === 'string' && !Object.hasOwn(kind, id)) missing.push(`${from} refers to ${id}`);
  };
  for (const [id, { parentId }] of Object.entries(ASSET)) expectIn(ASSET, parentId, id);
  for (const [id, { fromAssetId, toAssetId }] of Object.entries(CABLE))
    for (const end of [fromAssetId, toAssetId]) expectIn(ASSET, end, id);
  for (const [id, { sourceId, targetId }] of Object.entries(EDGE))
    for (const end of [sourceId, targetId]) expectIn(ASSET, end, id);
  for (const [id, { members }] of Object.entries(PACKAGE)) {
    for (const member of Object.keys(isJsonObject(members) ? members : {}))
      expectIn(member.startsWith('ASSET:') ? ASSET : CABLE, member.slice(6), id);
  }
  const subjects = { ...ASSET, ...CABLE, ...PACKAGE };
  for (const [id, { subjectId, status }] of Object.entries(FINDING))
    if (status === 'OPEN') expectIn(subjects, subjectId, id);
  return missing;
}

function doubles({ ASSET, CABLE, EDGE, PACKAGE }: ProjectState): string[] {
  const labels = [ASSET, CABLE, PACKAGE].flatMap((kind) =>
    Object.values(kind).map(({ tag, code }) => tagKey(displayText(tag ?? code))),
  );
  const ends = Object.values(EDGE).map(({ sourceId, targetId, relation, slot }: JsonObject) =>
    JSON.stringify([sourceId, targetId, relation, slot]),
  );
  return [...labels, ...ends]
    .filter((name, index, all) => all.indexOf(name) !== index)
    .map((name) => `${name} twice`);
}

function circles({ ASSET }: ProjectState): string[] {
  return Object.keys(ASSET).filter((id) => {
    const above = new Set<unknown>();
    for (let at: unknown = id; typeof at === 'string'; at = ASSET[at]?.['parentId']) {
      if (above.has(at)) return true;
      above.add(at);
    }
    return false;
  });
}
