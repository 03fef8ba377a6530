import { randomBytes } from 'node:crypto';
import { type FileHandle, open, realpath, rename, stat, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { SynapseError } from '../../shared/errors.ts';
import { writeError } from './file-errors.ts';

/** Pieces are written together up to this many characters. */
const WRITE_LENGTH = 64 * 1024;

/**
 * Writes a file as a whole or not at all: into a temporary file beside it, flushed to the disk, that then takes
 * its name. Where it fails, what stood under the name before is still there, and nothing else is.
 * @throws SynapseError DISK_FULL or FILE_NOT_READABLE; what `chunks` throws
 */
export async function writeFileAtomically(
  path: string,
  chunks: Iterable<string> | AsyncIterable<string>,
): Promise<void> {
  const target = await plainTarget(path);
  const temporary = join(
    dirname(target),
    `.${basename(target).slice(0, 100)}.${randomBytes(6).toString('hex')}.tmp`,
  );
  try {
    await writeAll(temporary, chunks);
    await rename(temporary, target);
  } catch (error) {
    await unlink(temporary).catch(() => undefined);
    throw writeError(error, path);
  }
}

/** The file that the path names, through links; refused where something that is no plain file has the name. */
async function plainTarget(path: string): Promise<string> {
  const found = await stat(path).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw writeError(error, path);
  });
  if (found === null) return path;
  if (found.isFile()) return await realpath(path);
  const what = found.isDirectory()
    ? 'it is a folder. Name a file in it.'
    : 'it is not a plain file. Choose another.';
  throw new SynapseError('FILE_NOT_READABLE', `"${path}" was not written: ${what}`, { path });
}

async function writeAll(path: string, chunks: Iterable<string> | AsyncIterable<string>): Promise<void> {
  // Fails where the name is taken, so that no link put there is followed.
  const file = await open(path, 'wx');
  try {
    await writeChunks(file, chunks);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function writeChunks(
  file: FileHandle,
  chunks: Iterable<string> | AsyncIterable<string>,
): Promise<void> {
  let pending = '';
  for await (const chunk of chunks) {
    pending += chunk;
    if (pending.length < WRITE_LENGTH) continue;
    await file.writeFile(pending);
    pending = '';
  }
  if (pending !== '') await file.writeFile(pending);
}
