import type { JsonObject, JsonValue } from '../../shared/json.ts';
import type { EntityType } from '../../shared/model/entities.ts';
import { ENTITY_TABLES } from './entity-rows.ts';

/** An entity as its row holds it: its JSON is text until the row is settled. */
export type Row = Record<string, JsonValue>;

/**
 * Parses the JSON of a row, and makes one text of all equal ones in fields with few different values, so that they are
 * found and compared without reading them. The fields of large tables are named: with their names in variables it takes
 * half as long again.
 */
export function settlerOf(type: EntityType): (row: Row) => void {
  switch (type) {
    case 'ASSET':
      return assetSettler();
    case 'CABLE':
      return cableSettler();
    case 'EDGE':
      return edgeSettler();
    default:
      return jsonSettler(type);
  }
}

function assetSettler(): (row: Row) => void {
  const [types, disciplines, areas] = [text(), text(), text()];
  const [systems, ioTypes, statuses] = [text(), text(), text()];
  const [properties, origins, owners] = [json(), origin(), json()];
  return (row) => {
    row['type'] = types(row['type']);
    row['discipline'] = disciplines(row['discipline']);
    row['area'] = areas(row['area']);
    row['system'] = systems(row['system']);
    row['ioType'] = ioTypes(row['ioType']);
    row['dataStatus'] = statuses(row['dataStatus']);
    row['properties'] = properties(row['properties']);
    row['origin'] = origins(row['origin']);
    row['owners'] = owners(row['owners']);
  };
}

function cableSettler(): (row: Row) => void {
  const [types, insulations, statuses] = [text(), text(), text()];
  const [properties, origins, owners] = [json(), origin(), json()];
  return (row) => {
    row['cableType'] = types(row['cableType']);
    row['insulation'] = insulations(row['insulation']);
    row['status'] = statuses(row['status']);
    row['properties'] = properties(row['properties']);
    row['origin'] = origins(row['origin'], row['toAssetId']);
    row['owners'] = owners(row['owners']);
  };
}

function edgeSettler(): (row: Row) => void {
  const [relations, slots, disciplines] = [text(), text(), text()];
  const [properties, origins] = [json(), origin()];
  return (row) => {
    row['relation'] = relations(row['relation']);
    row['slot'] = slots(row['slot']);
    row['discipline'] = disciplines(row['discipline']);
    row['properties'] = properties(row['properties']);
    row['origin'] = origins(row['origin'], row['sourceId']);
  };
}

function jsonSettler(type: EntityType): (row: Row) => void {
  const fields = ENTITY_TABLES[type].columns.filter(({ kind }) => kind === 'map' || kind === 'json');
  const parsers = fields.map(({ field }) => [field, json()] as const);
  return (row) => {
    for (const [field, parse] of parsers) row[field] = parse(row[field]);
  };
}

/** How many texts are remembered. Where by then none came again as often, they are too different to be looked up. */
const REMEMBERED = 256;

type SharedValues = (text: JsonValue | undefined) => JsonValue;

const text = (): SharedValues => sharedValues((value) => value);
const json = (): SharedValues => sharedValues((value) => JSON.parse(value) as JsonValue);

/** An id and what closes the object: the end of every origin in canonical JSON. */
const ID_LENGTH = 36;
const END = '"}';
/** What is not itself in JSON, or ends the text. */
const NOT_PLAIN = /["\\]/;

/**
 * Parses origins. There is one of its own for each thing that a rule made, but they differ in the id at their end only:
 * rule and slot, with the text that leads to them, are parsed once. `likely` is an id of the row, mostly the same one:
 * then that text is used, and the origin's is forgotten.
 */
function origin(): (text: JsonValue | undefined, likely?: JsonValue) => JsonValue {
  const parse = json();
  const known = new Map<string, { readonly ruleId: JsonValue; readonly slot: JsonValue }>();
  return (text, likely) => {
    if (typeof text !== 'string' || text.length < ID_LENGTH) return parse(text);
    const start = text.slice(0, -(ID_LENGTH + END.length));
    const id = text.slice(start.length, -END.length);
    const same = known.get(start);
    if (same !== undefined && text.endsWith(END) && !NOT_PLAIN.test(id))
      return { ruleId: same.ruleId, slot: same.slot, sourceId: id === likely ? likely : id };
    const parsed = parse(text) as JsonObject;
    if (known.size < REMEMBERED) {
      const { ruleId, slot, sourceId, ...others } = parsed;
      const isWhole = ruleId !== undefined && slot !== undefined && Object.keys(others).length === 0;
      if (isWhole && sourceId === id) known.set(start, { ruleId, slot });
    }
    return parsed;
  };
}

/** Equal texts share one value; where one follows its like, it is not even looked up. */
function sharedValues(valueOf: (text: string) => JsonValue): SharedValues {
  const cache = new Map<string, JsonValue>();
  let repeated = 0;
  let lastText: string | null = null;
  let last: JsonValue = null;
  return (text) => {
    if (text === lastText) return last;
    if (typeof text !== 'string') return text ?? null;
    const isFull = cache.size === REMEMBERED;
    const known = isFull && repeated < REMEMBERED ? undefined : cache.get(text);
    if (known === undefined) {
      last = valueOf(text);
      if (!isFull) cache.set(text, last);
    } else {
      repeated += 1;
      last = known;
    }
    lastText = text;
    return last;
  };
}
