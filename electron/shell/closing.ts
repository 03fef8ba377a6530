import { app, dialog, type BrowserWindow } from 'electron';
import { isEnded, type RunKind } from '../../shared/contract/runs.ts';
import type { Host } from '../host/host-port.ts';
import type { SettingsFile } from './settings-file.ts';

const RUN_NAMES: Readonly<Record<RunKind, string>> = {
  IMPORT: 'An import',
  PLAN: 'A dry run',
  EXECUTION: 'An execution',
  ROLLBACK: 'A rollback',
  RULES: 'Loading rules',
  VERIFY: 'A verification',
  EXPORT: 'An export',
};

/** Buttons of the question, in their order. */
const CHOICES = ['Keep open', 'Finish it, then close', 'Cancel it and close'] as const;

/** While something runs, closing the window asks first: stay, finish, or cancel. */
export function askBeforeClosing(window: BrowserWindow, host: Host): void {
  let isDecided = false;
  let isAsking = false;
  const decide = async (kind: RunKind): Promise<void> => {
    const choice = await ask(window, kind);
    if (choice === 'Keep open') return;
    isDecided = true;
    await host.closeProject({ cancelRun: choice === 'Cancel it and close' });
    if (!window.isDestroyed()) window.close();
  };
  window.on('close', (event) => {
    const { run } = host;
    if (isDecided || run === null || isEnded(run)) return;
    event.preventDefault();
    if (isAsking) return;
    isAsking = true;
    decide(run.kind)
      .catch((error: unknown) => {
        isDecided = false;
        process.stderr.write(`The project could not be closed: ${String(error)}\n`);
      })
      .finally(() => {
        isAsking = false;
      });
  });
}

/** Whatever ended the application: the project is closed whole, and the settings are on the disk. */
export function closeProjectAtQuit(host: Host, settings: SettingsFile): void {
  let isClosing = false;
  app.on('will-quit', (event) => {
    event.preventDefault();
    if (isClosing) return;
    isClosing = true;
    Promise.allSettled([host.closeProject({ cancelRun: true }), settings.written()])
      .then(() => app.exit(0))
      .catch(() => app.exit(1));
  });
}

async function ask(window: BrowserWindow, kind: RunKind): Promise<(typeof CHOICES)[number]> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: `${RUN_NAMES[kind]} is still running.`,
    detail: 'A run is applied as a whole when it ends. Cancelled, it leaves the project as it was before.',
    buttons: [...CHOICES],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  return CHOICES[response] ?? 'Keep open';
}
