import type { Asset } from '../../../shared/model/entities.ts';
import { didYouMean } from '../../../shared/nearest-name.ts';
import { type CompileContext, reject, type Term, termOf } from './context.ts';
import { endOf, parentOf } from './entity-fields.ts';
import type { Node } from './parse.ts';
import { NUMBER, type StaticType } from './static-type.ts';
import type { EvaluationScope, SubjectKind } from './types.ts';
import type { Closure } from './value.ts';

interface Variable {
  readonly type: StaticType;
  readonly run: Closure;
}

/** The variable of this name: one of a macro around, one of the language, or an UNKNOWN_NAME problem. */
export function compileVariable(context: CompileContext, node: Node, name: string): Term {
  const bound = context.variables.findLast((variable) => variable.name === name);
  if (bound !== undefined) {
    const { place } = bound;
    return termOf(node, bound.type, (_, locals) => locals[place] ?? null);
  }
  if (name === 'seq' && context.allowSequence) {
    context.usesSequence = true;
    return termOf(node, NUMBER, (_, locals) => locals[0] ?? null);
  }
  const variable = VARIABLES[context.kind].get(name);
  if (variable !== undefined) return termOf(node, variable.type, variable.run);
  return reject(context, 'UNKNOWN_NAME', unknownVariable(context, name), node);
}

const projectVariable: Variable = { type: { kind: 'project' }, run: (scope) => scope.reader.project };
const ownProperties: Variable = {
  type: { kind: 'properties', owner: 'self' },
  run: (scope) => scope.subject.entity.properties,
};
const ownEntity: Closure = (scope) => scope.subject.entity;

const VARIABLES: Readonly<Record<SubjectKind, ReadonlyMap<string, Variable>>> = {
  ASSET: new Map<string, Variable>([
    ['asset', { type: { kind: 'asset', owner: 'self' }, run: ownEntity }],
    ['props', ownProperties],
    ['parent', { type: { kind: 'asset', owner: 'parent' }, run: subjectParent }],
    ['project', projectVariable],
  ]),
  CABLE: new Map<string, Variable>([
    ['cable', { type: { kind: 'cable', owner: 'self' }, run: ownEntity }],
    ['props', ownProperties],
    ['from', { type: { kind: 'asset', owner: 'from' }, run: (scope) => subjectEnd(scope, 'from') }],
    ['to', { type: { kind: 'asset', owner: 'to' }, run: (scope) => subjectEnd(scope, 'to') }],
    ['project', projectVariable],
  ]),
};

/** The machine that the subject belongs to; null for a cable. */
export function subjectParent(scope: EvaluationScope): Asset | null {
  return scope.subject.kind === 'ASSET' ? parentOf(scope.subject.entity, scope.reader) : null;
}

/** The asset at one end of the cable; null where the subject is none. */
export function subjectEnd(scope: EvaluationScope, end: 'from' | 'to'): Asset | null {
  return scope.subject.kind === 'CABLE' ? endOf(scope.subject.entity, end, scope.reader) : null;
}

function unknownVariable(context: CompileContext, name: string): string {
  const known = [...VARIABLES[context.kind].keys(), ...context.variables.map((variable) => variable.name)];
  if (context.names.properties.has(name)) return `${name} is not a variable. Did you mean props.${name}?`;
  if (name === 'seq') return 'seq is known in templates only, such as "{asset.area}-{seq:03}".';
  const other = VARIABLES[context.kind === 'ASSET' ? 'CABLE' : 'ASSET'];
  if (other.has(name)) {
    const subject = context.kind === 'ASSET' ? 'assets' : 'cables';
    return `${name} is not known in rules for ${subject}. Use one of ${known.join(', ')}.`;
  }
  const meant = didYouMean(name, [...known, 'true', 'false', 'null']);
  return `${name} is not a variable.${meant === '' ? ` Use one of ${known.join(', ')}.` : meant}`;
}
