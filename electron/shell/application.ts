import { join } from 'node:path';
import { app, ipcMain, Menu, session, type BrowserWindow } from 'electron';
import { CHANNELS, type Push } from '../../shared/contract/contract.ts';
import { toErrorReport } from '../../shared/errors.ts';
import { createHost } from '../host/host.ts';
import { workerTransport } from '../host/transport.ts';
import { createFileRegistry } from '../ipc/file-registry.ts';
import { createHandler } from '../ipc/handle.ts';
import { createRoutes, type RouteDeps } from '../ipc/routes.ts';
import { BUNDLE_SCHEME } from './bundle-address.ts';
import { bundleFiles } from './bundle-files.ts';
import { askBeforeClosing, closeProjectAtQuit } from './closing.ts';
import { guardContents } from './contents-guard.ts';
import { currentPlatform, desktopPort, userName } from './desktop-port.ts';
import { openMainWindow } from './main-window.ts';
import { menuTemplate } from './menu.ts';
import { projectAmong } from './outside-file.ts';
import { askToReload, recoverPage } from './page-recovery.ts';
import { openFromOutside, takeDrop } from './outside.ts';
import { isOwnPage } from './sender.ts';
import { guardSession } from './session-guard.ts';
import { openSettings } from './settings-file.ts';

/** Where the build put its parts, absolute. */
export interface BuiltFiles {
  readonly worker: URL;
  readonly preload: string;
  /** The folder of the built window. */
  readonly window: string;
  /** The folder with the sample and the rules. */
  readonly resources: string;
}

/** Runs the application: this process is the only one of its user. */
export function startApplication(files: BuiltFiles): void {
  // macOS names files before the application is ready.
  let early: string | null = null;
  let open = (path: string): void => {
    early = path;
  };
  app.on('open-file', (event, path) => {
    event.preventDefault();
    open(path);
  });
  app.on('web-contents-created', (_event, contents) => guardContents(contents));
  app
    .whenReady()
    .then(() => {
      open = run(files);
      const named = early ?? projectAmong(process.argv, process.cwd());
      if (named !== null) open(named);
    })
    .catch((error: unknown) => {
      process.stderr.write(`Synapse could not start: ${String(error)}\n`);
      app.exit(1);
    });
}

/** Opens the window and everything behind it; returns how to open a file given from outside. */
function run(files: BuiltFiles): (path: string) => void {
  const hasDevTools = !app.isPackaged;
  const settings = openSettings(join(app.getPath('userData'), 'settings.json'));
  const shown = Promise.withResolvers<void>();
  const deps = connect(files, settings, () => window, shown.promise);
  const openOutside = (path: string): void => void openFromOutside(deps, path);
  const setMenu = (): void =>
    Menu.setApplicationMenu(
      Menu.buildFromTemplate(
        menuTemplate({
          platform: currentPlatform(),
          hasDevTools,
          recent: settings.current().recent.map(({ path }) => path),
          send: (command) => deps.push({ type: 'command', command }),
          openRecent: openOutside,
        }),
      ),
    );
  deps.onRecent(setMenu);
  setMenu();
  guardSession(session.defaultSession, { allowDevTools: hasDevTools });
  session.defaultSession.protocol.handle(BUNDLE_SCHEME, bundleFiles(files.window));

  const window = openMainWindow({ preload: files.preload, hasDevTools, settings });
  window.once('ready-to-show', () => shown.resolve());
  recoverPage(window.webContents, {
    now: () => performance.now(),
    askToRetry: () => askToReload(window),
    giveUp: () => app.quit(),
  });
  askBeforeClosing(window, deps.host);
  closeProjectAtQuit(deps.host, settings);
  app.on('window-all-closed', () => app.quit());
  app.on('second-instance', (_event, argv, folder) => {
    bringForward(window);
    const named = projectAmong(argv, folder);
    if (named !== null) openOutside(named);
  });
  return openOutside;
}

/** The application's parts, with the doors through which the window reaches them. */
export interface Connected extends RouteDeps {
  /** Something failed that no request asked for. */
  readonly report: (error: unknown) => void;
  readonly onRecent: (listener: () => void) => void;
}

/** A project is opened in two. */
const SPARE_THREADS = 2;

function connect(
  files: BuiltFiles,
  settings: ReturnType<typeof openSettings>,
  windowOf: () => BrowserWindow,
  shown: Promise<void>,
): Connected {
  const registry = createFileRegistry();
  const port = desktopPort(settings, windowOf);
  const push = (message: Push): void => {
    const window = windowOf();
    if (!window.isDestroyed()) window.webContents.send(CHANNELS.push, JSON.stringify(message));
  };
  const host = createHost(
    {
      userId: userName(),
      onPush: push,
      fileRefOf: registry.register,
      sampleFolder: join(files.resources, 'sample', 'cooling-station'),
      rulesFolder: join(files.resources, 'rules'),
    },
    workerTransport(files.worker, { count: SPARE_THREADS, after: shown }),
  );
  const report = (error: unknown): void => {
    const problem = toErrorReport(error);
    if (!port.keepForStart(problem)) push({ type: 'problem', error: problem });
  };
  const deps = { host, shell: port.shell, files: registry, push, report, onRecent: port.onRecent };
  listen(deps, windowOf);
  return deps;
}

function listen(deps: Connected, windowOf: () => BrowserWindow): void {
  const isTrusted = (event: Electron.IpcMainInvokeEvent): boolean => isOwnPage(event, windowOf().webContents);
  ipcMain.handle(CHANNELS.request, createHandler({ routes: createRoutes(deps), isTrusted }));
  ipcMain.handle(CHANNELS.drop, (event, path: unknown) => takeDrop(deps, isTrusted(event), path));
}

function bringForward(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.focus();
}
