import { resolve } from 'node:path';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';
import { NONCE_PLACE } from './electron/shell/content-policy.ts';

const at = (path: string): string => resolve(import.meta.dirname, path);

/** The style sheet stands in the page itself: the first paint waits for one answer, not for two. */
const styleInPage: Plugin = {
  name: 'style-in-page',
  enforce: 'post',
  generateBundle(_options, bundle) {
    const page = bundle['index.html'];
    if (page?.type !== 'asset') throw new Error('The build of the window has no index.html.');
    const html = String(page.source);
    if (!STYLE_LINK.test(html)) throw new Error('The page of the window links no style sheet.');
    page.source = html.replace(STYLE_LINK, (link, name: string) => {
      const sheet = bundle[name];
      if (sheet?.type !== 'asset') throw new Error(`${link} names no style sheet of the build.`);
      delete bundle[name];
      const folder = name.slice(0, name.lastIndexOf('/') + 1);
      return `<style nonce="${NONCE_PLACE}">${String(sheet.source).replaceAll('url(./', `url(./${folder}`)}</style>`;
    });
  },
};
const STYLE_LINK = /<link rel="stylesheet"[^>]* href="\.\/([^"]+)"[^>]*>/;

/** Only better-sqlite3 stays outside the bundles: it is native. */
export default defineConfig({
  main: {
    build: {
      externalizeDeps: { include: ['better-sqlite3'] },
      rolldownOptions: {
        input: {
          main: at('electron/main.ts'),
          worker: at('electron/host/worker.ts'),
        },
        output: { format: 'es' },
      },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      rolldownOptions: { input: { preload: at('electron/preload.ts') }, output: { format: 'cjs' } },
    },
  },
  renderer: {
    root: at('renderer'),
    base: './',
    html: { cspNonce: NONCE_PLACE },
    plugins: [react(), tailwindcss(), styleInPage],
    // The content policy lets fonts come from files only, so none may become a data: address.
    build: { assetsInlineLimit: 0, minify: true, rolldownOptions: { input: at('renderer/index.html') } },
  },
});
