/** A program of its own: paints one word in Chromium, the way the stand-in for Electron does, and says when that was. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { enableCompileCache } from 'node:module';
import { FIRST_PAINT } from '../../e2e/app/first-paint.ts';
import { findBrowser } from '../../scripts/setup/browser.mjs';

enableCompileCache();
const { chromium } = await import('playwright-core');
const profile = mkdtempSync(join(tmpdir(), 'synapse-empty-page-'));
const executablePath = findBrowser() ?? '';
const context = await chromium.launchPersistentContext(profile, {
  executablePath,
  chromiumSandbox: process.getuid?.() !== 0,
  args: ['--no-first-run', '--disable-sync', '--disable-gpu'],
});
const page = context.pages()[0] ?? (await context.newPage());
await page.goto('data:text/html,<p>Synapse</p>');
const paintedAt = await page.evaluate<number>(FIRST_PAINT);
process.stdout.write(`${paintedAt}\n`);
await context.close();
rmSync(profile, { recursive: true, force: true });
