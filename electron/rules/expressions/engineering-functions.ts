import type { Properties } from '../../../shared/model/entities.ts';
import { fullLoadCurrentA } from '../engineering/full-load-current.ts';
import { DEFAULT_MOTOR_MARGINS, motorMargin, standardMotorKw } from '../engineering/motor.ts';
import { type CompileContext, expectKind, reject, type Term, termOf, textOf } from './context.ts';
import { failOutOfRange, failWrongType } from './error.ts';
import type { LanguageFunction } from './functions.ts';
import { ofNumber } from './number-functions.ts';
import { observeProperties } from './observation.ts';
import type { Node } from './parse.ts';
import { NUMBER, typeName } from './static-type.ts';
import { type Closure, ownMember, type Settings } from './value.ts';

/** The engineering functions by their names in rules. Unknown inputs give an unknown result. */
export const ENGINEERING_FUNCTIONS: readonly (readonly [string, LanguageFunction])[] = [
  ['standard_motor_kw', ofNumber(standardMotorKw)],
  [
    'motor_margin',
    { least: 1, most: 1, compile: (context, node, [shaft]) => compileMotorMargin(context, node, shaft) },
  ],
  [
    'full_load_current',
    { least: 1, most: 1, compile: (context, node, [motor]) => compileFullLoadCurrent(context, node, motor) },
  ],
];

/** What full_load_current reads of the motor and shows as the values that it rests on. */
const RATING_PROPERTIES = ['power_kw', 'voltage_v', 'efficiency', 'power_factor', 'electrical_code'] as const;

/** The settings that motor_margin reads, by the margin they stand for. */
const MARGIN_SETTINGS = {
  below22Kw: 'motor_margin_below_22_kw',
  from22To55Kw: 'motor_margin_22_to_55_kw',
  above55Kw: 'motor_margin_above_55_kw',
} as const;

function compileMotorMargin(context: CompileContext, node: Node, argument: Node): Term {
  const shaftKw = expectKind(context, context.compile(argument), 'number') as Closure<number>;
  for (const name of Object.values(MARGIN_SETTINGS)) {
    context.reads.push({ kind: 'setting', name, start: node.start, end: node.end });
  }
  return termOf(node, NUMBER, (scope, locals) => {
    const power = shaftKw(scope, locals);
    return power === null ? null : motorMargin(power, marginsOf(scope.reader.settings));
  });
}

function marginsOf(settings: Settings) {
  const margin = (key: keyof typeof MARGIN_SETTINGS): number => {
    const name = MARGIN_SETTINGS[key];
    const value = ownMember(settings, name) ?? DEFAULT_MOTOR_MARGINS[key];
    return typeof value === 'number' ? value : failWrongType(`setting ${name}`, value, 'number');
  };
  return {
    below22Kw: margin('below22Kw'),
    from22To55Kw: margin('from22To55Kw'),
    above55Kw: margin('above55Kw'),
  };
}

function compileFullLoadCurrent(context: CompileContext, node: Node, argument: Node): Term {
  const motor = context.compile(argument);
  const text = textOf(context, argument);
  if (motor.type.kind !== 'properties') {
    const message = `full_load_current needs the motor's properties, props or parent.props, but ${text} is ${typeName(motor.type.kind)}.`;
    return reject(context, 'WRONG_TYPE', message, argument);
  }
  const { owner: of, type } = motor.type;
  for (const name of [...RATING_PROPERTIES, 'phases']) {
    context.reads.push({ kind: 'property', of, type, name, start: argument.start, end: argument.end });
  }
  const run = motor.run as Closure<Properties>;
  observeProperties(context, argument, run, RATING_PROPERTIES);
  return termOf(node, NUMBER, (scope, locals) => {
    const properties = run(scope, locals);
    return properties === null ? null : currentOf(properties, text);
  });
}

function currentOf(properties: Properties, text: string): number | null {
  const code = ownMember(properties, 'electrical_code');
  return fullLoadCurrentA({
    powerKw: numberOf(properties, 'power_kw', text),
    voltageV: numberOf(properties, 'voltage_v', text),
    phases: numberOf(properties, 'phases', text),
    efficiency: fractionOf(properties, 'efficiency', text),
    powerFactor: fractionOf(properties, 'power_factor', text),
    electricalCode:
      code === null || typeof code === 'string'
        ? code
        : failWrongType(`${text}.electrical_code`, code, 'string'),
  });
}

function numberOf(properties: Properties, name: string, text: string): number | null {
  const value = ownMember(properties, name);
  return value === null || typeof value === 'number'
    ? value
    : failWrongType(`${text}.${name}`, value, 'number');
}

function fractionOf(properties: Properties, name: string, text: string): number | null {
  const value = numberOf(properties, name, text);
  return value === null || (value > 0 && value <= 1)
    ? value
    : failOutOfRange(`${text}.${name}`, value, 'above 0 and at most 1, such as 0.95 for 95 %');
}
