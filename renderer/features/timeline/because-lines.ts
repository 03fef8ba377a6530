import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../../shared/json.ts';
import { formatCount, formatValue } from '../../lib/format.ts';

/** One thing that an event says about why it happened. */
export interface BecauseLine {
  readonly label: string;
  readonly value: string;
  /** A tag with a history. */
  readonly tag?: string;
}

/** Why an event happened: what its context holds, in words, and the rest of it by name. */
export function becauseLines(context: JsonObject): BecauseLine[] {
  const { ruleId, ruleName, ruleHash, values, source, chain, file, row, reason, message, ...rest } = context;
  const lines: BecauseLine[] = [];
  const add = (label: string, value: JsonValue | undefined): void => {
    if (value !== undefined && value !== null && value !== '')
      lines.push({ label, value: formatValue(value) });
  };
  add('Message', message);
  add('Reason', reason);
  add('Rule', ruleText(ruleId, ruleName, ruleHash));
  add(
    'From',
    typeof file === 'string' && typeof row === 'number' ? `row ${formatCount(row)} of ${file}` : file,
  );
  lines.push(...chainLines(source, chain), ...valueLines(values));
  for (const [name, value] of Object.entries(rest)) add(inWords(name), value);
  return lines;
}

function ruleText(
  id: JsonValue | undefined,
  name: JsonValue | undefined,
  hash: JsonValue | undefined,
): string {
  const version = typeof hash === 'string' ? ` (version ${hash.slice(0, 8)})` : '';
  if (typeof id !== 'string') return typeof name === 'string' ? name : '';
  return typeof name === 'string' ? `${name}, ${id}${version}` : `${id}${version}`;
}

/** The entity that the rule was applied to, and from it back to the row or the person that started it. */
function chainLines(source: JsonValue | undefined, chain: JsonValue | undefined): BecauseLine[] {
  const links = isJsonArray(chain) ? chain.filter(isJsonObject) : [];
  const start = isJsonObject(source) ? source : undefined;
  const all =
    start === undefined || links[0]?.['tag'] === start['tag'] ? links : [{ tag: start['tag'] }, ...links];
  return all.flatMap((link, index) => {
    const { tag } = link;
    if (typeof tag !== 'string') return [];
    return [{ label: index === 0 ? 'Applied to' : 'made from', value: `${tag}${linkText(link)}`, tag }];
  });
}

function linkText({ ruleId, file, row, userId }: JsonObject): string {
  if (typeof ruleId === 'string') return `, made by ${ruleId}`;
  if (typeof file === 'string')
    return `, ${typeof row === 'number' ? `row ${formatCount(row)} of ` : ''}${file}`;
  return typeof userId === 'string' ? `, by ${userId}` : '';
}

function valueLines(values: JsonValue | undefined): BecauseLine[] {
  if (!isJsonObject(values)) return [];
  return Object.entries(values).map(([name, value]) => ({
    label: name,
    value: value === null ? 'not set' : formatValue(value),
  }));
}

/** `planHash` -> "Plan hash". */
function inWords(name: string): string {
  const words = name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
