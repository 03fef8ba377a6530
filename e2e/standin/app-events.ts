import { StrictEmitter } from './strict.ts';

/** What `app` emits; apart from it, as windows emit some of it. */
export const appEvents = new StrictEmitter('app', [
  'open-file',
  'second-instance',
  'web-contents-created',
  'window-all-closed',
  'before-quit',
  'will-quit',
  'quit',
]);
