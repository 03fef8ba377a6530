import { request } from '../../lib/client.ts';
import { fileStem } from '../../lib/file-stem.ts';
import { useCommand } from '../../lib/use-request.ts';
import type { FileRef } from '../../../shared/contract/files.ts';
import type { ProjectForm } from './ProjectFields.tsx';

/** Creates the project of the form. `error` is why it was refused. */
export function useCreateProject(onCreated: () => void) {
  const creation = useCommand('project.create');
  const create = async ({ name, country, client, file }: ProjectForm): Promise<void> => {
    const target = file ?? (await chooseProjectPlace(name));
    if (target === null) return;
    creation.mutate(
      {
        fileId: target.fileId,
        name: name.trim(),
        country: country === '' ? null : country,
        client: client.trim() === '' ? null : client.trim(),
      },
      { onSuccess: onCreated },
    );
  };
  return { create, error: creation.error, isPending: creation.isPending, reset: creation.reset };
}

/** Asks where the project's file shall be; null where the user cancelled. */
export const chooseProjectPlace = (name: string): Promise<FileRef | null> =>
  request('file.chooseTarget', { purpose: 'project', suggestedName: `${fileStem(name, 'project')}.synapse` });
