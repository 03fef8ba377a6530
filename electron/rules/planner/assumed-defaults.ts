import type { Because, Operation } from '../../../shared/model/plan.ts';
import type { CompiledRule } from '../compiled-rule.ts';

/** What counts where a property is stated neither on the asset nor on its machine. */
const DEFAULTS: Readonly<Record<string, string>> = { driver: 'ELECTRIC', duty: 'CONSTANT' };
/** How many tags a note names. */
const NAMED = 5;

/** A note for each property that a plan assumes a value of, with the assets that do not state it. */
export function assumedDefaults(
  running: readonly CompiledRule[],
  operations: readonly Operation[],
): string[] {
  return Object.entries(DEFAULTS).flatMap(([name, value]) => {
    const readers = new Set(
      running
        .filter(({ dependencies }) => dependencies.ownFields.has(`properties.${name}`))
        .map(({ rule }) => rule.id),
    );
    if (readers.size === 0) return [];
    const tags = new Set<string>();
    let last: Because | null = null;
    operations.forEach(({ because, ruleId, op }) => {
      if (because === last || ruleId === null || !readers.has(ruleId) || !ASSUMING.has(op)) return;
      last = because;
      if (isUnstated(because.values, name)) tags.add(because.source.tag);
    });
    return tags.size === 0 ? [] : [noteOf(name, value, [...tags].toSorted())];
  });
}

const ASSUMING: ReadonlySet<string> = new Set(['CREATE', 'UPDATE']);

/** True where a rule looked for the property, on the asset and perhaps on its machine, and found none. */
function isUnstated(values: Because['values'], name: string): boolean {
  const own = values[`props.${name}`];
  return own === null && (values[`parent.props.${name}`] ?? null) === null;
}

function noteOf(name: string, value: string, tags: readonly string[]): string {
  const more = tags.length > NAMED ? ` and ${tags.length - NAMED} more` : '';
  return `No ${name} is stated for ${tags.slice(0, NAMED).join(', ')}${more}: it counts as ${value}. State it where it is another.`;
}
