import { create } from 'zustand';
import type { ActionLine, RunState } from '../../shared/contract/runs.ts';
import { onPush } from './client.ts';
import { useApp } from './app-store.ts';

/** More than anyone reads; older lines are in the timeline. */
export const MOST_KEPT_LINES = 5_000;

export interface ExecutionStream {
  /** The execution that goes on or was the last, whatever ran since. */
  readonly run: RunState | null;
  /** Oldest first. Where the indexes jump, lines were left out. */
  readonly lines: readonly ActionLine[];
}

const useStream = create<ExecutionStream>()(() => ({ run: null, lines: [] }));

/** The running execution with the lines of its log that arrived since it began. */
export const useExecutionStream = (): ExecutionStream => useStream();

/** Collects from the start of the application, so that no line is lost while another screen shows. */
export function followExecutions(): () => void {
  const take = (run: RunState | null): void => {
    if (run?.kind === 'EXECUTION') useStream.setState((stream) => afterRun(stream, run));
  };
  take(useApp.getState().run);
  const stopStore = useApp.subscribe(({ run }, before) => {
    if (before.run === null) take(run);
  });
  const stopPushes = onPush((push) => {
    if (push.type === 'run') take(push.run);
  });
  return () => {
    stopStore();
    stopPushes();
  };
}

/** The stream with what one state of a run adds to it. */
export function afterRun(stream: ExecutionStream, run: RunState): ExecutionStream {
  const kept = stream.run?.runId === run.runId ? stream.lines : [];
  const last = kept.at(-1)?.index ?? -1;
  const fresh = run.tail.filter(({ index }) => index > last);
  return { run, lines: fresh.length === 0 ? kept : [...kept, ...fresh].slice(-MOST_KEPT_LINES) };
}
