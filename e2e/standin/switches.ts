import type { StandinOptions } from './options.ts';

/** What Chromium is started with: nothing of its own that would talk, ask, wait or slow a page in the background. */
export const chromiumSwitches = (options: StandinOptions, profile: string): readonly string[] => [
  `--user-data-dir=${profile}`,
  '--remote-debugging-pipe',
  ...testSwitches(),
  `--window-size=${options.width},${options.height}`,
  ...(options.headed ? WINDOW : HEADLESS),
  ...sandboxSwitches(),
  ...QUIET,
];

/** A door for the test that started this process; without a test it stays shut. */
const testSwitches = (): readonly string[] =>
  process.send === undefined ? [] : ['--remote-debugging-port=0'];

/** A window without tabs and address bar. */
const WINDOW: readonly string[] = ['--app=data:text/html,'];

/** Without a screen, looking for a graphics processor only costs time; the pointer is a mouse all the same. */
const HEADLESS: readonly string[] = [
  '--headless',
  '--disable-gpu',
  '--enable-unsafe-swiftshader',
  '--force-color-profile=srgb',
  '--hide-scrollbars',
  '--mute-audio',
  '--blink-settings=primaryHoverType=2,availableHoverTypes=2,primaryPointerType=4,availablePointerTypes=4',
  'about:blank',
];

/** Chromium refuses its own sandbox to root. */
const sandboxSwitches = (): readonly string[] => (process.getuid?.() === 0 ? ['--no-sandbox'] : []);

const QUIET: readonly string[] = [
  '--allow-pre-commit-input',
  '--disable-back-forward-cache',
  '--disable-background-networking',
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-breakpad',
  '--disable-component-extensions-with-background-pages',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-dev-shm-usage',
  '--disable-extensions',
  '--disable-features=HttpsFirstBalancedModeAutoEnable,HttpsUpgrades,MediaRouter,OptimizationHints,PaintHolding,Translate',
  '--disable-field-trial-config',
  '--disable-hang-monitor',
  '--disable-infobars',
  '--disable-popup-blocking',
  '--disable-prompt-on-repost',
  '--disable-renderer-backgrounding',
  '--disable-search-engine-choice-screen',
  '--disable-sync',
  '--metrics-recording-only',
  '--no-default-browser-check',
  '--no-first-run',
  '--no-service-autorun',
  '--password-store=basic',
  '--use-mock-keychain',
];
