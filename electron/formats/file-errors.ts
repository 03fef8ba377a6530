import { SynapseError } from '../../shared/errors.ts';

/** What reading a file failed with, as an error that names the file and says what to do. */
export function readError(error: unknown, path: string): unknown {
  if (error instanceof SynapseError) return error;
  const code = systemCode(error);
  if (code === null) return error;
  const reason = READ_REASONS[code] ?? `reading it failed (${code}). Check the drive and try again.`;
  return new SynapseError('FILE_NOT_READABLE', `"${path}" cannot be read: ${reason}`, { path, code }, error);
}

/** What writing a file failed with: DISK_FULL or FILE_NOT_READABLE. Errors of whoever made the content pass. */
export function writeError(error: unknown, path: string): unknown {
  if (error instanceof SynapseError) return error;
  const code = systemCode(error);
  if (code === null) return error;
  if (DISK_FULL_CODES.has(code)) {
    const message = `"${path}" was not written: the disk is full. Free some space and try again.`;
    return new SynapseError('DISK_FULL', message, { path, code }, error);
  }
  const reason = WRITE_REASONS[code] ?? `writing it failed (${code}). Check the drive and try again.`;
  return new SynapseError('FILE_NOT_READABLE', `"${path}" was not written: ${reason}`, { path, code }, error);
}

const READ_REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'it does not exist. Check the path.',
  ENOTDIR: 'a part of the path is not a folder. Check the path.',
  EISDIR: 'it is a folder. Name a file in it.',
  EACCES: 'you have no permission to read it. Change its permissions, or copy it.',
  EPERM: 'you have no permission to read it. Change its permissions, or copy it.',
  EBUSY: 'it is open in another program. Close it there.',
  ELOOP: 'its links go round in a circle. Name the file itself.',
  ENAMETOOLONG: 'the path is too long. Move the file up.',
};

const WRITE_REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'the folder does not exist. Create it, or choose another.',
  ENOTDIR: 'a part of the path is not a folder. Choose another path.',
  EISDIR: 'it is a folder. Name a file in it.',
  EACCES: 'you have no permission to write there. Choose another folder.',
  EPERM: 'you have no permission to write there. Choose another folder.',
  EROFS: 'the drive is read-only. Choose another folder.',
  EBUSY: 'it is open in another program. Close it there.',
  ENAMETOOLONG: 'the path is too long. Choose a shorter one.',
};

const DISK_FULL_CODES: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

function systemCode(error: unknown): string | null {
  if (!(error instanceof Error) || !('syscall' in error)) return null;
  return 'code' in error && typeof error.code === 'string' ? error.code : null;
}
