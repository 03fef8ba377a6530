import type { FileRef } from '../../shared/contract/files.ts';
import type { ProjectStatus } from '../../shared/contract/project.ts';
import type { Push } from '../../shared/contract/contract.ts';
import type { RunState, StartedRun } from '../../shared/contract/runs.ts';
import type { CallArgs, CallName, CallResult, RunRequest } from './calls.ts';

export interface HostOptions {
  readonly userId: string;
  readonly onPush: (push: Push) => void;
  /** The id under which the window knows a path. */
  readonly fileRefOf: (path: string) => FileRef;
  /** The folder with the lists of the sample (`resources/sample/cooling-station`). */
  readonly sampleFolder: string;
  /** The folder with the rule packs that come with the application (`resources/rules`). */
  readonly rulesFolder: string;
}

export interface NewProjectDetails {
  readonly name: string;
  readonly country: string | null;
  readonly client: string | null;
}

/** The open project, as the main thread knows it. All work is done by other threads. */
export interface Host {
  /** Null where no project is open. Kept up to date by pushes. */
  readonly status: ProjectStatus | null;
  /** The run that goes on, or the last one that ended in this session. */
  readonly run: RunState | null;
  /** Where the open project is, or null. */
  readonly path: string | null;
  /** @throws SynapseError as opening does; EXECUTION_IN_PROGRESS where a run of the open project goes on */
  open(path: string, options?: { readonly readOnly?: boolean }): Promise<ProjectStatus>;
  create(path: string, details: NewProjectDetails): Promise<ProjectStatus>;
  /** Makes the sample project at `path` and opens it, or opens it where it is there. */
  openSample(path: string): Promise<ProjectStatus>;
  /** Waits for a run that goes on; with `cancelRun` it is cancelled first. Closes readers first, the writer last. */
  closeProject(options?: { readonly cancelRun?: boolean }): Promise<void>;
  /**
   * A request to the open project.
   * @throws SynapseError INVALID_ARGUMENT where none is open; EXECUTION_IN_PROGRESS, READ_ONLY; what the thread answers
   */
  call<N extends CallName>(name: N, args: CallArgs<N>): Promise<CallResult<N>>;
  /** Starts a run and answers at once with its id; what becomes of it comes as pushes. */
  start(request: RunRequest): Promise<StartedRun>;
  /** Asks a run to stop. One that has ended stays as it is. */
  cancel(runId: string): void;
}
