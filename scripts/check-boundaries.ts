/** Checks that each file imports only what its room may: `node scripts/check-boundaries.ts [FOLDER]`. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { type Violation, violationsOf } from './boundaries/judge.ts';
import { referencesIn } from './boundaries/references.ts';
import { CHECKED } from './boundaries/rooms.ts';

export interface BoundaryReport {
  readonly files: number;
  readonly imports: number;
  readonly violations: readonly Violation[];
}

/**
 * Reads every TypeScript and JavaScript file of the checked folders under `root`.
 * @throws Error naming the file that cannot be parsed
 */
export function checkBoundaries(root: string): BoundaryReport {
  const files = CHECKED.filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => globSync(`${folder}/**/*.{ts,tsx,mts,cts,js,mjs,cjs}`, { cwd: root }))
    .map((path) => path.split(sep).join('/'))
    .filter((path) => !path.includes('node_modules/'))
    .toSorted();
  const read = files.map((file) => ({
    file,
    references: referencesIn(file, readFileSync(join(root, file), 'utf8')),
  }));
  return {
    files: files.length,
    imports: read.flatMap(({ references }) => references).filter(({ kind }) => kind === 'import').length,
    violations: read.flatMap(({ file, references }) => violationsOf(file, references)),
  };
}

/** The report for people, and whether it is good. A check that saw nothing has not passed. */
export function verdict({ files, imports, violations }: BoundaryReport): { ok: boolean; text: string } {
  if (files === 0 || imports === 0) {
    return {
      ok: false,
      text: `Saw ${files} files and ${imports} imports: the check does not work. Look at its folders.`,
    };
  }
  const lines = violations.map(({ file, line, message }) => `${file}:${line} ${message}`);
  return {
    ok: lines.length === 0,
    text: [...lines, `${files} files, ${imports} imports, ${lines.length} forbidden`].join('\n'),
  };
}

if (import.meta.main) {
  const { ok, text } = verdict(checkBoundaries(resolve(process.argv[2] ?? '.')));
  console.log(text);
  process.exitCode = ok ? 0 : 1;
}
