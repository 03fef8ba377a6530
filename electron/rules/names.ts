import type { Rule } from '../../shared/model/rule.ts';
import { SETTINGS } from '../../shared/settings.ts';
import type { KnownNames, ValueType } from './expressions/types.ts';

/**
 * The names that expressions may use: properties of the vocabulary, those that any rule of the set writes,
 * and those that the assets of a project carry; and every setting.
 */
export function knownNames(
  rules: readonly Pick<Rule, 'do'>[],
  ...known: readonly ReadonlyMap<string, ValueType>[]
): KnownNames {
  const properties = new Map<string, ValueType>();
  for (const [name, type] of known.toReversed().flatMap((names) => [...names])) properties.set(name, type);
  const vocabulary = known[0];
  for (const { do: action } of rules) {
    for (const [name, value] of writtenProperties(action)) {
      if (vocabulary?.has(name) === true) continue;
      const type = typeOfSource(value);
      const before = properties.get(name);
      properties.set(name, before === undefined || before === type ? type : 'any');
    }
  }
  return { properties, settings: SETTING_TYPES };
}

export const SETTING_TYPES: ReadonlyMap<string, ValueType> = new Map(
  Object.entries(SETTINGS).map(([name, { type }]) => [name, type]),
);

function writtenProperties(action: Rule['do']): [string, string | number | boolean][] {
  return [action.set_property, action.create_child?.properties, action.create_cable?.properties].flatMap(
    (written) => Object.entries(written ?? {}),
  );
}

/** The type of what a rule writes, as far as its text says it. */
function typeOfSource(value: string | number | boolean): ValueType {
  if (typeof value !== 'string') return typeof value as ValueType;
  return value.startsWith('=') ? 'any' : 'string';
}
