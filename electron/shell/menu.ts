import type { MenuItemConstructorOptions } from 'electron';
import type { MenuCommand } from '../../shared/contract/contract.ts';
import type { AppState } from '../../shared/contract/project.ts';

/** What the menu shows and does. */
export interface MenuOptions {
  readonly platform: AppState['platform'];
  readonly hasDevTools: boolean;
  /** Paths, newest first. */
  readonly recent: readonly string[];
  readonly send: (command: MenuCommand) => void;
  readonly openRecent: (path: string) => void;
}

type Items = MenuItemConstructorOptions[];

/** The native menu. Everything that works on the project goes to the window as a command. */
export function menuTemplate(options: MenuOptions): Items {
  const isMac = options.platform === 'darwin';
  return [
    ...(isMac ? [{ role: 'appMenu' } satisfies MenuItemConstructorOptions] : []),
    { label: '&File', submenu: fileItems(options) },
    { role: 'editMenu' },
    { label: '&View', submenu: viewItems(options) },
    { label: '&Go', submenu: goItems(options) },
    { role: 'windowMenu' },
    ...(isMac ? [] : [{ label: '&Help', submenu: [{ role: 'about' }] } satisfies MenuItemConstructorOptions]),
  ];
}

function fileItems(options: MenuOptions): Items {
  const command = commandOf(options);
  return [
    command('new-project', 'New project...', 'CmdOrCtrl+N'),
    command('open-project', 'Open project...', 'CmdOrCtrl+O'),
    { label: 'Open recent', submenu: recentItems(options) },
    command('open-sample', 'Open the sample project'),
    { type: 'separator' },
    command('import', 'Import a tag list...', 'CmdOrCtrl+I'),
    command('verify', 'Verify the log'),
    { type: 'separator' },
    command('close-project', 'Close project', 'CmdOrCtrl+Shift+W'),
    ...(options.platform === 'darwin' ? [] : [{ role: 'quit' } satisfies MenuItemConstructorOptions]),
  ];
}

function recentItems({ recent, openRecent }: MenuOptions): Items {
  if (recent.length === 0) return [{ label: 'No projects yet', enabled: false }];
  // An ampersand would mark a letter as the item's key.
  return recent.map((path) => ({ label: path.replaceAll('&', '&&'), click: () => openRecent(path) }));
}

function viewItems(options: MenuOptions): Items {
  return [
    commandOf(options)('palette', 'Commands...', 'CmdOrCtrl+K'),
    { type: 'separator' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { role: 'resetZoom' },
    { role: 'togglefullscreen' },
    ...(options.hasDevTools ? DEVELOPER : []),
  ];
}

const DEVELOPER: Items = [{ type: 'separator' }, { role: 'reload' }, { role: 'toggleDevTools' }];

function goItems(options: MenuOptions): Items {
  const command = commandOf(options);
  return [
    command('go-start', 'Start', 'CmdOrCtrl+1'),
    command('go-import', 'Import', 'CmdOrCtrl+2'),
    command('go-assets', 'Assets', 'CmdOrCtrl+3'),
    command('go-execution', 'Execution', 'CmdOrCtrl+4'),
    command('go-timeline', 'Timeline', 'CmdOrCtrl+5'),
  ];
}

/** An item that sends its command; its id is the command's name. */
const commandOf =
  ({ send }: MenuOptions) =>
  (command: MenuCommand, label: string, accelerator?: string): MenuItemConstructorOptions => ({
    id: command,
    label,
    ...(accelerator === undefined ? {} : { accelerator }),
    click: () => send(command),
  });
