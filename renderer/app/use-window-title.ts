import { useEffect } from 'react';
import { useLocation } from 'react-router';
import { useApp } from '../lib/app-store.ts';
import { crumbsOf } from './screens.ts';

/** The window is called after its project and screen. */
export function useWindowTitle(): void {
  const file = useApp((app) => app.project?.name ?? null);
  const { pathname } = useLocation();
  useEffect(() => {
    document.title = windowTitle(file, pathname);
  }, [file, pathname]);
}

/** "cooling.synapse - Timeline - Synapse". */
export function windowTitle(file: string | null, path: string): string {
  const screen = crumbsOf(path).at(-1)?.word;
  return [file, path === '/' ? undefined : screen, 'Synapse'].filter(Boolean).join(' - ');
}
