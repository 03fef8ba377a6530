import { dialog, type BrowserWindow, type WebContents } from 'electron';

/** More than this many crashes within the time below are no accident: reloading once more would crash once more. */
const MOST_CRASHES = 3;
const WITHIN_MS = 60_000;

export interface Recovery {
  /** In milliseconds, from any start. */
  readonly now: () => number;
  /** The page crashes again and again: true if the user wants to try once more. */
  readonly askToRetry: () => Promise<boolean>;
  readonly giveUp: () => void;
}

/**
 * Loads a page anew whose process ended. The project is held by other threads: a run goes on meanwhile, and the
 * page asks for its state when it comes back.
 */
export function recoverPage(contents: WebContents, { now, askToRetry, giveUp }: Recovery): void {
  let crashes: number[] = [];
  const recover = async (): Promise<void> => {
    crashes = [...crashes.filter((time) => now() - time < WITHIN_MS), now()];
    if (crashes.length > MOST_CRASHES && !(await askToRetry())) return giveUp();
    contents.reload();
  };
  contents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || contents.isDestroyed()) return;
    process.stderr.write(`The window's process ended: ${reason}. It is loaded anew.\n`);
    recover().catch((error: unknown) => {
      process.stderr.write(`The window could not be loaded anew: ${String(error)}\n`);
    });
  });
}

/** Asks in a box of the system, which needs no page. */
export async function askToReload(window: BrowserWindow): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    message: 'The window of Synapse stopped several times.',
    detail: 'Nothing of the project is lost. Load the window once more, or close Synapse and open it again.',
    buttons: ['Load again', 'Close Synapse'],
    defaultId: 0,
    cancelId: 1,
  });
  return response === 0;
}
