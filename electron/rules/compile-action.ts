import { actionTypeOf, type Action, type End, type ValueSource } from '../../shared/model/rule.ts';
import type { ActionType } from '../../shared/model/scope.ts';
import { disciplineOfType } from '../../shared/model/terms.ts';
import { didYouMean } from '../../shared/nearest-name.ts';
import type { CompiledAction, CompiledEnd, CompiledField } from './compiled-rule.ts';
import type { KnownNames, SubjectKind, ValueType } from './expressions/types.ts';
import type { RuleTexts } from './rule-texts.ts';
import { isSettableField, SETTABLE_FIELDS } from './settable-fields.ts';
import type { PathStep } from './yaml-source.ts';

/** Actions that parse and are checked, and that the planner does not carry out yet. */
const UNAVAILABLE: ReadonlySet<ActionType> = new Set(['create_cable', 'create_package', 'allocate_io']);

interface Context {
  readonly texts: RuleTexts;
  readonly kind: SubjectKind;
  readonly names: KnownNames;
}

/** Compiles what a rule does; null where a text of it does not compile. Problems go to `context.texts`. */
export function compileAction(action: Action, context: Context): CompiledAction | null {
  const type = actionTypeOf({ do: action });
  const path = ['do', type];
  if (context.kind === 'CABLE' && ASSETS_ONLY.has(type)) {
    context.texts.report('WRONG_TYPE', `${type} works on assets. Leave out "entity: CABLE".`, path);
  }
  if (UNAVAILABLE.has(type)) {
    context.texts.report('NOT_AVAILABLE', `The action ${type} is not available in this version yet.`, path);
  }
  return (
    compileCreateChild(action, path, context) ??
    compileSetProperty(action, path, context) ??
    compileCreateRelationship(action, path, context) ??
    compileValidate(action, path, context) ??
    compileOther(action, path, context)
  );
}

const ASSETS_ONLY: ReadonlySet<ActionType> = new Set([
  'create_child',
  'create_cable',
  'create_relationship',
  'allocate_io',
]);

function compileCreateChild(
  { create_child: spec }: Action,
  path: readonly PathStep[],
  context: Context,
): CompiledAction | null {
  if (spec === undefined) return null;
  const tag = context.texts.template(spec.tag, [...path, 'tag']);
  const texts = (['description', 'ioType'] as const).flatMap((field) => {
    const source = spec[field];
    return source === undefined ? [] : compileField(field, 'string', source, [...path, field], context);
  });
  const fields = [...texts, ...compileProperties(spec.properties, [...path, 'properties'], context)];
  if (tag === null) return null;
  const { slot, type, relation, inherit } = spec;
  const discipline = spec.discipline ?? disciplineOfType(type);
  return { kind: 'create_child', slot, type, discipline, relation, tag, inherit, fields };
}

function compileSetProperty(
  { set_property: spec }: Action,
  path: readonly PathStep[],
  context: Context,
): CompiledAction | null {
  if (spec === undefined) return null;
  const fields = Object.entries(spec).flatMap(([name, source]) => {
    const known = isSettableField(context.kind, name) ? SETTABLE_FIELDS[context.kind][name] : undefined;
    if (known !== undefined) return compileField(name, known, source, [...path, name], context);
    if (/^[a-z][a-z0-9_]*$/.test(name)) return compileProperties({ [name]: source }, path, context);
    const candidates = Object.keys(SETTABLE_FIELDS[context.kind]);
    context.texts.report(
      'UNKNOWN_NAME',
      `${name} is no field that a rule can set: ${candidates.join(', ')}, or a property in lower snake case.${didYouMean(name, candidates)}`,
      [...path, name],
    );
    return [];
  });
  return { kind: 'set_property', fields };
}

function compileCreateRelationship(
  { create_relationship: spec }: Action,
  path: readonly PathStep[],
  context: Context,
): CompiledAction | null {
  if (spec === undefined) return null;
  const { relation, direction, slot } = spec;
  return {
    kind: 'create_relationship',
    relation,
    direction,
    slot,
    to: compileEnds(spec.to, [...path, 'to'], context),
  };
}

function compileValidate(
  { validate: spec }: Action,
  path: readonly PathStep[],
  { texts }: Context,
): CompiledAction | null {
  if (spec === undefined) return null;
  const that = texts.condition(spec.that, [...path, 'that']);
  const message = texts.template(spec.message, [...path, 'message']);
  if (that === null || message === null) return null;
  return { kind: 'validate', that, message, severity: spec.severity, unknown: spec.unknown };
}

function compileOther(action: Action, path: readonly PathStep[], context: Context): CompiledAction | null {
  const { texts } = context;
  const { create_cable: cable, create_package: pack, allocate_io: io } = action;
  if (cable !== undefined) {
    texts.template(cable.tag, [...path, 'tag']);
    compileEnds(cable.from, [...path, 'from'], context);
    compileEnds(cable.to, [...path, 'to'], context);
    const { lengthM, sizing } = cable;
    if (lengthM !== undefined) compileField('lengthM', 'number', lengthM, [...path, 'lengthM'], context);
    for (const [name, source] of Object.entries(sizing ?? {})) {
      if (source === undefined) continue;
      compileField(name, 'number', source, [...path, 'sizing', name], context);
    }
    compileProperties(cable.properties, [...path, 'properties'], context);
    return { kind: 'create_cable' };
  }
  if (pack !== undefined) {
    texts.template(pack.code, [...path, 'code']);
    return { kind: 'create_package' };
  }
  if (io === undefined) return null;
  compileEnds(io.cabinet, [...path, 'cabinet'], context);
  return { kind: 'allocate_io' };
}

function compileProperties(
  properties: Readonly<Record<string, ValueSource>>,
  path: readonly PathStep[],
  context: Context,
): CompiledField[] {
  return Object.entries(properties).flatMap(([name, source]) => {
    const type = context.names.properties.get(name) ?? 'any';
    return compileField(`properties.${name}`, type, source, [...path, name], context);
  });
}

function compileField(
  field: string,
  type: ValueType,
  source: ValueSource,
  path: readonly PathStep[],
  { texts }: Context,
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

function compileEnds(ends: End | readonly End[], path: readonly PathStep[], context: Context): CompiledEnd[] {
  if (!isList(ends)) return compileEnd(ends, path, context);
  return ends.flatMap((end, index) => compileEnd(end, [...path, index], context));
}

const isList = (ends: End | readonly End[]): ends is readonly End[] => Array.isArray(ends);

function compileEnd(end: End, path: readonly PathStep[], { texts, names }: Context): CompiledEnd[] {
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
