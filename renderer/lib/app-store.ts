import { create } from 'zustand';
import type { Push } from '../../shared/contract/contract.ts';
import type { AppState, ProjectStatus } from '../../shared/contract/project.ts';
import type { ErrorReport } from '../../shared/errors.ts';
import { onPush, request } from './client.ts';
import { errorReportOf } from './error-report.ts';
import { withReadableTimes } from './format.ts';

/** What every screen may know of the application. */
export interface KnownApp extends AppState {
  /** False until the main process has told its state. */
  readonly isLoaded: boolean;
}

const UNKNOWN: KnownApp = {
  isLoaded: false,
  version: '',
  platform: 'linux',
  userId: '',
  project: null,
  recent: [],
  run: null,
  problem: null,
};

/** The application's state as the main process told it last. */
export const useApp = create<KnownApp>()(() => UNKNOWN);

/** Why the open project can only be read, as a sentence; null where it can be written, or none is open. */
export const useReadOnlyReason = (): string | null =>
  useApp(({ project }) =>
    project?.mode === 'READ_ONLY' ? (project.readOnlyReason ?? 'The project can only be read.') : null,
  );

/** Asks for the state and keeps it by the pushes. Returns how to stop. */
export function followApp(): () => void {
  const stop = onPush((push) => useApp.setState((state) => afterPush(state, push)));
  request('app.state', {}).then(
    (state) => useApp.setState({ ...state, project: readable(state.project), isLoaded: true }),
    (error: unknown) => useApp.setState({ isLoaded: true, problem: errorReportOf(error) }),
  );
  return stop;
}

/** The state after a push; commands and files change nothing in it. */
export function afterPush(state: KnownApp, push: Push): KnownApp {
  switch (push.type) {
    case 'project':
      return { ...state, project: readable(push.project) };
    case 'recent':
      return { ...state, recent: push.recent };
    case 'run':
      return { ...state, run: push.run };
    case 'problem':
      return { ...state, problem: push.error };
    case 'command':
    case 'file':
      return state;
  }
}

/** The reason is written for every way to read it; here times are told as everywhere in the window. */
function readable(project: ProjectStatus | null): ProjectStatus | null {
  if (project === null || project.readOnlyReason === null) return project;
  return { ...project, readOnlyReason: withReadableTimes(project.readOnlyReason) };
}

/** Shows a problem that no screen has a place for. */
export const showProblem = (error: unknown): void =>
  useApp.setState({ problem: error === null ? null : errorReportOf(error) });

/** The problem was read. */
export const dismissProblem = (): void => useApp.setState({ problem: null });

export type { ErrorReport };
