import { extname, resolve } from 'node:path';

/** What a file given from outside (command line, double click, drop) is taken for. */
export type OutsideFile = {
  readonly kind: 'project' | 'tag-list' | 'rules' | 'other';
  /** Absolute. */
  readonly path: string;
};

const KINDS: Readonly<Record<string, OutsideFile['kind']>> = {
  '.synapse': 'project',
  '.csv': 'tag-list',
  '.tsv': 'tag-list',
  '.txt': 'tag-list',
  '.yaml': 'rules',
  '.yml': 'rules',
};

/** By its ending: what the file is. */
export const outsideFile = (path: string): OutsideFile => ({
  kind: KINDS[extname(path).toLowerCase()] ?? 'other',
  path,
});

/**
 * The project named on a command line, or null. Everything else there belongs to the program that started us:
 * switches, the application's own folder, a script.
 * @param folder what a relative path is relative to
 */
export function projectAmong(argv: readonly string[], folder: string): string | null {
  const named = argv.slice(1).find((arg) => !arg.startsWith('-') && outsideFile(arg).kind === 'project');
  return named === undefined ? null : resolve(folder, named);
}
