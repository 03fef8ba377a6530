import { parseSync, Visitor } from 'vite';

/** One mention of a module, or of something impure, at a line (from 1) of a file. */
export type Reference =
  | {
      readonly kind: 'import';
      readonly line: number;
      readonly target: string;
      readonly names: readonly string[];
    }
  | { readonly kind: 'unreadable'; readonly line: number; readonly text: string }
  | { readonly kind: 'impure'; readonly line: number; readonly text: string };

/** Members that give another value each time. */
const IMPURE_MEMBERS: Readonly<Record<string, readonly string[]>> = {
  Date: ['now'],
  Math: ['random'],
  performance: ['now', 'timeOrigin'],
  crypto: ['randomUUID', 'getRandomValues'],
};

/**
 * Every import of a source text (static, re-exported, dynamic, `require`, type-only, `import('x').T`) and every use
 * of clock or random, in the order of the text.
 * @throws Error naming the file, if it cannot be parsed
 */
export function referencesIn(file: string, source: string): Reference[] {
  const { program, errors } = parseSync(file, source);
  const [error] = errors;
  if (error !== undefined) throw new Error(`${file} cannot be parsed: ${error.message}. Correct it first.`);
  const lineAt = lineFinder(source);
  const found: { start: number; reference: Reference }[] = [];

  const importOf = (node: Span, target: unknown, names: readonly string[] = []): void => {
    const line = lineAt(node.start);
    const text = source.slice(node.start, node.end).split('\n', 1)[0] ?? '';
    const value = literalText(target);
    const reference: Reference =
      value === null ? { kind: 'unreadable', line, text } : { kind: 'import', line, target: value, names };
    found.push({ start: node.start, reference });
  };
  const impure = (node: Span, text: string): void => {
    found.push({ start: node.start, reference: { kind: 'impure', line: lineAt(node.start), text } });
  };

  new Visitor({
    ImportDeclaration: (node) => importOf(node, node.source, node.specifiers.map(importedName)),
    ExportAllDeclaration: (node) => importOf(node, node.source, ['*']),
    ExportNamedDeclaration: (node) => {
      if (node.source === null) return;
      importOf(
        node,
        node.source,
        node.specifiers.map(({ local }) => ('name' in local ? local.name : local.value)),
      );
    },
    ImportExpression: (node) => importOf(node, node.source, ['*']),
    TSImportType: (node) => importOf(node, node.source),
    TSExternalModuleReference: (node) => importOf(node, node.expression),
    CallExpression: (node) => {
      if (nameOf(node.callee) === 'require') importOf(node, node.arguments[0], ['*']);
      if (nameOf(node.callee) === 'Date') impure(node, 'Date()');
    },
    NewExpression: (node) => {
      if (nameOf(node.callee) === 'Date') impure(node, 'new Date()');
    },
    MemberExpression: (node) => {
      const object = nameOf(node.object) ?? '';
      const member = node.computed ? literalText(node.property) : nameOf(node.property);
      if (member !== null && IMPURE_MEMBERS[object]?.includes(member)) impure(node, `${object}.${member}`);
    },
  }).visit(program);

  return found.toSorted((a, b) => a.start - b.start).map(({ reference }) => reference);
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** The name by which the other module exports it; `*` for all of it. */
function importedName(specifier: { type: string; imported?: unknown }): string {
  if (specifier.type === 'ImportNamespaceSpecifier') return '*';
  return nameOf(specifier.imported) ?? literalText(specifier.imported) ?? 'default';
}

const nameOf = (node: unknown): string | null => textField(node, 'Identifier', 'name');
const literalText = (node: unknown): string | null =>
  textField(node, 'Literal', 'value') ?? plainTemplate(node);

/** The text of a template literal without holes. */
function plainTemplate(node: unknown): string | null {
  if (!isRecord(node) || node['type'] !== 'TemplateLiteral' || !Array.isArray(node['quasis'])) return null;
  const [first, ...rest]: unknown[] = node['quasis'];
  if (rest.length > 0 || !isRecord(first) || !isRecord(first['value'])) return null;
  return typeof first['value']['cooked'] === 'string' ? first['value']['cooked'] : null;
}

function textField(node: unknown, type: string, field: string): string | null {
  if (!isRecord(node) || node['type'] !== type) return null;
  const value = node[field];
  return typeof value === 'string' ? value : null;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** Line, from 1, of an offset. */
function lineFinder(source: string): (offset: number) => number {
  const ends = [...source.matchAll(/\n/g)].map((match) => match.index);
  return (offset) => {
    const line = ends.findIndex((end) => end >= offset);
    return line === -1 ? ends.length + 1 : line + 1;
  };
}
