import { resolve } from 'node:path';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const at = (path: string): string => resolve(import.meta.dirname, path);

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
    html: { cspNonce: '__CSP_NONCE__' },
    plugins: [react(), tailwindcss()],
    // The content policy lets fonts come from files only, so none may become a data: address.
    build: { assetsInlineLimit: 0, minify: true, rolldownOptions: { input: at('renderer/index.html') } },
  },
});
