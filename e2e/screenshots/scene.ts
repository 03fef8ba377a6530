import { join } from 'node:path';
import { ROOT } from '../app/desktop-app.ts';
import type { Stage } from './stage.ts';

/** A step of one long walk through the application. Most end with pictures; each goes on from where the last one ended. */
export interface Scene {
  readonly name: string;
  readonly play: (stage: Stage) => Promise<void>;
}

/** A list of the sample. */
export const sample = (name: string): string => join(ROOT, 'resources', 'sample', 'cooling-station', name);
