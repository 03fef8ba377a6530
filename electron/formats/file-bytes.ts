import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { SynapseError } from '../../shared/errors.ts';
import { readError } from './file-errors.ts';

/** How many bytes of a file its encoding and delimiter are detected from. */
export const SAMPLE_BYTES = 256 * 1024;

/** What one reading of all bytes of a file tells. */
export interface FileScan {
  readonly sha256: string;
  /** In bytes. */
  readonly size: number;
  /** The first bytes, at most SAMPLE_BYTES. */
  readonly sample: Buffer;
  /** True where every byte is part of valid UTF-8. */
  readonly isUtf8: boolean;
}

/**
 * The bytes of a file in pieces, added to `hash` where one is given.
 * @throws SynapseError FILE_NOT_READABLE where it is missing, no plain file or not permitted, or goes away.
 */
export async function* fileBytes(path: string, hash?: Hash): AsyncGenerator<Buffer> {
  try {
    const info = await stat(path);
    if (!info.isFile()) throw notAFile(path, info.isDirectory());
    for await (const piece of createReadStream(path, { highWaterMark: SAMPLE_BYTES })) {
      const bytes: Buffer = piece;
      hash?.update(bytes);
      yield bytes;
    }
  } catch (error) {
    throw readError(error, path);
  }
}

/** Reads a file once: hash, size, sample, and whether it is UTF-8 throughout. */
export async function scanFile(path: string): Promise<FileScan> {
  const hash = createHash('sha256');
  const utf8 = utf8Check();
  const head: Buffer[] = [];
  let size = 0;
  for await (const piece of fileBytes(path, hash)) {
    if (size < SAMPLE_BYTES) head.push(piece.subarray(0, SAMPLE_BYTES - size));
    size += piece.length;
    utf8.add(piece);
  }
  return { sha256: hash.digest('hex'), size, sample: Buffer.concat(head), isUtf8: utf8.end() };
}

/** Says of bytes that come in pieces whether they are valid UTF-8, wherever the pieces are cut. */
function utf8Check(): { add(piece: Buffer): void; end(): boolean } {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let valid = true;
  const decode = (piece?: Buffer): void => {
    if (!valid) return;
    try {
      decoder.decode(piece, { stream: piece !== undefined });
    } catch {
      valid = false;
    }
  };
  return {
    add: decode,
    end: () => {
      decode();
      return valid;
    },
  };
}

function notAFile(path: string, isFolder: boolean): SynapseError {
  const what = isFolder
    ? 'it is a folder. Name a file in it.'
    : 'it is not a plain file. Name a file on a disk.';
  return new SynapseError('FILE_NOT_READABLE', `"${path}" cannot be read: ${what}`, { path });
}
