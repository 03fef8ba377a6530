/** Something wrong with a rule file, where it stands. Lines and columns start at 1. */
export interface RuleProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly ruleId: string | null;
  readonly severity: 'ERROR' | 'WARNING';
  readonly code: RuleProblemCode;
  readonly message: string;
}

export type RuleProblemCode =
  /** The text is not YAML, or not within the bounds of a rule file. */
  | 'YAML'
  /** A member is missing, unknown or not of its form. */
  | 'SCHEMA'
  | 'DUPLICATE_ID'
  /** An expression or a template does not parse. */
  | 'PARSE'
  | 'UNKNOWN_NAME'
  | 'WRONG_TYPE'
  | 'CREATION_CYCLE'
  | 'NO_STRATA'
  /** From here on warnings: a condition that no asset can meet. */
  | 'NEVER_MATCHES'
  /** A value that the vocabulary does not allow. */
  | 'IMPOSSIBLE_VALUE'
  /** A rule of higher priority always writes instead. */
  | 'SHADOWED'
  /** An enforced rule of lower priority keeps this one from writing. */
  | 'BLOCKED'
  /** Two rules of one priority write different values. */
  | 'EQUAL_PRIORITY'
  | 'TAG_COLLISION';

/** Problems in the order of a reader: by file, line, column. */
export function inFileOrder(problems: readonly RuleProblem[]): RuleProblem[] {
  return problems.toSorted(
    (a, b) =>
      compareText(a.file, b.file) || a.line - b.line || a.column - b.column || compareText(a.code, b.code),
  );
}

/** Compares by code units, so that an order never depends on the machine's language. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
