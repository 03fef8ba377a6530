import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from '../../scripts/setup/lock.mjs';
import { build, stampOfSource } from '../../scripts/start/build.mjs';
import { ROOT } from '../app/desktop-app.ts';

const SHOTS = join(ROOT, 'out', 'shots');
/** A build that is so old goes. */
const KEPT_MS = 15 * 60_000;

/** A build of the source as it is now, made once; the folder with `main`, `preload` and `renderer`. */
export async function buildShot(): Promise<string> {
  const folder = join(SHOTS, stampOfSource().slice(0, 12));
  mkdirSync(SHOTS, { recursive: true });
  await withLock(
    join(ROOT, 'out', '.shots-lock'),
    () => undefined,
    async () => {
      removeOld(folder);
      if (!existsSync(folder)) await buildInto(folder);
    },
  );
  return existsSync(folder) ? folder : lastBuilt();
}

/** While the source does not build, the last build that did is better than none. */
function lastBuilt(): string {
  const [newest] = readdirSync(SHOTS)
    .map((name) => join(SHOTS, name))
    .toSorted((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  if (newest === undefined) throw new Error('The application does not build, and there is no earlier build.');
  process.stderr.write(
    `OLD BUILD: the source does not build now; this is of ${statSync(newest).mtime.toISOString()}.\n`,
  );
  return newest;
}

async function buildInto(folder: string): Promise<void> {
  const unfinished = `${folder}.${process.pid}`;
  const { status, output } = await build(['--outDir', unfinished]);
  if (status !== 0) {
    rmSync(unfinished, { recursive: true, force: true });
    process.stderr.write(output);
    return;
  }
  renameSync(unfinished, folder);
}

function removeOld(current: string): void {
  for (const name of readdirSync(SHOTS)) {
    const path = join(SHOTS, name);
    const { mtimeMs } = statSync(path);
    if (path !== current && Date.now() - mtimeMs > KEPT_MS) rmSync(path, { recursive: true, force: true });
  }
}
