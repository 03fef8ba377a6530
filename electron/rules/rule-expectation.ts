import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../shared/json.ts';
import type { Operation } from '../../shared/model/plan.ts';

/** What an expectation of a rule's test can name of an operation. */
export type Facts = JsonObject;

/**
 * An operation as tests see it: its own members, then the fields of the entity after it (before it where it is
 * deleted). Ids of what the test did not name are told by tags: `source` and `target` of an edge, `from` and `to`
 * of a cable, `members` of a package, `parent` of an asset.
 */
export function factsOf(operation: Operation, tagOf: (id: string) => string | null): Facts {
  const { op, aggregateType, tag, ruleId, discipline, before, after, diff } = operation;
  const entity = after ?? before ?? {};
  const tagAt = (field: string): JsonValue => {
    const id = entity[field];
    return typeof id === 'string' ? tagOf(id) : null;
  };
  const ends: Facts =
    aggregateType === 'EDGE'
      ? { source: tagAt('sourceId'), target: tagAt('targetId') }
      : aggregateType === 'CABLE'
        ? { from: tagAt('fromAssetId'), to: tagAt('toAssetId') }
        : aggregateType === 'PACKAGE'
          ? { members: memberTags(entity['members'], tagOf) }
          : { parent: tagAt('parentId') };
  const own = {
    op,
    aggregateType,
    tag,
    ruleId,
    discipline: entity['discipline'] ?? discipline,
    before,
    after,
  };
  return { ...entity, ...ends, ...own, diff: diff as unknown as JsonValue };
}

/** The keys of the members are `ASSET:ID` and `CABLE:ID`. */
const memberTags = (members: JsonValue | undefined, tagOf: (id: string) => string | null): JsonValue =>
  isJsonObject(members ?? null)
    ? Object.keys(members as JsonObject).map((key) => tagOf(key.slice(key.indexOf(':') + 1)))
    : [];

/** Where facts differ from what is expected of them, by path; empty where every listed field is met. */
export function differences(expected: JsonObject, facts: Facts): string[] {
  return Object.entries(expected).flatMap(([path, value]) => {
    const found = lookUp(facts, path);
    return meets(value ?? null, found)
      ? []
      : [`${path} is ${JSON.stringify(found)}, not ${JSON.stringify(value)}`];
  });
}

/** Listed members only: a list is met where each of its items is met by some item. */
function meets(expected: JsonValue, found: JsonValue): boolean {
  if (isJsonArray(expected)) {
    return isJsonArray(found) && expected.every((item) => found.some((one) => meets(item, one)));
  }
  if (isJsonObject(expected)) {
    if (!isJsonObject(found)) return false;
    return Object.entries(expected).every(([path, value]) => meets(value ?? null, lookUp(found, path)));
  }
  return expected === found;
}

/** The value at a path, whose steps stand between dots; null where there is none. */
function lookUp(facts: JsonObject, path: string): JsonValue {
  if (Object.hasOwn(facts, path)) return facts[path] ?? null;
  const dot = path.indexOf('.');
  if (dot === -1) return null;
  const inner = lookUp(facts, path.slice(0, dot));
  return isJsonObject(inner) ? lookUp(inner, path.slice(dot + 1)) : null;
}
