import { QueryClient } from '@tanstack/react-query';
import type { ProjectStatus } from '../../shared/contract/project.ts';
import { onPush } from './client.ts';

/**
 * Answers stay good until the project changes, and then all are asked for again. Nothing waits for a network:
 * what answers is on this machine.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        retry: false,
        staleTime: Number.POSITIVE_INFINITY,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}

/** Keeps the answers as true as the pushes tell. Returns how to stop. */
export function followProject(queries: QueryClient, opened: ProjectStatus | null = null): () => void {
  let known = opened;
  return onPush((push) => {
    if (push.type !== 'project') return;
    const before = known;
    known = push.project;
    if (before?.fileId !== known?.fileId) queries.removeQueries({ predicate: isOfProject, type: 'inactive' });
    if (before?.fileId !== known?.fileId || before?.head.position !== known?.head.position) {
      void queries.invalidateQueries({ predicate: isOfProject });
    }
  });
}

/** A preview of an import belongs to its file; all else that is asked for belongs to the project. */
function isOfProject({ queryKey }: { readonly queryKey: readonly unknown[] }): boolean {
  const name = String(queryKey[0]);
  return !name.startsWith('app.') && !name.startsWith('import.');
}
