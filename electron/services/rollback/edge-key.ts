import type { JsonObject } from '../../../shared/json.ts';

/** What makes an edge unique: its ends, its relation and its slot. */
export const edgeKey = ({ sourceId, targetId, relation, slot }: JsonObject): string =>
  JSON.stringify([sourceId, targetId, relation, slot]);
