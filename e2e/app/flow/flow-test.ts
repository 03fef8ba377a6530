import { test as base } from '../fixtures.ts';

/** Longest wait for one step of a user, in milliseconds: a step that hangs is told by its own name. */
const STEP_MS = 15_000;

/** A test of a way through the application, as its user goes it. */
export const test = base.extend({
  start: async ({ start }, use) => {
    await use(async (options) => {
      const window = await start(options);
      window.page.setDefaultTimeout(STEP_MS);
      return window;
    });
  },
});

export { expect } from '@playwright/test';
