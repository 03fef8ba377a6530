/**
 * Takes a picture of a screen: builds the application (into `out/shots/`, once for each state of the source), opens
 * it over the stand-in without a display, goes to a route, waits until nothing moves, and writes a PNG.
 *
 *   npx node e2e/standin/screenshot.ts --route '#/assets' --out /tmp/assets.png
 *     --size 1280x800        of the window
 *     --theme dark           or light
 *     --project FILE         a .synapse file to open at the start (it is opened for writing: give a copy)
 *     --sample               instead: makes the sample project in a temporary folder and opens it
 *     --eval FILE.ts         runs its `export default async (page, app) => {}` (or any exported function) before the
 *                            picture; `page` is Playwright's, `app` the DesktopApp of e2e/app/launch.ts
 *     --no-build             uses out/ as it is
 * What the page writes to its console, its errors and what it was refused are printed.
 */
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { ROOT, type DesktopApp } from '/work/main/e2e/app/desktop-app.ts';
import { launch } from '/work/main/e2e/app/launch.ts';
import { buildShot } from '/work/main/e2e/standin/build-shot.ts';

const { values } = parseArgs({
  options: {
    route: { type: 'string', default: '#/' },
    out: { type: 'string', default: 'screenshot.png' },
    size: { type: 'string', default: '1280x800' },
    theme: { type: 'string', default: 'light' },
    project: { type: 'string' },
    sample: { type: 'boolean', default: false },
    eval: { type: 'string' },
    'no-build': { type: 'boolean', default: false },
  },
});

const [width = 1280, height = 800] = values.size.split('x').map(Number);
const built = values['no-build'] ? (process.env.SYNAPSE_BUILT ?? join(ROOT,'out')) : await buildShot();
const app = await launch({
  built,
  width,
  height,
  theme: values.theme === 'dark' ? 'dark' : 'light',
  args: values.project === undefined ? [] : [resolve(values.project)],
});
try {
  report(app.page);
  await shoot(app);
} finally {
  await app.kill();
  if (app.stderr() !== '') console.error(app.stderr());
}

async function shoot({ page }: DesktopApp): Promise<void> {
  await app.evaluate(({ app: main }, folder) => main.setPath('documents', folder), mkdtempSync(join(tmpdir(), 'synapse-docs-')));
  if (values.sample) await page.evaluate("window.synapse.request('project.openSample', {})");
  if (values.project !== undefined) await untilOpen(page);
  await page.evaluate(`location.hash = ${JSON.stringify(values.route)}`);
  await settle(page);
  if (values.eval !== undefined) {
    const steps = (await import(pathToFileURL(resolve(values.eval)).href)) as Record<string, unknown>;
    const run = steps['default'] ?? Object.values(steps).find((it) => typeof it === 'function');
    if (typeof run !== 'function') throw new Error(`${values.eval} exports no function.`);
    await run(page, app);
    await settle(page);
  }
  await page.screenshot({ path: values.out });
  console.log(values.out);
}

/** Until the picture stays the same for a moment. */
async function settle(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  let before = '';
  for (let round = 0; round < 20; round++) {
    const now = (await page.screenshot()).toString('base64');
    if (now === before) return;
    before = now;
    await sleep(200);
  }
}

/** A project named at the start is opened while the window loads. */
async function untilOpen(page: Page): Promise<void> {
  for (let round = 0; round < 100; round++) {
    const state: unknown = await page.evaluate("window.synapse.request('app.state', {})");
    const { project, problem } = (state as { value: { project: unknown; problem: unknown } }).value;
    if (problem !== null) console.error('problem at the start:', problem);
    if (project !== null || problem !== null) return;
    await sleep(50);
  }
}

function report(page: Page): void {
  page.on('console', (message) => console.error(`console.${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => console.error(`page error: ${error.stack ?? error.message}`));
  page.on('requestfailed', (request) => console.error(`refused: ${request.url()}`));
}
