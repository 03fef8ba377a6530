import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { SynapseError } from '../../shared/errors.ts';

/** Which file stands at a path: another file at the same path is another one. Null where it cannot be told. */
export async function fileIdentity(path: string): Promise<string | null> {
  try {
    const { dev, ino } = await stat(path, { bigint: true });
    return `${dev} ${ino}`;
  } catch (error) {
    return isGone(error) ? GONE : null;
  }
}

const GONE = 'gone';
const isGone = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');

/** Says what happened to a project file behind our back; null where it is the one that was opened. */
export async function fileProblem(path: string, opened: string | null): Promise<SynapseError | null> {
  const now = await fileIdentity(path);
  if (now === null || opened === null || now === opened) return null;
  const what =
    now === GONE
      ? 'was deleted or moved away while it was open'
      : 'was replaced by another file while it was open';
  return new SynapseError(
    'PROJECT_NOT_FOUND',
    `${basename(path)} ${what}. Nothing more is written. Put the file back, or close the project and open it anew.`,
    { file: basename(path) },
  );
}
