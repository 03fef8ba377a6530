import { tagKey } from '../../../shared/model/terms.ts';

/** The conflicts with a person's value that are decided for the rule: `TAG`, or `TAG:FIELD` for one field. */
export interface Takes {
  /** Whether a difference in the field is taken; the entity may have had another tag before. */
  field(tags: readonly (string | undefined)[], field: string): boolean;
  /** Whether a thing as a whole is taken: made again, or deleted though a person wrote on it. */
  thing(tag: string): boolean;
  /** What was stated, and there was nothing to take. */
  unused(): readonly string[];
}

export function takesOf(stated: readonly string[]): Takes {
  if (stated.length === 0) return NOTHING_TAKEN;
  const byKey = new Map(stated.map((text) => [tagKey(text.trim()), text]));
  const used = new Set<string>();
  const take = (key: string): boolean => {
    const text = byKey.get(key);
    if (text !== undefined) used.add(text);
    return text !== undefined;
  };
  return {
    field: (tags, field) =>
      tags.some(
        (tag) =>
          tag !== undefined &&
          [tagKey(tag), ...namesOf(field).map((name) => tagKey(`${tag}:${name}`))].some(take),
      ),
    thing: (tag) => take(tagKey(tag)),
    unused: () => stated.filter((text) => !used.has(byKey.get(tagKey(text.trim())) ?? '')),
  };
}

const NOTHING_TAKEN: Takes = { field: () => false, thing: () => false, unused: () => [] };

/** A property may be stated with or without its prefix. */
const namesOf = (field: string): string[] =>
  field.startsWith('properties.') ? [field, field.slice('properties.'.length)] : [field];
