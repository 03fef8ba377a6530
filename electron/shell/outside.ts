import type { Answer } from '../../shared/contract/contract.ts';
import type { FileRef } from '../../shared/contract/files.ts';
import { SynapseError, toErrorReport } from '../../shared/errors.ts';
import { remembered } from '../ipc/routes.ts';
import type { Connected } from './application.ts';
import { outsideFile } from './outside-file.ts';

/** Opens a file that the system named: by a double click, on the command line, from the recent ones. */
export async function openFromOutside(deps: Connected, path: string): Promise<void> {
  try {
    await take(deps, path);
  } catch (error) {
    deps.report(error);
  }
}

/**
 * Takes a file that was dropped on the window.
 * @param path what the preload script found out; empty for a file that was made by a script
 */
export async function takeDrop(deps: Connected, isTrusted: boolean, path: unknown): Promise<Answer<FileRef>> {
  try {
    if (!isTrusted)
      throw new SynapseError('INVALID_ARGUMENT', 'The file does not come from the window of Synapse.');
    if (typeof path !== 'string' || path === '')
      throw new SynapseError(
        'FILE_NOT_READABLE',
        'What was dropped is no file on this machine. Drop a file.',
      );
    return { ok: true, value: await take(deps, path) };
  } catch (error) {
    return { ok: false, error: toErrorReport(error) };
  }
}

/** Opens a project; any other file that is of use is announced to the window. */
async function take(deps: Connected, path: string): Promise<FileRef> {
  const { kind } = outsideFile(path);
  const file = deps.files.register(path);
  switch (kind) {
    case 'project':
      await remembered(deps, path, (project) => deps.host.open(project));
      return file;
    case 'tag-list':
    case 'rules':
      deps.push({ type: 'file', purpose: kind, file });
      return file;
    case 'other':
      throw new SynapseError(
        'INVALID_ARGUMENT',
        `"${file.name}" is no file that Synapse opens. Choose a project (.synapse), a tag list (.csv) or rules (.yaml).`,
        { path },
      );
  }
}
