import type { Push } from '../../shared/contract/contract.ts';
import type { ProjectStatus } from '../../shared/contract/project.ts';
import type { RunState, StartedRun } from '../../shared/contract/runs.ts';
import { SynapseError, toErrorReport } from '../../shared/errors.ts';
import {
  changesProject,
  mayWait,
  runChangesProject,
  runsAside,
  threadOf,
  type CallArgs,
  type CallName,
  type CallResult,
  type RunRequest,
} from './calls.ts';
import { CurrentRun, type GoingRun } from './current-run.ts';
import { fileIdentity, fileProblem } from './file-identity.ts';
import type { Host, HostOptions } from './host-port.ts';
import { statusOfOpen, type OpenProject } from './open-project.ts';
import { openThreads } from './open-threads.ts';
import type { ProjectThread } from './project-thread.ts';
import type { ProjectMaking } from './protocol.ts';
import type { OpenTransport } from './transport.ts';

/** Between two looks at whether the file is still there, in milliseconds. */
const LOOK_INTERVAL_MS = 5_000;
const MOST_REOPENINGS = 3;

/** The client of the threads that own the open project. Nothing here waits for a file or for SQLite. */
export const createHost = (options: HostOptions, transport: OpenTransport): Host =>
  new ProjectHost(options, transport);

class ProjectHost implements Host {
  readonly #options: HostOptions;
  readonly #transport: OpenTransport;
  #open: OpenProject | null = null;
  #status: ProjectStatus | null = null;
  /** The thread of the last verification or export must be gone before the writer tidies the file. */
  #asideClosed: Promise<void> = Promise.resolve();
  /** Opening and closing happen one after another. */
  #turn: Promise<unknown> = Promise.resolve();

