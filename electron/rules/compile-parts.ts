import type { End, ValueSource } from '../../shared/model/rule.ts';
import { didYouMean } from '../../shared/nearest-name.ts';
import type { CompiledEnd, CompiledField } from './compiled-rule.ts';
import type { KnownNames, SubjectKind, ValueType } from './expressions/types.ts';
import type { RuleTexts } from './rule-texts.ts';
import type { PathStep } from './yaml-source.ts';

/** What the parts of an action are compiled in. Problems go to `texts`. */
export interface ActionContext {
  readonly texts: RuleTexts;
  readonly kind: SubjectKind;
  readonly names: KnownNames;
}

export function compileProperties(
  properties: Readonly<Record<string, ValueSource>>,
  path: readonly PathStep[],
  context: ActionContext,
): CompiledField[] {
  return Object.entries(properties).flatMap(([name, source]) => {
    const type = context.names.properties.get(name) ?? 'any';
    return compileField(`properties.${name}`, type, source, [...path, name], context);
  });
}

export function compileField(
  field: string,
  type: ValueType,
  source: ValueSource,
  path: readonly PathStep[],
  { texts }: ActionContext,
): CompiledField[] {
  const value = texts.value(source, path);
  if (value === null) return [];
  const becomesText = type === 'string' && !field.startsWith('properties.') && value.type === 'number';
  if (type !== 'any' && value.type !== 'any' && value.type !== type && !becomesText) {
    const hint =
      value.type === 'string' && typeof source === 'string' ? ' An expression starts with "= ".' : '';
    texts.report('WRONG_TYPE', `${path.at(-1)} is a ${type}; this is a ${value.type}.${hint}`, path);
  }
  return [{ field, type, value }];
}

export function compileEnds(
  ends: End | readonly End[],
  path: readonly PathStep[],
  context: ActionContext,
): CompiledEnd[] {
  if (!isList(ends)) return compileEnd(ends, path, context);
  return ends.flatMap((end, index) => compileEnd(end, [...path, index], context));
}

const isList = (ends: End | readonly End[]): ends is readonly End[] => Array.isArray(ends);

function compileEnd(end: End, path: readonly PathStep[], { texts, names }: ActionContext): CompiledEnd[] {
  if (typeof end === 'string') return [{ kind: end }];
  if ('child' in end) return [{ kind: 'child', type: end.child }];
  if ('relation' in end) return [{ kind: 'relation', relation: end.relation, type: end.type ?? null }];
  if ('tag' in end) {
    const tag = texts.template(end.tag, [...path, 'tag']);
    return tag === null ? [] : [{ kind: 'tag', tag }];
  }
  const same = typeof end.same === 'string' ? [end.same] : (end.same ?? []);
  for (const [index, name] of same.entries()) {
    if (SAME_FIELDS.has(name) || names.properties.has(name)) continue;
    const step = typeof end.same === 'string' ? [] : [index];
    const message = `${name} is neither a field nor a known property.${didYouMean(name, [...SAME_FIELDS, ...names.properties.keys()])}`;
    texts.report('UNKNOWN_NAME', message, [...path, 'same', ...step]);
  }
  return [{ kind: 'type', type: end.type, same: same.map(fieldPathOf) }];
}

const SAME_FIELDS: ReadonlySet<string> = new Set([
  'area',
  'system',
  'discipline',
  'description',
  'ioType',
  'parentId',
]);
const fieldPathOf = (name: string): string => (SAME_FIELDS.has(name) ? name : `properties.${name}`);
