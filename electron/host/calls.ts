import type { ParsedArgs, RequestName, RequestResult } from '../../shared/contract/contract.ts';
import type { ImportOptionsRequest, ImportPreview } from '../../shared/contract/imports.ts';
import type { ProjectStatus } from '../../shared/contract/project.ts';
import type { RunKind } from '../../shared/contract/runs.ts';
import type { Scope } from '../../shared/model/scope.ts';
import type { TimelineFilter } from '../../shared/model/timeline.ts';

/** Requests of the window that a thread answers as they are. */
const READER_REQUESTS = [
  'assets.page',
  'assets.facets',
  'assets.get',
  'timeline.batches',
  'timeline.batch',
  'timeline.batchRules',
  'timeline.events',
  'timeline.facets',
  'timeline.histogram',
  'history.of',
  'scope.counts',
  'rules.list',
] as const satisfies readonly RequestName[];
const WRITER_REQUESTS = [
  'import.rows',
  'plan.overview',
  'plan.page',
  'plan.hash',
  'rollback.preview',
  'assets.edit',
  'assets.create',
  'assets.delete',
] as const satisfies readonly RequestName[];

type ReaderRequest = (typeof READER_REQUESTS)[number];
type WriterRequest = (typeof WRITER_REQUESTS)[number];

interface Call<Args, Result> {
  readonly args: Args;
  readonly result: Result;
}
type Requests<N extends RequestName> = { readonly [K in N]: Call<ParsedArgs<K>, RequestResult<K>> };

/** What the reading thread answers. It goes on while the writing thread is busy. */
export interface ReaderCalls extends Requests<ReaderRequest> {
  readonly 'project.status': Call<null, StatusOfFile>;
}

export type StatusOfFile = Pick<ProjectStatus, 'project' | 'counts' | 'head'>;

/** What the writing thread answers. */
export interface WriterCalls extends Requests<WriterRequest> {
  readonly 'import.read': Call<
    { readonly path: string; readonly options: ImportOptionsRequest; readonly isRemembered: boolean },
    ImportPreview
  >;
}

export interface Calls extends ReaderCalls, WriterCalls {}
export type CallName = keyof Calls;
export type CallArgs<N extends CallName> = Calls[N]['args'];
export type CallResult<N extends CallName> = Calls[N]['result'];

export type Handlers<C extends Record<keyof C, Call<unknown, unknown>>> = {
  readonly [N in keyof C]: (args: C[N]['args']) => C[N]['result'] | Promise<C[N]['result']>;
};

const READER_CALLS: ReadonlySet<string> = new Set<keyof ReaderCalls>([...READER_REQUESTS, 'project.status']);

/** The thread that answers a call. */
export const threadOf = (name: CallName): 'reader' | 'writer' =>
  READER_CALLS.has(name) ? 'reader' : 'writer';

/** Calls of the writing thread that change nothing; they are answered in a project that is read-only too. */
const LOOKING: ReadonlySet<CallName> = new Set<CallName>([
  'import.read',
  'import.rows',
  'plan.overview',
  'plan.page',
  'plan.hash',
  'rollback.preview',
]);

/** What a busy thread may be asked: it is answered once the run has ended, as what was looked at stays on the screen. */
export const mayWait = (name: CallName): boolean => MAY_WAIT.has(name);

const MAY_WAIT: ReadonlySet<CallName> = new Set<CallName>([
  'plan.overview',
  'plan.page',
  'plan.hash',
  'import.rows',
]);

export const changesProject = (name: CallName): boolean => threadOf(name) === 'writer' && !LOOKING.has(name);

/** Work that takes a while, with paths in place of file ids. */
export type RunRequest =
  | { readonly kind: 'IMPORT'; readonly previewId: string }
  | { readonly kind: 'PLAN'; readonly scope: Scope; readonly takes: readonly string[] }
  | { readonly kind: 'EXECUTION'; readonly planId: string; readonly reason: string | null }
  | {
      readonly kind: 'ROLLBACK';
      readonly correlationId: string;
      readonly cascade: boolean;
      readonly reason: string;
    }
  | { readonly kind: 'RULES'; readonly paths: readonly string[] | null; readonly reason: string | null }
  | { readonly kind: 'VERIFY' }
  | {
      readonly kind: 'EXPORT';
      readonly path: string;
      readonly format: 'csv' | 'jsonl' | 'html';
      readonly filter: TimelineFilter;
    };

/** Runs that only read have a thread of their own, so that neither screens nor edits wait for them. */
export const runsAside = (kind: RunKind): boolean => kind === 'VERIFY' || kind === 'EXPORT';
/** Runs that change the project. */
export const runChangesProject = (kind: RunKind): boolean => !runsAside(kind) && kind !== 'PLAN';
