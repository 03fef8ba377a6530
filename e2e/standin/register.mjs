// @ts-check
/**
 * Makes `electron` mean the stand-in, for `node --import ./e2e/standin/register.mjs out/main/main.js`: the built
 * application then runs, unmodified, on a Chromium, without Electron's binary.
 */
import { enableCompileCache, registerHooks } from 'node:module';

enableCompileCache();
// Chromium starts while the application is still being read.
const { isAlone } = await import('./single-instance.ts');
if (isAlone()) void (await import('./browser.ts')).launchBrowser();

const STANDIN = new URL('./electron.ts', import.meta.url).href;
registerHooks({
  resolve: (specifier, context, next) => next(specifier === 'electron' ? STANDIN : specifier, context),
});
