import type { Answer } from '../../shared/contract/contract.ts';
import type { RunState } from '../../shared/contract/runs.ts';
import type { ErrorReport } from '../../shared/errors.ts';
import type { CallName, RunRequest } from './calls.ts';

/** What a thread is for: the first message that it gets. */
export interface ThreadData {
  readonly role: 'reader' | 'writer';
  readonly path: string;
  readonly userId: string;
  /** A writer of a project that can only be read: why. Null: it is opened for writing. */
  readonly readOnlyReason: string | null;
  /** What to do with the file before it is opened. */
  readonly make: ProjectMaking | null;
  /** Above zero once a run is to be cancelled. Shared, as the thread reads no messages while it runs. */
  readonly cancelFlag: Int32Array<SharedArrayBuffer>;
  readonly rulesFolder: string;
}

/** A project that is made before it is opened. */
export type ProjectMaking =
  | {
      readonly kind: 'NEW';
      readonly name: string;
      readonly country: string | null;
      readonly client: string | null;
    }
  | { readonly kind: 'SAMPLE'; readonly sampleFolder: string };

/** To a thread. */
export type ToThread =
  | { readonly type: 'call'; readonly id: number; readonly name: CallName; readonly args: unknown }
  | { readonly type: 'run'; readonly runId: string; readonly startedAt: string; readonly request: RunRequest }
  | { readonly type: 'close' };

/** From a thread. `opened` or `refused` comes first, `closed` last. */
export type FromThread =
  | { readonly type: 'opened' }
  | { readonly type: 'refused'; readonly error: ErrorReport }
  | { readonly type: 'answer'; readonly id: number; readonly answer: Answer<unknown> }
  | { readonly type: 'run'; readonly run: RunState }
  | { readonly type: 'closed' };
