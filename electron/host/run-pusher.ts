import { PUSH_INTERVAL_MS } from '../../shared/contract/contract.ts';
import {
  MOST_TAIL_LINES,
  type ActionLine,
  type RunKind,
  type RunOutcome,
  type RunState,
} from '../../shared/contract/runs.ts';
import { toErrorReport } from '../../shared/errors.ts';

export interface RunPusherOptions {
  readonly runId: string;
  readonly kind: RunKind;
  /** UTC, ISO 8601. */
  readonly startedAt: string;
  readonly send: (run: RunState) => void;
  /** Milliseconds, ever growing. */
  readonly now?: () => number;
  readonly clock?: () => Date;
}

/** What a line says, made only when it is sent: of most actions no line is. */
export type LineText = () => Omit<ActionLine, 'index' | 'at'>;

interface NotedLine {
  readonly index: number;
  readonly at: number;
  readonly text: LineText;
}

/**
 * Tells how a run goes from inside synchronous work: at most one message each `PUSH_INTERVAL_MS`, with the
 * newest lines since the one before. A new phase and the end are always told.
 */
export class RunPusher {
  readonly #options: Required<RunPusherOptions>;
  readonly #started: number;
  #state: RunState;
  #sentAt = Number.NEGATIVE_INFINITY;
  #lines: NotedLine[] = [];
  #nextIndex = 0;

  constructor(options: RunPusherOptions) {
    this.#options = { now: () => performance.now(), clock: () => new Date(), ...options };
    this.#started = this.#options.now();
    this.#state = newRun(options.runId, options.kind, options.startedAt);
  }

  /** A new step of the run; `total` is how much it has to do, null where that is not known. */
  phase(phase: string, total: number | null = null): void {
    this.#state = { ...this.#state, phase, done: 0, total };
    this.#send();
  }

  /** A last step of the same work: what is done so far stays. */
  step(phase: string): void {
    this.#state = { ...this.#state, phase };
    this.#send();
  }

  /** What is done now differs from the last time. */
  progress(change: Partial<Pick<RunState, 'done' | 'total' | 'errors' | 'rules' | 'correlationId'>>): void {
    this.#state = { ...this.#state, ...change };
    this.#sendIfDue();
  }

  /** One action was done. */
  action(text: LineText): void {
    this.#note(text);
    this.#state = { ...this.#state, done: this.#state.done + 1 };
    this.#sendIfDue();
  }

  /** One action failed; the run goes on. */
  error(text: LineText): void {
    this.#note(text);
    this.progress({ errors: this.#state.errors + 1 });
  }

  complete(outcome: RunOutcome): void {
    this.#state = { ...this.#state, status: 'COMPLETED', phase: 'Completed', outcome };
    this.#send();
  }

  /** Cancelled where that is what stopped it, otherwise failed. */
  stop(thrown: unknown): void {
    const error = toErrorReport(thrown);
    const cancelled = error.code === 'CANCELLED';
    this.#state = {
      ...this.#state,
      status: cancelled ? 'CANCELLED' : 'FAILED',
      phase: cancelled ? 'Cancelled; nothing was applied' : 'Failed; nothing was applied',
      error: cancelled ? null : error,
    };
    this.#send();
  }

  #note(text: LineText): void {
    if (this.#lines.length >= 2 * MOST_TAIL_LINES) this.#lines = this.#lines.slice(-MOST_TAIL_LINES);
    this.#lines.push({ index: this.#nextIndex, at: this.#options.clock().getTime(), text });
    this.#nextIndex += 1;
  }

  #sendIfDue(): void {
    if (this.#options.now() - this.#sentAt >= PUSH_INTERVAL_MS) this.#send();
  }

  #send(): void {
    this.#sentAt = this.#options.now();
    const tail = this.#lines.slice(-MOST_TAIL_LINES).map(lineOf);
    this.#lines = [];
    const elapsedMs = Math.round(this.#sentAt - this.#started);
    this.#state = { ...this.#state, elapsedMs, tail: [] };
    this.#options.send({ ...this.#state, tail });
  }
}

/** A run that has just been asked for. */
export const newRun = (runId: string, kind: RunKind, startedAt: string): RunState => ({
  runId,
  kind,
  status: 'RUNNING',
  phase: 'Starting',
  startedAt,
  elapsedMs: 0,
  done: 0,
  total: null,
  errors: 0,
  rules: null,
  tail: [],
  correlationId: null,
  outcome: null,
  error: null,
});

const lineOf = ({ index, at, text }: NotedLine): ActionLine => ({
  index,
  at: new Date(at).toISOString(),
  ...text(),
});
