import { parseSync, Visitor } from 'vite';

const TESTS = ['test', 'it', 'describe', 'suite', 'bench'];
const SKIPPING = ['skip', 'skipIf', 'runIf', 'todo'];

/** The reason in a test's name, in brackets: `writes a backup (needs a case-sensitive disk)`. */
const REASON = /\((?:skipped|needs|only|not|until|without)\b[^)]{3,}\)/i;

export const HOW_TO_EXPLAIN =
  'Put the reason into its name in brackets: (needs ...), (only on ...), (until ...)';

/** True if the name of a skipped test says why it is skipped. */
export const saysWhy = (name: string): boolean => REASON.test(name);

/**
 * Tests marked so that others do not run, and skipped tests whose name gives no reason.
 * @param file path of the test file, for its language and for the messages
 */
export function problemsOfTestMarks(file: string, source: string): string[] {
  const found: { start: number; problem: string }[] = [];
  new Visitor({
    CallExpression: (node) => {
      const marks = marksOf(node.callee);
      // `test.skipIf(x)` and `test.each(rows)` only prepare the call that names the test.
      if (node.callee.type === 'MemberExpression' && /If$|^each$|^for$/.test(marks[0] ?? '')) return;
      if (marks.includes('only')) {
        found.push({ start: node.start, problem: '.only leaves out all other tests. Remove it.' });
      }
      const [title, reason] = node.arguments;
      if (!marks.some((mark) => SKIPPING.includes(mark))) return;
      // Playwright's `test.skip(condition, 'reason')`.
      if (reason?.type === 'TemplateLiteral' || reason?.type === 'Literal') return;
      const name = title === undefined ? '' : source.slice(title.start, title.end);
      if (!saysWhy(name))
        found.push({ start: node.start, problem: `a skip without a reason. ${HOW_TO_EXPLAIN}.` });
    },
  }).visit(parseSync(file, source).program);
  return found.map(
    ({ start, problem }) => `${file}:${source.slice(0, start).split('\n').length}: ${problem}`,
  );
}

interface Callee {
  readonly type: string;
  readonly name?: unknown;
  readonly object?: Callee;
  readonly property?: Callee;
  readonly callee?: Callee;
}

/** The marks on a test, last first: `test.skipIf(x).each(y)` gives each, skipIf; nothing if it is not a test. */
function marksOf(callee: Callee): string[] {
  const marks: string[] = [];
  let node: Callee | undefined = callee;
  while (node !== undefined) {
    if (node.type === 'Identifier')
      return typeof node.name === 'string' && TESTS.includes(node.name) ? marks : [];
    if (typeof node.property?.name === 'string') marks.push(node.property.name);
    node = node.object ?? node.callee;
  }
  return [];
}
