import { globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Lines that tests must reach, as a percentage: the parts that must never be wrong stand at 95. */
const OVERALL = 85;
const CRITICAL = 95;
const CRITICAL_PARTS = [
  'electron/store/**/*.ts',
  'electron/rules/{plan*.ts,planner/**/*.ts}',
  'electron/services/{rollback*.ts,rollback/**/*.ts}',
];

/** What runs only inside Electron (or its stand-in) and is tested there, by e2e. */
const ONLY_IN_ELECTRON = [
  'electron/main.ts',
  'electron/preload.ts',
  'electron/shell/{application,closing,desktop-port,dialogs,main-window}.ts',
];

/** A module that is mocked stays so for the files after. */
const WITH_MOCKED_MODULES = ['electron/{store/publish-file,shell/page-recovery}.test.ts'];

const root = fileURLToPath(new URL('.', import.meta.url));

/** A threshold over files that do not exist passes silently, so it is set only for parts that do. */
const thresholds = Object.fromEntries(
  CRITICAL_PARTS.filter((glob) => globSync(glob, { cwd: root }).length > 0).map((glob) => [
    glob,
    { lines: CRITICAL },
  ]),
);

export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          include: ['{shared,electron,scripts,bench,resources,e2e}/**/*.test.ts'],
          exclude: WITH_MOCKED_MODULES,
          // modules are loaded once, not once a file: a third of the time
          isolate: false,
        },
      },
      {
        extends: true,
        test: { name: 'node, mocked', environment: 'node', include: WITH_MOCKED_MODULES },
      },
      {
        extends: true,
        test: {
          name: 'window',
          environment: 'jsdom',
          include: ['renderer/**/*.test.{ts,tsx}'],
          setupFiles: ['renderer/lib/testing-setup.ts'],
        },
      },
    ],
    // One for each core of a small machine; the default leaves one core idle.
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    allowOnly: false,
    coverage: {
      provider: 'v8',
      include: ['shared/**/*.ts', 'electron/**/*.ts'],
      exclude: ['**/*.test.ts', '**/*.d.ts', ...ONLY_IN_ELECTRON],
      reporter: ['text-summary', 'json-summary'],
      thresholds: { lines: OVERALL, ...thresholds },
    },
  },
});