  readonly #run = new CurrentRun({
    onState: (run) => this.#push({ type: 'run', run }),
    onEnd: (run, going) => this.#onRunEnd(run, going),
  });

  constructor(options: HostOptions, transport: OpenTransport) {
    this.#options = options;
    this.#transport = transport;
  }

  get status(): ProjectStatus | null {
    return this.#status;
  }

  get run(): RunState | null {
    return this.#run.state;
  }

  get path(): string | null {
    return this.#open?.threads.path ?? null;
  }

  open(path: string, { readOnly = false }: { readonly readOnly?: boolean } = {}): Promise<ProjectStatus> {
    return this.#inTurn(async () => {
      if (this.#open?.threads.path === path && this.#status !== null) {
        if (!readOnly && this.#status.mode === 'WRITABLE') return this.#status;
        await this.#closeOpen();
      }
      return this.#openNow(path, readOnly, null);
    });
  }

  create(
    path: string,
    details: Omit<Extract<ProjectMaking, { kind: 'NEW' }>, 'kind'>,
  ): Promise<ProjectStatus> {
    return this.#inTurn(() => this.#openNow(path, false, { kind: 'NEW', ...details }));
  }

  async openSample(path: string): Promise<ProjectStatus> {
    const isThere = (await fileIdentity(path)) !== 'gone';
    if (isThere) return this.open(path);
    const { sampleFolder } = this.#options;
    return this.#inTurn(() => this.#openNow(path, false, { kind: 'SAMPLE', sampleFolder }));
  }

  closeProject({ cancelRun = false }: { readonly cancelRun?: boolean } = {}): Promise<void> {
    return this.#inTurn(async () => {
      const { going } = this.#run;
      if (cancelRun && going !== null) this.cancel(going.runId);
      await going?.ended;
      await this.#closeOpen();
      this.#setStatus(null);
    });
  }

  async call<N extends CallName>(name: N, args: CallArgs<N>): Promise<CallResult<N>> {
    const open = this.#expectOpen();
    const thread = open.threads[threadOf(name)];
    if (!mayWait(name)) this.#run.expectIdle(thread);
    if (changesProject(name)) await this.#expectWritable(open);
    const result = (await thread.call(name, args)) as CallResult<N>;
    if (changesProject(name)) await this.#refreshStatus();
    return result;
  }

  async start(request: RunRequest): Promise<StartedRun> {
    this.#run.expectIdle();
    return this.#inTurn(async () => {
      const open = this.#expectOpen();
      this.#run.expectIdle();
      if (runChangesProject(request.kind)) await this.#expectWritable(open);
      const thread = runsAside(request.kind) ? await this.#startAside(open) : open.threads.writer;
      return this.#run.begin(request, thread);
    });
  }

  cancel(runId: string): void {
    this.#run.cancel(runId);
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  #push(push: Push): void {
    this.#options.onPush(push);
  }

  #expectOpen(): OpenProject {
    if (this.#open !== null) return this.#open;
    throw new SynapseError('INVALID_ARGUMENT', 'No project is open. Open one first.');
  }

  async #expectWritable(open: OpenProject): Promise<void> {
    const { readOnlyReason, path } = open.threads;
    if (readOnlyReason !== null) throw new SynapseError('READ_ONLY', readOnlyReason);
    const problem = await fileProblem(path, open.identity);
    if (problem !== null) throw problem;
  }

  /** Where the new project does not open, the present one stays open. */
  async #openNow(
    path: string,
    readOnly: boolean,
    make: ProjectMaking | null,
    reopenings = 0,
  ): Promise<ProjectStatus> {
    this.#run.expectIdle();
    const { userId, rulesFolder } = this.#options;
    const threads = await openThreads(
      this.#transport,
      { path, userId, rulesFolder, readOnly, make },
      {
        onRun: (run) => this.#run.report(run),
        onDeath: (error, role) => void this.#onDeath(path, error, role),
      },
    );
    await this.#closeOpen();
    const lookout = setInterval(() => void this.#look(), LOOK_INTERVAL_MS).unref();
    this.#open = {
      threads,
      identity: await fileIdentity(path),
      lookout,
      reopenings,
      isLost: false,
      verified: null,
    };
    return this.#readStatus(this.#open);
  }

  async #closeOpen(): Promise<void> {
    const open = this.#open;
    if (open === null) return;
    this.#open = null;
    clearInterval(open.lookout);
    await this.#asideClosed;
    await open.threads.close();
  }

  async #readStatus(open: OpenProject): Promise<ProjectStatus> {
    const status = await statusOfOpen(open, this.#options.fileRefOf);
    if (this.#open === open) this.#setStatus(status);
    return status;
  }

  #setStatus(status: ProjectStatus | null): void {
    this.#status = status;
    this.#push({ type: 'project', project: status });
  }

  /** Where the status cannot be read, the screens that ask for more will say why. */
  async #refreshStatus(): Promise<void> {
    if (this.#open !== null) await this.#readStatus(this.#open).catch(() => undefined);
  }

  /** What others do to the file shows here: that it is gone, or (while we only read) what they wrote. */
  async #look(): Promise<void> {
    const open = this.#open;
    if (open === null || open.isLost) return;
    const problem = await fileProblem(open.threads.path, open.identity);
    if (problem !== null && !open.isLost) {
      open.isLost = true;
      this.#push({ type: 'problem', error: toErrorReport(problem) });
    } else if (open.threads.readOnlyReason !== null) await this.#refreshStatus();
  }

  #startAside(open: OpenProject): Promise<ProjectThread> {
    return open.threads.startAside({
      onRun: (run) => this.#run.report(run),
      onDeath: (error) => {
        this.#run.fail(error);
        this.#push({ type: 'problem', error: toErrorReport(error) });
      },
    });
  }

  #onRunEnd({ outcome }: RunState, { request, thread }: GoingRun): void {
    if (runsAside(request.kind)) this.#asideClosed = thread.close();
    if (this.#open === null) return;
    if (outcome?.kind === 'VERIFY') {
      const { ok, events } = outcome.report;
      this.#open.verified = { at: new Date().toISOString(), ok, position: events };
    }
    void this.#refreshStatus();
  }

  /** A thread died: what it was asked fails, the user is told, and the project is opened anew. */
  async #onDeath(path: string, error: SynapseError, role: 'reader' | 'writer'): Promise<void> {
    const open = this.#open;
    if (open === null || open.threads.path !== path) return;
    const { going } = this.#run;
    if (role === 'writer' && going?.thread === open.threads.writer) this.#run.fail(error);
    this.#push({ type: 'problem', error: toErrorReport(error) });
    if (going !== null && runsAside(going.request.kind)) this.cancel(going.runId);
    await going?.ended;
    await this.#inTurn(() => this.#reopen(open)).catch((failure: unknown) => {
      this.#setStatus(null);
      this.#push({ type: 'problem', error: toErrorReport(failure) });
    });
  }

  /** A project whose threads keep dying is left closed. */
  async #reopen(open: OpenProject): Promise<void> {
    if (this.#open !== open) return;
    await this.#closeOpen();
    const { path, readOnlyReason } = open.threads;
    if (open.reopenings === MOST_REOPENINGS) this.#setStatus(null);
    else await this.#openNow(path, readOnlyReason !== null, null, open.reopenings + 1);
  }
}
