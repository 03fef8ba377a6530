import type { Properties, PropertyValue } from '../../../shared/model/entities.ts';
import { didYouMean } from '../../../shared/nearest-name.ts';
import { type CompileContext, reject, type Term, termOf, unknown } from './context.ts';
import { failWrongType } from './error.ts';
import { observe, pathText } from './observation.ts';
import type { Node } from './parse.ts';
import { propertyReader } from './property-reader.ts';
import { ANY, type EntityOf, type StaticType, staticTypeOf } from './static-type.ts';
import type { EvaluationScope } from './types.ts';
import { type Closure, isInherited, ownMember, type Value } from './value.ts';
import { subjectEnd, subjectParent } from './variables.ts';
import { parentOf } from './entity-fields.ts';

/** A property of the entity whose properties the receiver is. */
export function compileProperty(
  context: CompileContext,
  node: Node,
  receiver: Term,
  { owner, type: assetType }: EntityOf,
  name: string,
): Term {
  const start = Math.max(node.start, node.pos);
  const type = context.names.properties.get(name);
  if (type === undefined) {
    const message = `No property ${name} is known.${didYouMean(name, context.names.properties.keys())} ${UNKNOWN_PROPERTY_REMEDY}`;
    return reject(context, 'UNKNOWN_NAME', message, node, start);
  }
  context.reads.push({ kind: 'property', of: owner, type: assetType, name, start, end: node.end });
  const isOwn = receiver.node.op === 'id' && owner === 'self';
  const raw = isOwn ? ownProperty(name) : propertyOf(receiver.run as Closure<Properties>, name);
  const term = checkedTerm(node, staticTypeOf(type), raw, pathText(node));
  return observe(context, isOwn && !isInherited(name) ? { ...term, ownProperty: name } : term);
}

/** `setting('x')`: the subject's own property, then that of the machine it drives, then the project's setting. */
export function compileSettingLookup(context: CompileContext, node: Node, name: string): Term {
  const term = compileSetting(context, node, name);
  const ofProject = term.raw;
  const raw: Closure = (scope, locals) => ownSetting(scope, name) ?? ofProject(scope, locals);
  return observe(context, checkedTerm(node, term.type, raw, `setting('${name}')`));
}

/** `project.settings.x`: what the project states, otherwise the default. */
export function compileSetting(context: CompileContext, node: Node, name: string): Term {
  const { start, end } = nameOf(node);
  const type = context.names.settings.get(name);
  if (type === undefined) {
    const message = `No setting ${name} is known.${didYouMean(name, context.names.settings.keys())}`;
    context.problems.push({ code: 'UNKNOWN_NAME', message, start, end });
    return termOf(node, ANY, unknown);
  }
  context.reads.push({ kind: 'setting', name, start, end });
  const raw: Closure = (scope) => ownMember(scope.reader.settings, name);
  const term = checkedTerm(node, staticTypeOf(type), raw, `setting ${name}`);
  return node.op === 'call' ? term : observe(context, term);
}

const UNKNOWN_PROPERTY_REMEDY = 'It is neither in the vocabulary nor written by a rule nor on any asset.';

/** The closure that also sees to it that the value is of its type; the type of some names is not known. */
function checkedTerm(node: Node, type: StaticType, raw: Closure, text: string): Term {
  const { kind } = type;
  if (kind === 'any') return { node, type, run: raw, raw };
  const run: Closure = (scope, locals) => {
    const value = raw(scope, locals);
    return value === null || typeof value === kind ? value : failWrongType(text, value, kind);
  };
  return { node, type, run, raw };
}

/** Where the name stands: the argument of `setting(...)`, or what follows the last point. */
function nameOf(node: Node): { readonly start: number; readonly end: number } {
  const argument = node.op === 'call' ? node.args[1][0] : undefined;
  return argument ?? { start: Math.max(node.start, node.pos), end: node.end };
}

function ownProperty(name: string): Closure {
  if (isInherited(name)) return (scope) => ownMember(scope.subject.entity.properties, name);
  const read = propertyReader(name);
  return (scope): Value => read(scope.subject.entity.properties) ?? null;
}

function propertyOf(receiver: Closure<Properties>, name: string): Closure {
  return (scope, locals): PropertyValue | null => {
    const properties = receiver(scope, locals);
    return properties === null ? null : ownMember(properties, name);
  };
}

/** For a cable the machine is looked for at the end it leads to: the motor, then what the motor drives. */
function ownSetting(scope: EvaluationScope, name: string): PropertyValue | null {
  const own = ownMember(scope.subject.entity.properties, name);
  if (own !== null) return own;
  if (scope.subject.kind === 'ASSET') return memberOf(subjectParent(scope)?.properties, name);
  const end = subjectEnd(scope, 'to');
  if (end === null) return null;
  return memberOf(end.properties, name) ?? memberOf(parentOf(end, scope.reader)?.properties, name);
}

function memberOf(properties: Properties | undefined, name: string): PropertyValue | null {
  return properties === undefined ? null : ownMember(properties, name);
}
