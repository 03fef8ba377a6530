import { parseSource, type Node } from './expressions/parse.ts';

/**
 * The names that an expression tests for being there (`== null`, `!= null`, `has()`) or negates. What it finds
 * can turn round when the value comes later, so these reads need a finished value.
 */
export function negatedNames(source: string): ReadonlySet<string> {
  const names = new Set<string>();
  const parsed = parseSource(source);
  if (parsed.ok) visit(parsed.value, false, names);
  return names;
}

/** The same for the expressions inside a template. */
export function negatedNamesOfTemplate(source: string): ReadonlySet<string> {
  const parts = source.matchAll(/\{([^{}]+)\}/g);
  return new Set([...parts].flatMap(([, expression]) => [...negatedNames(expression ?? '')]));
}

function visit(node: Node, negated: boolean, names: Set<string>): void {
  switch (node.op) {
    case '.':
      if (negated) names.add(node.args[1]);
      visit(node.args[0], negated, names);
      return;
    case '==':
    case '!=': {
      const tested = negated || node.args.some((side) => side.op === 'value' && side.args === null);
      for (const side of node.args) visit(side, tested, names);
      return;
    }
    case '!_':
      visit(node.args, true, names);
      return;
    case 'call':
      for (const argument of node.args[1]) visit(argument, negated || node.args[0] === 'has', names);
      return;
    default:
      visitAll(node.args, negated, names);
  }
}

/** Nodes keep their parts as one node, or as lists of nodes that may be nested. */
function visitAll(part: unknown, negated: boolean, names: Set<string>): void {
  if (Array.isArray(part)) for (const inner of part) visitAll(inner, negated, names);
  else if (typeof part === 'object' && part !== null && 'op' in part) {
    const node = part as Node;
    if (negated && node.op === '[]' && node.args[1].op === 'value') names.add(String(node.args[1].args));
    visit(node, negated, names);
  }
}
