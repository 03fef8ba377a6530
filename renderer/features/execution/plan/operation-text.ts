import { isJsonObject, type JsonObject, type JsonValue } from '../../../../shared/json.ts';
import type { FieldChange } from '../../../../shared/model/changes.ts';
import type { Because, ChainLink, Operation } from '../../../../shared/model/plan.ts';
import { fieldLabel, formatCountOf, formatFieldValue, formatValue } from '../../../lib/format.ts';

/** So many facts stand in one line; the details tell all. */
const MOST_FACTS = 5;
const MOST_VALUES = 4;

/** What an operation comes to in one line: "POWER, 4 cores, 75 m", "power_kw 55 kW -> 75 kW". */
export function operationText(operation: Operation): string {
  const { op, before, after, diff } = operation;
  if (op === 'UPDATE') return fewOf(diff.map(changeText), MOST_FACTS);
  const state = after ?? before ?? {};
  return fewOf(FACTS[operation.aggregateType]?.(state, operation.tag) ?? [], MOST_FACTS);
}

/** The whole line, as it is copied. */
export function operationRowText(operation: Operation): string {
  const parts = [
    WORDS[operation.op],
    operation.tag,
    operationText(operation),
    becauseText(operation.because),
  ];
  return parts.filter((part) => part !== '').join('  ');
}

const WORDS: Readonly<Record<Operation['op'], string>> = {
  CREATE: '+ created',
  UPDATE: '~ changed',
  DELETE: '- deleted',
  RAISE: '+ raised',
  RESOLVE: '- resolved',
};

/** "because P-101 shaft_power_kw = 55, driver = ELECTRIC"; the values that are there come first. */
export function becauseText({ source, values }: Pick<Because, 'source' | 'values'>): string {
  const named = becauseValues(values);
  const told = [
    ...named.filter(({ value }) => value !== null),
    ...named.filter(({ value }) => value === null),
  ];
  const list = fewOf(
    told.map(({ name, value }) => `${name} = ${value === null ? 'not set' : formatValue(value)}`),
    MOST_VALUES,
  );
  return ['because', source.tag, list].filter((part) => part !== '').join(' ');
}

export interface BecauseValue {
  readonly name: string;
  readonly value: JsonValue;
}

/** The values that the rule saw, by names that a reader knows. The tag itself says nothing. */
export function becauseValues(values: JsonObject): readonly BecauseValue[] {
  return Object.entries(values)
    .filter(([name]) => name !== 'asset.tag' && name !== 'cable.tag')
    .map(([name, value]) => ({ name: valueName(name), value: value ?? null }));
}

const valueName = (name: string): string =>
  name
    .replace(/^(?:asset|cable)\./, '')
    .replace(/(^|\.)props\./, '$1')
    .replace(/^setting\("(.*)"\)$/, 'setting $1');

/** One step of the way back: "P-101-M, made by mech.pump-motor", "P-101, row 77 of equipment.csv". */
export function chainText({ tag, ruleId, file, row, userId }: ChainLink): string {
  if (ruleId !== undefined) return `${tag}, made by ${ruleId}`;
  if (file !== undefined) return row === undefined ? `${tag}, from ${file}` : `${tag}, row ${row} of ${file}`;
  return userId === undefined ? tag : `${tag}, made by ${userId}`;
}

/** "power_kw 55 kW -> 75 kW", "member P-101-M added". */
export function changeText({ field, old, new: now }: FieldChange): string {
  if (field.startsWith('members.'))
    return `member ${fieldLabel(field)} ${now === null ? 'taken out' : 'added'}`;
  if (field === 'origin') return `origin ${originText(old)} \u2192 ${originText(now)}`;
  return `${fieldLabel(field)} ${valueText(field, old)} \u2192 ${valueText(field, now)}`;
}

/** What made an entity, in words. */
export function originText(origin: JsonValue): string {
  if (!isJsonObject(origin)) return 'not set';
  const { ruleId, userId } = origin;
  return formatValue(ruleId ?? userId ?? null);
}

const valueText = (field: string, value: JsonValue): string =>
  value === null ? 'not set' : formatFieldValue(field, value);

type Facts = (state: JsonObject, tag: string) => readonly string[];

const FACTS: Readonly<Partial<Record<Operation['aggregateType'], Facts>>> = {
  ASSET: (state) => [
    ...texts(state, ['type']),
    ...labelled(state, ['area', 'ioType']),
    ...propertyTexts(state['properties']),
    ...texts(state, ['description']),
  ],
  CABLE: (state) => {
    const { fromAssetId: from, toAssetId: to, cores } = state;
    return [
      `${formatValue(state['cableType'])} cable`,
      ...texts(state, ['conductorSizeMm2', 'ampacityA', 'voltageDropPct', 'lengthM']),
      ...(typeof cores === 'number' ? [formatCountOf(cores, 'core')] : []),
      ...(from === undefined || to === undefined ? [] : [`${formatValue(from)} \u2192 ${formatValue(to)}`]),
    ];
  },
  EDGE: (state, tag) => {
    const { sourceId, relation, targetId, slot } = state;
    const start = sourceId === tag ? [] : [formatValue(sourceId)];
    const channel = typeof slot === 'string' && slot !== '' ? [`channel ${slot}`] : [];
    return [[...start, formatValue(relation), formatValue(targetId)].join(' '), ...channel];
  },
  PACKAGE: (state) => [
    `${formatValue(state['packageType'])} package`,
    formatCountOf(isJsonObject(state['members']) ? Object.keys(state['members']).length : 0, 'member'),
  ],
  FINDING: (state, tag) => texts(state, ['message']).map((message) => withoutTag(message, tag)),
};

/** Messages of findings start with the tag, which stands beside them anyway. */
const withoutTag = (message: string, tag: string): string => {
  const rest = message.startsWith(`${tag}: `) ? message.slice(tag.length + 2) : message;
  return `${rest.charAt(0).toUpperCase()}${rest.slice(1)}`;
};

const texts = (state: JsonObject, fields: readonly string[]): string[] =>
  fields.flatMap((field) => {
    const value = state[field];
    return value === undefined || value === null ? [] : [formatFieldValue(field, value)];
  });

const labelled = (state: JsonObject, fields: readonly string[]): string[] =>
  fields.flatMap((field) => texts(state, [field]).map((text) => `${fieldLabel(field)} ${text}`));

function propertyTexts(properties: JsonValue | undefined): string[] {
  if (!isJsonObject(properties)) return [];
  return Object.entries(properties).map(
    ([name, value]) => `${name} ${formatFieldValue(`properties.${name}`, value ?? null)}`,
  );
}

function fewOf(parts: readonly string[], most: number): string {
  const more = parts.length - most;
  return more > 0 ? `${parts.slice(0, most).join(', ')} and ${more} more` : parts.join(', ');
}
