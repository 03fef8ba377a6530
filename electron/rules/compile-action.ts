import { actionTypeOf, type Action } from '../../shared/model/rule.ts';
import type { ActionType } from '../../shared/model/scope.ts';
import { disciplineOfType } from '../../shared/model/terms.ts';
import { didYouMean } from '../../shared/nearest-name.ts';
import { compileCreateCable } from './compile-cable.ts';
import {
  compileEnds,
  compileField,
  compileProperties,
  type ActionContext as Context,
} from './compile-parts.ts';
import type { CompiledAction } from './compiled-rule.ts';
import { isSettableField, OTHER_FIELDS, SETTABLE_FIELDS } from './settable-fields.ts';
import type { PathStep } from './yaml-source.ts';

/** Compiles what a rule does; null where a text of it does not compile. Problems go to `context.texts`. */
export function compileAction(action: Action, context: Context): CompiledAction | null {
  const type = actionTypeOf({ do: action });
  const path = ['do', type];
  if (context.kind === 'CABLE' && ASSETS_ONLY.has(type)) {
    context.texts.report('WRONG_TYPE', `${type} works on assets. Leave out "entity: CABLE".`, path);
  }
  return (
    compileCreateChild(action, path, context) ??
    compileSetProperty(action, path, context) ??
    compileCreateRelationship(action, path, context) ??
    compileValidate(action, path, context) ??
    compileCreateCable(action, path, context) ??
    compileCreatePackage(action, path, context) ??
    compileAllocateIo(action, path, context)
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
  const tag = context.texts.tag(spec.tag, [...path, 'tag']);
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
    if (/^[a-z][a-z0-9_]*$/.test(name) && !OTHER_FIELDS[context.kind].has(name))
      return compileProperties({ [name]: source }, path, context);
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

function compileCreatePackage(
  { create_package: spec }: Action,
  path: readonly PathStep[],
  { texts }: Context,
): CompiledAction | null {
  if (spec === undefined) return null;
  const code = texts.template(spec.code, [...path, 'code']);
  return code === null ? null : { kind: 'create_package', code, packageType: spec.packageType };
}

function compileAllocateIo(
  { allocate_io: spec }: Action,
  path: readonly PathStep[],
  context: Context,
): CompiledAction | null {
  if (spec === undefined) return null;
  const { cabinet, ...counts } = spec;
  return { kind: 'allocate_io', counts, cabinet: compileEnds(cabinet, [...path, 'cabinet'], context) };
}
