import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base } from '@playwright/test';
import { AppWindow } from './app-window.ts';
import type { LaunchOptions } from './desktop-app.ts';
import { launch } from './launch.ts';

interface Fixtures {
  /** A folder of the test's own. */
  readonly folder: string;
  /** Starts the application; ended with the test in any case. Documents and settings are in the test's folder. */
  readonly start: (options?: LaunchOptions) => Promise<AppWindow>;
  /** The application, started without a project. */
  readonly app: AppWindow;
}

interface CommonFixtures {
  /** One application for all tests of a file that leave it as they found it. */
  readonly common: AppWindow;
}

/** A test of the application in its window. */
export const test = base.extend<Fixtures, CommonFixtures>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads from the pattern which fixtures are wanted
  folder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'synapse-window-'));
    await use(folder);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  },
  start: async ({ folder }, use, testInfo) => {
    const started: AppWindow[] = [];
    await use(async (options = {}) => {
      const app = await launch({ userData: join(folder, 'settings'), ...options });
      const window = await AppWindow.of(app, join(folder, 'documents'));
      started.push(window);
      testInfo.annotations.push({ type: 'launcher', description: app.launcher });
      testInfo.annotations.push({ type: 'first paint', description: `${await window.firstPaintMs()} ms` });
      return window;
    });
    for (const { app } of started) await app.kill();
  },
  app: async ({ start }, use) => {
    await use(await start());
  },
  common: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads from the pattern which fixtures are wanted
    async ({}, use) => {
      const documents = mkdtempSync(join(tmpdir(), 'synapse-documents-'));
      const app = await launch();
      await use(await AppWindow.of(app, documents));
      await app.kill();
      rmSync(documents, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],
});

export { expect } from '@playwright/test';
