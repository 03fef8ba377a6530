import { join } from 'node:path';
import { app, protocol } from 'electron';
import { startApplication } from './shell/application.ts';
import { BUNDLE_SCHEME } from './shell/bundle-address.ts';

// Both must come before the application is ready.
app.enableSandbox();
protocol.registerSchemesAsPrivileged([
  {
    scheme: BUNDLE_SCHEME,
    privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
  },
]);

if (app.requestSingleInstanceLock()) {
  const built = join(import.meta.dirname, '..');
  startApplication({
    // Named here, as a shared piece of the build may lie in another folder.
    worker: new URL('./worker.js', import.meta.url),
    preload: join(built, 'preload', 'preload.cjs'),
    window: join(built, 'renderer'),
    resources: app.isPackaged ? process.resourcesPath : join(app.getAppPath(), 'resources'),
  });
} else app.quit();
