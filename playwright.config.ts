import { defineConfig } from '@playwright/test';

/** The window, end to end: in Electron where its program is, otherwise over the stand-in. */
export default defineConfig({
  testDir: 'e2e/app',
  testMatch: '**/*.spec.ts',
  globalSetup: './e2e/app/build.ts',
  outputDir: 'test-results',
  timeout: 120_000,
  expect: { timeout: 10_000 },
  workers: 1,
  forbidOnly: true,
  reporter: [['list']],
});
