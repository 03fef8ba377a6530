import type { Properties } from '../../../shared/model/entities.ts';
import { type CompileContext, type Term, textOf } from './context.ts';
import type { Node } from './parse.ts';
import { ANY } from './static-type.ts';
import { type Closure, ownMember } from './value.ts';

/** Remembers the term as something that the expression reads, unless it hangs on the variable of a macro. */
export function observe(context: CompileContext, term: Term): Term {
  if (isStable(context, term.node)) {
    context.observed.set(observedName(context, term.node), { type: term.type, run: term.raw });
  }
  return term;
}

/** True where the node reads the same wherever it stands: a path from a variable of the language, or a call with literals. */
export function isStable(context: CompileContext, node: Node): boolean {
  switch (node.op) {
    case 'id':
      return context.variables.every((variable) => variable.name !== node.args);
    case '.':
      return isStable(context, node.args[0]);
    case '[]':
      return isStable(context, node.args[0]) && node.args[1].op === 'value';
    case 'call':
      return node.args[1].every((argument) => argument.op === 'value' || isStable(context, argument));
    default:
      return false;
  }
}

/** `parent.props.duty`, as it is written without white space or parentheses. */
export function pathText(node: Node): string {
  switch (node.op) {
    case 'id':
      return node.args;
    case '.':
      return `${pathText(node.args[0])}.${node.args[1]}`;
    case '[]':
      return `${pathText(node.args[0])}.${node.args[1].op === 'value' ? String(node.args[1].args) : '?'}`;
    case 'call':
      return node.input.slice(node.start, node.end);
    default:
      return '';
  }
}

function observedName(context: CompileContext, node: Node): string {
  return node.op === 'call' ? textOf(context, node) : pathText(node);
}

/** Remembers properties that a function reads without their being written out. */
export function observeProperties(
  context: CompileContext,
  node: Node,
  properties: Closure<Properties>,
  names: readonly string[],
): void {
  if (!isStable(context, node)) return;
  for (const name of names) {
    const run: Closure = (scope, locals) => {
      const record = properties(scope, locals);
      return record === null ? null : ownMember(record, name);
    };
    context.observed.set(`${pathText(node)}.${name}`, { type: ANY, run });
  }
}
