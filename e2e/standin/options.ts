import { homedir } from 'node:os';
import { join } from 'node:path';

/** How the stand-in shows the application; set by whoever starts it, through the environment. */
export interface StandinOptions {
  /** The Chromium, Chrome or Edge to use. */
  readonly executable: string;
  readonly headed: boolean;
  readonly theme: 'light' | 'dark' | null;
  readonly width: number;
  readonly height: number;
  readonly userData: string;
}

const SWITCH = '--user-data-dir=';

export const OPTIONS: StandinOptions = read(process.env, process.argv);

function read(env: NodeJS.ProcessEnv, argv: readonly string[]): StandinOptions {
  const [width, height] = (env['SYNAPSE_STANDIN_SIZE'] ?? '1280x800').split('x').map(Number);
  const theme = env['SYNAPSE_STANDIN_THEME'];
  return {
    executable: env['SYNAPSE_BROWSER'] ?? 'chromium',
    headed: env['SYNAPSE_STANDIN_HEADED'] === '1',
    theme: theme === 'light' || theme === 'dark' ? theme : null,
    width: width ?? 1280,
    height: height ?? 800,
    // Electron takes the same switch.
    userData: argv.find((arg) => arg.startsWith(SWITCH))?.slice(SWITCH.length) ?? usualUserData(env),
  };
}

function usualUserData(env: NodeJS.ProcessEnv): string {
  if (process.platform === 'win32') return join(env['APPDATA'] ?? homedir(), 'Synapse');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Synapse');
  return join(env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), 'Synapse');
}
