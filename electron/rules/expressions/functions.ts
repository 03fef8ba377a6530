import { didYouMean } from '../../../shared/nearest-name.ts';
import { type CompileContext, reject, type Term } from './context.ts';
import { ENGINEERING_FUNCTIONS } from './engineering-functions.ts';
import { NUMBER_FUNCTIONS } from './number-functions.ts';
import type { Node } from './parse.ts';
import { PLANT_FUNCTIONS } from './plant-functions.ts';
import { VALUE_FUNCTIONS } from './value-functions.ts';

/** A function of the language: how many arguments it takes, and how a call of it is compiled. */
export interface LanguageFunction {
  readonly least: number;
  readonly most: number;
  compile(context: CompileContext, node: Node, args: readonly [Node, ...Node[]]): Term;
}

/** Every function of the language by its name. */
export const FUNCTIONS: ReadonlyMap<string, LanguageFunction> = new Map([
  ...VALUE_FUNCTIONS,
  ...NUMBER_FUNCTIONS,
  ...PLANT_FUNCTIONS,
  ...ENGINEERING_FUNCTIONS,
]);

/** `name(args)`. */
export function compileCall(context: CompileContext, node: Node, name: string, args: readonly Node[]): Term {
  const called = FUNCTIONS.get(name);
  if (called === undefined) {
    return reject(
      context,
      'UNKNOWN_NAME',
      `No function ${name} is known.${didYouMean(name, FUNCTIONS.keys())}`,
      node,
    );
  }
  const [first, ...rest] = args;
  if (first === undefined || args.length < called.least || args.length > called.most) {
    const message = `${name} takes ${argumentCount(called.least, called.most)}, not ${args.length}.`;
    return reject(context, 'WRONG_TYPE', message, node);
  }
  return called.compile(context, node, [first, ...rest]);
}

export function argumentCount(least: number, most: number): string {
  if (most === Number.POSITIVE_INFINITY) return `at least ${least} ${least === 1 ? 'argument' : 'arguments'}`;
  const count = least === most ? String(least) : `${least} to ${most}`;
  return `${count} ${most === 1 ? 'argument' : 'arguments'}`;
}
