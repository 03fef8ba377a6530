import { closeSync, linkSync, openSync, renameSync } from 'node:fs';
import { basename } from 'node:path';
import { SynapseError } from '../../shared/errors.ts';

/** What file systems without hard links answer (FAT, exFAT, some network drives). */
const NO_LINKS: ReadonlySet<string> = new Set([
  'EPERM',
  'ENOTSUP',
  'EOPNOTSUPP',
  'ENOSYS',
  'EMLINK',
  'EINVAL',
]);

/**
 * Gives a finished file its name, whole and at once, and never in the place of another file.
 * @throws SynapseError PROJECT_EXISTS
 */
export function publishFile(temporary: string, path: string): void {
  try {
    linkSync(temporary, path);
  } catch (error) {
    const code = codeOf(error);
    if (code === 'EEXIST') throw projectExists(path);
    if (!NO_LINKS.has(code)) throw error;
    publishByName(temporary, path);
  }
}

/** Without links the name is reserved by an empty file of ours, which the finished one then replaces. */
function publishByName(temporary: string, path: string): void {
  try {
    closeSync(openSync(path, 'wx'));
  } catch (error) {
    throw codeOf(error) === 'EEXIST' ? projectExists(path) : error;
  }
  renameSync(temporary, path);
}

export const projectExists = (path: string): SynapseError =>
  new SynapseError('PROJECT_EXISTS', `${basename(path)} exists already. Choose another name, or open it.`);

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
