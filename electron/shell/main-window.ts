import { BrowserWindow, nativeTheme, screen } from 'electron';
import { BUNDLE_ENTRY } from './bundle-address.ts';
import type { SettingsFile } from './settings-file.ts';
import { placeOn, SMALLEST } from './window-place.ts';

/** The window's ground in each theme, so that nothing flashes before the page is drawn. As `--surface` there. */
const GROUND = { light: '#ffffff', dark: '#161a21' } as const;

interface WindowOptions {
  /** The built preload script, absolute. */
  readonly preload: string;
  readonly hasDevTools: boolean;
  readonly settings: SettingsFile;
}

/** Opens the application's one window where it was last, shown once it is drawn. */
export function openMainWindow({ preload, hasDevTools, settings }: WindowOptions): BrowserWindow {
  const remembered = settings.current().window;
  const window = new BrowserWindow({
    ...placeOn(displayAreas(), remembered),
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    show: false,
    title: 'Synapse',
    backgroundColor: nativeTheme.shouldUseDarkColors ? GROUND.dark : GROUND.light,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      // Its dictionaries would come from the network.
      spellcheck: false,
      devTools: hasDevTools,
    },
  });
  if (remembered?.maximized === true) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () => rememberPlace(window, settings));
  // Titles of pages are not the window's title.
  window.on('page-title-updated', (event) => event.preventDefault());
  window.loadURL(BUNDLE_ENTRY).catch((error: unknown) => {
    process.stderr.write(`The window could not be loaded: ${String(error)}\n`);
  });
  return window;
}

function rememberPlace(window: BrowserWindow, settings: SettingsFile): void {
  const place = { ...window.getNormalBounds(), maximized: window.isMaximized() };
  settings.update((current) => ({ ...current, window: place }));
}

/** Work areas of the displays, the main one first. */
function displayAreas(): Electron.Rectangle[] {
  const main = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter(({ id }) => id !== main.id);
  return [main, ...others].map(({ workArea }) => workArea);
}
