import { roundTo } from '../engineering/rounding.ts';
import { type CompileContext, expectKind, type Term, termOf, textOf } from './context.ts';
import { isList } from './equality.ts';
import { failOverflow, failWrongType } from './error.ts';
import type { LanguageFunction } from './functions.ts';
import type { Node } from './parse.ts';
import { NUMBER } from './static-type.ts';
import type { Closure, Value } from './value.ts';

/** Functions of numbers. Of an unknown they are unknown, and so of a list with an unknown in it. */
export const NUMBER_FUNCTIONS: readonly (readonly [string, LanguageFunction])[] = [
  ['min', extreme(Math.min)],
  ['max', extreme(Math.max)],
  [
    'sum',
    {
      least: 1,
      most: 1,
      compile: (context, node, [list]) => compileSum(context, node, context.compile(list)),
    },
  ],
  ['abs', ofNumber(Math.abs)],
  ['floor', ofNumber(Math.floor)],
  ['ceil', ofNumber(Math.ceil)],
  ['round', { least: 1, most: 2, compile: compileRound }],
];

/** `sum(list)` or `list.sum()`; of no numbers 0. */
export function compileSum(context: CompileContext, node: Node, term: Term): Term {
  const list = expectKind(context, term, 'list');
  const text = textOf(context, node);
  return termOf(node, NUMBER, (scope, locals) => {
    const numbers = numbersOf(list(scope, locals), text);
    if (numbers === null) return null;
    const result = numbers.reduce((sum, number) => sum + number, 0);
    return Number.isFinite(result) ? result : failOverflow(text, result);
  });
}

/** A function of one number. */
export function ofNumber(apply: (value: number) => number | null): LanguageFunction {
  return {
    least: 1,
    most: 1,
    compile(context, node, [argument]) {
      const operand = expectKind(context, context.compile(argument), 'number') as Closure<number>;
      return termOf(node, NUMBER, (scope, locals) => {
        const value = operand(scope, locals);
        return value === null ? null : apply(value);
      });
    },
  };
}

/** Rounds half away from zero, to whole numbers or to the digits given. */
function compileRound(context: CompileContext, node: Node, args: readonly [Node, ...Node[]]): Term {
  const value = expectKind(context, context.compile(args[0]), 'number') as Closure<number>;
  const digits =
    args[1] === undefined
      ? zero
      : (expectKind(context, context.compile(args[1]), 'number') as Closure<number>);
  return termOf(node, NUMBER, (scope, locals) => {
    const number = value(scope, locals);
    const places = digits(scope, locals);
    return number === null || places === null ? null : roundTo(number, places);
  });
}

const zero: Closure<number> = () => 0;

/** min and max: of a list, or of the arguments. Of nothing they are unknown. */
function extreme(choose: (...numbers: number[]) => number): LanguageFunction {
  return {
    least: 1,
    most: Number.POSITIVE_INFINITY,
    compile(context, node, args) {
      const text = textOf(context, node);
      const values = args.length === 1 ? ofList(context, args[0]) : ofArguments(context, args);
      return termOf(node, NUMBER, (scope, locals) => {
        const numbers = numbersOf(values(scope, locals), text);
        return numbers === null || numbers.length === 0 ? null : numbers.reduce((a, b) => choose(a, b));
      });
    },
  };
}

function ofList(context: CompileContext, argument: Node): Closure {
  return expectKind(context, context.compile(argument), 'list');
}

function ofArguments(context: CompileContext, args: readonly Node[]): Closure {
  const runs = args.map((argument) => expectKind(context, context.compile(argument), 'number'));
  return (scope, locals) => runs.map((run) => run(scope, locals));
}

function numbersOf(value: Value, text: string): readonly number[] | null {
  if (value === null || !isList(value)) return null;
  const numbers: number[] = [];
  for (const item of value) {
    if (item === null) return null;
    numbers.push(typeof item === 'number' ? item : failWrongType(`an element in ${text}`, item, 'number'));
  }
  return numbers;
}
