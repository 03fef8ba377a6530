// @ts-check
/**
 * Makes `electron` mean the stand-in, for `node --import ./e2e/standin/register.mjs out/main/main.js`: the built
 * application then runs, unmodified, on playwright-core and a Chromium, without Electron's binary.
 */
import { enableCompileCache, registerHooks } from 'node:module';

const STANDIN = new URL('./electron.ts', import.meta.url).href;

// Compiling playwright-core takes a third of a second at each start.
enableCompileCache();
registerHooks({
  resolve: (specifier, context, next) => next(specifier === 'electron' ? STANDIN : specifier, context),
});
