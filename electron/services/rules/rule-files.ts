import { readdirSync, readFileSync, statSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { SynapseError } from '../../../shared/errors.ts';
import { VOCABULARY } from '../../../shared/vocabulary.ts';
import type { CheckContext } from '../../rules/check.ts';
import type { RuleFile } from '../../rules/parse.ts';

/** The largest rule file that is read, in bytes. */
const LARGEST_FILE = 10_000_000;

/**
 * Reads rule files; of a folder, all `.yaml` and `.yml` files in it.
 * @throws SynapseError FILE_NOT_READABLE
 */
export function readRuleFiles(paths: readonly string[]): RuleFile[] {
  return paths.flatMap(filesAt).map((file) => ({ file, text: readText(file) }));
}

function filesAt(path: string): string[] {
  const stat = statsOf(path);
  if (stat === undefined) throw unreadable(path, 'does not exist');
  if (stat.isFile()) return [path];
  if (!stat.isDirectory()) throw unreadable(path, 'is neither a file nor a folder');
  const files = readdirSync(path)
    .filter((name) => /\.ya?ml$/i.test(name))
    .toSorted()
    .map((name) => join(path, name));
  if (files.length === 0) throw unreadable(path, 'is a folder without rule files (.yaml)');
  return files;
}

function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    throw unreadable(path, 'cannot be read');
  }
}

function readText(path: string): string {
  const size = statsOf(path)?.size ?? 0;
  if (size > LARGEST_FILE)
    throw unreadable(path, `is larger than ${LARGEST_FILE / 1_000_000} MB; that is no rule file`);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
  } catch (error) {
    throw error instanceof TypeError
      ? unreadable(path, 'is not UTF-8 text')
      : unreadable(path, 'cannot be read');
  }
}

const unreadable = (path: string, what: string): SynapseError =>
  new SynapseError('FILE_NOT_READABLE', `${path} ${what}. Name rule files (YAML) or a folder of them.`, {
    path,
  });

/** The names that every rule may use: the vocabulary. */
export const VOCABULARY_NAMES: CheckContext['knownProperties'] = new Map(
  Object.entries(VOCABULARY).map(([name, { type }]) => [name, type]),
);
