/** A folder with one task, and what its files may import. The table of docs/architecture.md as data. */
export interface Room {
  /** Folder or single file, relative to the project's folder, with forward slashes. */
  readonly path: string;
  /** Paths of the other rooms that it may import. */
  readonly imports: readonly string[];
  /** Node's own modules: needed, or kept out. */
  readonly nodeModules: boolean;
  /** Neither clock nor random: the same input always gives the same output. */
  readonly pure?: boolean;
}

const KERNEL = 'electron/kernel';
const SERVICES_ABOVE = [
  'shared',
  KERNEL,
  'electron/rules',
  'electron/store',
  'electron/formats',
  'electron/events',
];

export const ROOMS: readonly Room[] = [
  { path: 'shared', imports: [], nodeModules: false },
  { path: KERNEL, imports: ['shared'], nodeModules: true },
  { path: 'electron/rules', imports: ['shared', KERNEL], nodeModules: false, pure: true },
  { path: 'electron/store', imports: ['shared', KERNEL], nodeModules: true },
  { path: 'electron/formats', imports: ['shared', KERNEL], nodeModules: true },
  { path: 'electron/events', imports: ['shared', KERNEL, 'electron/store'], nodeModules: true },
  { path: 'electron/services', imports: SERVICES_ABOVE, nodeModules: true },
  { path: 'electron/host', imports: ['shared', KERNEL, 'electron/services'], nodeModules: true },
  { path: 'electron/ipc', imports: ['shared', KERNEL, 'electron/host'], nodeModules: true },
  {
    path: 'electron/shell',
    imports: ['shared', KERNEL, 'electron/ipc', 'electron/host'],
    nodeModules: true,
  },
  {
    path: 'electron/main.ts',
    imports: ['shared', KERNEL, 'electron/shell', 'electron/ipc', 'electron/host'],
    nodeModules: true,
  },
  { path: 'electron/preload.ts', imports: ['shared'], nodeModules: false },
  { path: 'electron/cli', imports: ['shared', KERNEL, 'electron/services'], nodeModules: true },
  { path: 'renderer', imports: ['shared'], nodeModules: false },
];

/** Packages that only some rooms may import, and why. */
export const GUARDED_PACKAGES: readonly {
  readonly name: string;
  readonly rooms: readonly string[];
  readonly tests: boolean;
  readonly why: string;
}[] = [
  { name: 'better-sqlite3', rooms: ['electron/store'], tests: true, why: 'only electron/store speaks SQL' },
  { name: 'drizzle-orm', rooms: ['electron/store'], tests: true, why: 'only electron/store speaks SQL' },
  {
    name: 'electron',
    rooms: ['electron/shell', 'electron/main.ts', 'electron/preload.ts', 'e2e/standin', 'e2e/app'],
    tests: false,
    why: 'its binary is absent where the command line and the tests run',
  },
];

/** What a pure room may not take from electron/kernel, as it depends on the moment. */
export const IMPURE_NAMES: readonly string[] = ['systemClock', 'newId'];

/** Folders whose files stand outside the rooms and may import all of them. */
export const OUTSIDE: readonly string[] = ['scripts', 'bench', 'e2e', 'resources'];

/** Folders and files that the check reads. */
export const CHECKED: readonly string[] = ['shared', 'electron', 'renderer', ...OUTSIDE];
