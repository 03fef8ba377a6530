/** Checks what the repository holds: `node scripts/check-tree.ts [FOLDER]`. */
import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { problemsOfContents } from './tree/contents.ts';
import { problemsOfLock } from './tree/lock-file.ts';
import { problemsOfTestMarks } from './tree/test-marks.ts';

/**
 * What is wrong with the files that git tracks, or would on `git add`, under `root`.
 * @throws Error if `root` is no git working tree or tracks nothing: then nothing was checked
 */
export function checkTree(root: string): { files: number; problems: string[] } {
  const files = filesOf(root);
  const problems = files.flatMap((file) => {
    const contents = readFileSync(join(root, file), 'latin1');
    const ofContents = problemsOfContents(file, contents);
    return /\.test\.tsx?$/.test(file) ? [...ofContents, ...problemsOfTestMarks(file, contents)] : ofContents;
  });
  const lock: unknown = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  return { files: files.length, problems: [...problems, ...problemsOfLock(packagesOf(lock))] };
}

function filesOf(root: string): string[] {
  const listed = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (listed.status !== 0) {
    throw new Error(
      `${root} cannot be listed by git (${listed.error?.message ?? listed.stderr.trim()}). Check in a clone.`,
    );
  }
  const files = listed.stdout
    .split('\0')
    .filter(
      (file) => file !== '' && statSync(join(root, file), { throwIfNoEntry: false })?.isFile() === true,
    );
  if (files.length === 0)
    throw new Error(`${root} has no files in git: nothing was checked. Add them first.`);
  return files;
}

function packagesOf(lock: unknown): Parameters<typeof problemsOfLock>[0] {
  const packages = typeof lock === 'object' && lock !== null && 'packages' in lock ? lock.packages : {};
  return packages as Parameters<typeof problemsOfLock>[0];
}

if (import.meta.main) {
  const { files, problems } = checkTree(resolve(process.argv[2] ?? '.'));
  console.log([...problems, `${files} files, ${problems.length} problems`].join('\n'));
  process.exitCode = problems.length === 0 ? 0 : 1;
}
