import { randomUUID } from 'node:crypto';
import { basename, dirname, resolve } from 'node:path';
import type { FileRef } from '../../shared/contract/files.ts';
import { SynapseError } from '../../shared/errors.ts';

/**
 * Which file stands behind an id. Only paths from a dialog, a drop, the command line or the recent list are
 * registered, so the window can reach no other file.
 */
export interface FileRegistry {
  /** The same path has the same id for the whole session. */
  readonly register: (path: string) => FileRef;
  /** @throws SynapseError FILE_NOT_READABLE where no file has this id */
  readonly pathOf: (fileId: string) => string;
}

export function createFileRegistry(): FileRegistry {
  const pathById = new Map<string, string>();
  const idByPath = new Map<string, string>();
  return {
    register: (given) => {
      const path = resolve(given);
      const fileId = idByPath.get(path) ?? randomUUID();
      idByPath.set(path, fileId);
      pathById.set(fileId, path);
      return { fileId, name: basename(path), folder: dirname(path) };
    },
    pathOf: (fileId) => {
      const path = pathById.get(fileId);
      if (path !== undefined) return path;
      throw new SynapseError(
        'FILE_NOT_READABLE',
        'This file was not chosen in this session. Choose it again.',
        { fileId },
      );
    },
  };
}
