import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../../../shared/json.ts';

/** A value that the plan rests on and that is another one by now. The tag is empty where it is the project's. */
export interface MovedValue {
  readonly tag: string;
  readonly field: string;
  readonly planned: JsonValue;
  readonly now: JsonValue;
  readonly correlationId: string | null;
}

export interface Staleness {
  readonly moved: readonly MovedValue[];
  /** How many operations planning again would add, drop and change. */
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
}

/** What the context of PLAN_STALE tells. */
export function staleness({ moved, operations }: JsonObject): Staleness {
  const counts = isJsonObject(operations) ? operations : {};
  return {
    moved: isJsonArray(moved) ? moved.filter(isJsonObject).map(movedValue) : [],
    added: lengthOf(counts['added']),
    removed: lengthOf(counts['removed']),
    changed: lengthOf(counts['changed']),
  };
}

const lengthOf = (list: JsonValue | undefined): number => (isJsonArray(list) ? list.length : 0);

function movedValue({ tag, field, planned, now, correlationId }: JsonObject): MovedValue {
  return {
    tag: typeof tag === 'string' ? tag : '',
    field: typeof field === 'string' ? field : '',
    planned: planned ?? null,
    now: now ?? null,
    correlationId: typeof correlationId === 'string' ? correlationId : null,
  };
}
