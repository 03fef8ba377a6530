import type { JsonObject, JsonValue } from '../../shared/json.ts';
import type { FoundTagged } from '../store/asset-query.ts';
import type { AssetRow, CableRow, EdgeRow, PackageRow } from '../store/entity-query.ts';

/** Entities as documents show them: camel case keys, JSON columns parsed, the tags of what they refer to beside the ids. */
const parse = (text: string): JsonValue => JSON.parse(text) as JsonValue;

export function assetView({ tagKey: _key, provenance, ...row }: AssetRow) {
  return {
    ...row,
    properties: parse(row.properties),
    origin: parse(row.origin),
    owners: parse(row.owners),
    provenance: provenance === null ? null : parse(provenance),
  };
}

export function cableView({ tagKey: _key, ...row }: CableRow) {
  return { ...row, properties: parse(row.properties), origin: parse(row.origin), owners: parse(row.owners) };
}

export function edgeView(row: EdgeRow) {
  return { ...row, properties: parse(row.properties), origin: parse(row.origin) };
}

export function packageView({ codeKey: _key, ...row }: PackageRow) {
  const members = membersOf(parse(row.members) as JsonObject);
  return { ...row, members, origin: parse(row.origin), owners: parse(row.owners) };
}

function membersOf(members: JsonObject) {
  return Object.keys(members).map((key) => {
    const at = key.indexOf(':');
    return { aggregateType: key.slice(0, at), aggregateId: key.slice(at + 1) };
  });
}

/** The entity under the name of its kind: `{asset}`, `{cable}` or `{package}`. */
export function foundView(found: FoundTagged) {
  const { entity, version, type } = found;
  switch (type) {
    case 'ASSET':
      return { asset: { ...entity, version } };
    case 'CABLE':
      return { cable: { ...entity, version } };
    case 'PACKAGE':
      return { package: { ...entity, members: membersOf(found.entity.members), version } };
    default:
      return type satisfies never;
  }
}
