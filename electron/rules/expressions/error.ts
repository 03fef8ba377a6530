import type { ExpressionValue } from './types.ts';

export type ExpressionErrorCode = 'WRONG_TYPE' | 'DIVISION_BY_ZERO' | 'OVERFLOW' | 'INVALID_PATTERN';

/**
 * A value that an expression cannot work with. It fails the one action whose expression it is; `subject` is
 * what has the value, as the rule writes it (`props.shaft_power_kw`).
 */
export class ExpressionError extends Error {
  override readonly name = 'ExpressionError';
  readonly code: ExpressionErrorCode;
  readonly subject: string;
  readonly value: ExpressionValue;

  constructor(code: ExpressionErrorCode, subject: string, value: ExpressionValue, message: string) {
    super(message);
    this.code = code;
    this.subject = subject;
    this.value = value;
  }
}

const KIND_NAMES: Readonly<Record<string, string>> = {
  number: 'a number',
  string: 'a text',
  boolean: 'true or false',
  list: 'a list',
};

/** The kind of a value in plain words: `a number`, `a text`. */
export function describeKind(kind: string): string {
  return KIND_NAMES[kind] ?? 'a value of its own kind';
}

/** @throws ExpressionError always: `subject` holds `value`, where one of `needed` belongs. */
export function failWrongType(subject: string, value: unknown, needed: string): never {
  const shown = shownValue(value);
  throw new ExpressionError(
    'WRONG_TYPE',
    subject,
    shown,
    `${subject} is ${JSON.stringify(shown)}, ${describeKind(kindOf(value))}, where ${describeKind(needed)} is needed. Correct the value.`,
  );
}

/** @throws ExpressionError always: `subject` is a number that cannot be; `allowed` says in words what can. */
export function failOutOfRange(subject: string, value: number, allowed: string): never {
  const message = `${subject} is ${value}; it must be ${allowed}. Correct the value.`;
  throw new ExpressionError('WRONG_TYPE', subject, value, message);
}

/** @throws ExpressionError always: the divisor `subject` is zero. */
export function failDivision(subject: string): never {
  throw new ExpressionError(
    'DIVISION_BY_ZERO',
    subject,
    0,
    `${subject} is 0, and nothing can be divided by it. Correct the value, or test it before dividing.`,
  );
}

/** @throws ExpressionError always: the result of `subject` is too large for a number. */
export function failOverflow(subject: string, value: number): never {
  throw new ExpressionError(
    'OVERFLOW',
    subject,
    String(value),
    `${subject} has no finite result (${value}). Correct the values it is computed from.`,
  );
}

function kindOf(value: unknown): string {
  return Array.isArray(value) ? 'list' : typeof value;
}

function shownValue(value: unknown): ExpressionValue {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return value === null || value === undefined ? null : '(not a single value)';
}
