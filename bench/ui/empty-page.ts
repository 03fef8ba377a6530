/**
 * A program of its own: paints one word in the Chromium behind the stand-in for Electron, without any of the
 * application, and says when that was. Takes the stand-in's switch and variables.
 */
import { enableCompileCache } from 'node:module';
import { FIRST_PAINT } from '../../e2e/app/first-paint.ts';

enableCompileCache();
const { launchBrowser } = await import('../../e2e/standin/browser.ts');
const browser = await launchBrowser();
const { page } = browser;
await page.goto('data:text/html,<p>Synapse</p>');
process.stdout.write(`${await page.evaluate<number>(FIRST_PAINT)}\n`);
await browser.close();
