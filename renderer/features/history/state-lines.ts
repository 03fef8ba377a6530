import { isJsonObject, type JsonObject, type JsonValue } from '../../../shared/json.ts';
import { fieldLabel, formatFieldValue } from '../../lib/format.ts';

/** One field of a state, as the comparison of two versions shows it. */
export interface StateLine {
  /** `area`, `properties.power_kw`, `members.ASSET:id`. */
  readonly path: string;
  /** `power_kw: 75 kW` */
  readonly text: string;
}

/** Fields that are no content of an entity: they never change or only say who wrote the others. */
const HIDDEN: ReadonlySet<string> = new Set(['id', 'origin', 'owners', 'version', 'provenance']);

/** Fields that hold a map whose entries are fields of their own. */
const MAPS: ReadonlySet<string> = new Set(['properties', 'members', 'settings']);

/** The fields of a state, a line each: the entity's own first, then its properties, both by name. */
export function stateLines(state: JsonObject | null): readonly StateLine[] {
  if (state === null) return [];
  const own: string[] = [];
  const nested: [path: string, value: JsonValue][] = [];
  for (const [field, value] of Object.entries(state)) {
    if (HIDDEN.has(field) || value === null || value === undefined) continue;
    if (MAPS.has(field) && isJsonObject(value)) nested.push(...entriesOf(field, value));
    else own.push(field);
  }
  const line = (path: string, value: JsonValue): StateLine => ({ path, text: lineText(path, value) });
  return [
    ...own.toSorted(byName).map((field) => line(field, state[field] ?? null)),
    ...nested.toSorted(([a], [b]) => byName(a, b)).map(([path, value]) => line(path, value)),
  ];
}

/** The lines of two states, with those left out that both have; `unchanged` counts these. */
export interface ComparedLines {
  readonly before: string;
  readonly after: string;
  readonly changed: number;
  readonly unchanged: number;
}

/** What two versions differ in, as texts of lines. With `all`, the lines that both have are there too. */
export function compareStates(
  before: JsonObject | null,
  after: JsonObject | null,
  all: boolean,
): ComparedLines {
  const left = stateLines(before);
  const right = stateLines(after);
  const leftTexts = new Map(left.map(({ path, text }) => [path, text]));
  const same = new Set(
    right.filter(({ path, text }) => leftTexts.get(path) === text).map(({ path }) => path),
  );
  const shown = (lines: readonly StateLine[]): string =>
    lines
      .filter(({ path }) => all || !same.has(path))
      .map(({ text }) => text)
      .join('\n');
  const paths = new Set([...left, ...right].map(({ path }) => path));
  return { before: shown(left), after: shown(right), changed: paths.size - same.size, unchanged: same.size };
}

const byName = (a: string, b: string): number => a.localeCompare(b);

function entriesOf(field: string, map: JsonObject): [path: string, value: JsonValue][] {
  return Object.entries(map).flatMap(([key, value]) =>
    value === null || value === undefined ? [] : [[`${field}.${key}`, value]],
  );
}

/** On one line whatever the value is: a line break inside it would look like another field. */
function lineText(path: string, value: JsonValue): string {
  if (value === true && path.startsWith('members.')) return `member: ${path.slice('members.'.length)}`;
  return `${fieldLabel(path)}: ${formatFieldValue(path, value)}`.replaceAll(/\r\n|\r|\n/g, '\u21b5');
}
