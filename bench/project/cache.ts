import {
  copyFileSync,
  constants,
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MIGRATIONS } from '../../electron/store/migrations/index.ts';
import { sha256 } from '../../electron/kernel/hash.ts';
import { buildProject, type ProjectSize } from './build.ts';

/** Where project files of the bench are kept between runs. */
export const BENCH_FOLDER = join(tmpdir(), 'synapse-bench');

/**
 * The path of a project of this size: built now, or kept from an earlier run with the same schema and the same
 * making of plant and batches. Nothing may write to it; `scratchCopy` gives a copy to write to.
 */
export async function cachedProject(size: ProjectSize, fresh: boolean): Promise<string> {
  const folder = join(BENCH_FOLDER, `${size.assets}-${size.events}-${makingKey()}`);
  const path = join(folder, 'bench.synapse');
  if (fresh) rmSync(folder, { recursive: true, force: true });
  if (existsSync(path)) return path;
  mkdirSync(folder, { recursive: true });
  const building = join(folder, `building-${process.pid}.synapse`);
  try {
    await buildProject(building, size);
    renameSync(building, path);
  } finally {
    for (const left of globSync(`${building}*`)) rmSync(left, { force: true });
  }
  return path;
}

/** Changes with the schema of the file and with how the bench makes its projects. */
function makingKey(): string {
  const sources = globSync(['plant/*.ts', 'project/*.ts'], { cwd: join(import.meta.dirname, '..') })
    .filter((file) => !file.endsWith('.test.ts'))
    .toSorted()
    .map((file) => readFileSync(join(import.meta.dirname, '..', file), 'utf8'));
  return sha256(JSON.stringify([MIGRATIONS, sources])).slice(0, 12);
}

/** A copy of a project that may be written to, in a folder of its own that `discard` removes. */
export function scratchCopy(project: string, name: string): { path: string; discard(): void } {
  const folder = scratchFolder(name);
  const path = join(folder.path, 'copy.synapse');
  copyFileSync(project, path, constants.COPYFILE_FICLONE);
  return { path, discard: () => folder.discard() };
}

export function scratchFolder(name: string): { path: string; discard(): void } {
  const path = join(BENCH_FOLDER, `scratch-${process.pid}-${name}`);
  const discard = () => rmSync(path, { recursive: true, force: true });
  discard();
  mkdirSync(path, { recursive: true });
  return { path, discard };
}
