import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { violationsOf } from './boundaries/judge.ts';
import { referencesIn } from './boundaries/references.ts';
import { ROOMS } from './boundaries/rooms.ts';
import { checkBoundaries, verdict } from './check-boundaries.ts';

const judged = (file: string, source: string): [number, string][] =>
  violationsOf(file, referencesIn(file, source)).map(({ line, message }) => [
    line,
    message.split('.', 1)[0] ?? '',
  ]);
const lines = (file: string, source: string): number[] => judged(file, source).map(([line]) => line);

describe('a tree of files', () => {
  let root = '';
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'boundaries-'));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const write = (path: string, source: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), source);
  };

  test('a forbidden import is found with its file and line', () => {
    write('shared/model.ts', 'export type Tag = string;\n');
    write('electron/store/log.ts', 'export const log = 1;\n');
    write(
      'electron/rules/plan.ts',
      "import type { Tag } from '../../shared/model.ts';\n\nimport type { log } from '../store/log.ts';\n",
    );
    const report = checkBoundaries(root);
    expect(report).toEqual({
      files: 3,
      imports: 2,
      violations: [
        {
          file: 'electron/rules/plan.ts',
          line: 3,
          message:
            'imports electron/store/log.ts, but electron/rules may import shared, electron/kernel. ' +
            'Move the code, or turn the dependency around.',
        },
      ],
    });
    expect(verdict(report).ok).toBe(false);
  });

  test('a tree without files or without imports does not pass', () => {
    expect(verdict(checkBoundaries(root)).ok).toBe(false);
    write('shared/model.ts', 'export type Tag = string;\n');
    expect(verdict(checkBoundaries(root)).ok).toBe(false);
    write('shared/tag.ts', "export type { Tag } from './model.ts';\n");
    expect(verdict(checkBoundaries(root))).toEqual({ ok: true, text: '2 files, 1 imports, 0 forbidden' });
  });

  test('a file that does not parse is named', () => {
    write('shared/broken.ts', 'export const = ;\n');
    expect(() => checkBoundaries(root)).toThrow(/^shared\/broken\.ts cannot be parsed/);
  });
});

describe('imports between rooms', () => {
  test('every way to import counts', () => {
    const source = [
      "import { a } from '../services/a.ts';",
      "import '../services/b.ts';",
      "export * from '../services/c.ts';",
      "export { d } from '../services/d.ts';",
      "import type { E } from '../services/e.ts';",
      "export type F = import('../services/f.ts').F;",
      "export const g = await import('../services/g.ts');",
      'export const h = require(`../services/h.ts`);',
      'export const i = await import(a + g);',
    ].join('\n');
    expect(lines('electron/store/x.ts', source)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  test('what the table allows passes', () => {
    for (const room of ROOMS) {
      const file = room.path.endsWith('.ts') ? room.path : `${room.path}/x.ts`;
      const up = file.split('/').slice(1).fill('..').join('/') || '.';
      const source = room.imports.map((path) => `import { a } from '${up}/${path}/a.ts';`).join('\n');
      expect(lines(file, source)).toEqual([]);
    }
  });

  test('a test may import what its room reaches, but nothing above it', () => {
    expect(lines('electron/cli/a.test.ts', "import { b } from '../store/b.ts';")).toEqual([]);
    expect(lines('electron/store/a.test.ts', "import { b } from '../services/b.ts';")).toEqual([1]);
    expect(lines('electron/rules/a.test.ts', "import { readFileSync } from 'node:fs';\nDate.now();")).toEqual(
      [],
    );
  });

  test('a folder that no room names is reported', () => {
    expect(lines('electron/extra/a.ts', '')).toEqual([1]);
    expect(lines('electron/store/a.ts', "import { b } from '../extra/b.ts';")).toEqual([1]);
  });

  test('scripts and benchmarks may import every room', () => {
    expect(
      lines(
        'bench/a.ts',
        "import Database from 'better-sqlite3';\nimport { b } from '../electron/cli/b.ts';",
      ),
    ).toEqual([]);
  });
});

describe('packages', () => {
  test('only the store imports a database package', () => {
    const source = "import Database from 'better-sqlite3';\nimport { sql } from 'drizzle-orm/sqlite-core';";
    expect(lines('electron/store/a.ts', source)).toEqual([]);
    expect(lines('electron/services/a.ts', source)).toEqual([1, 2]);
    expect(lines('electron/services/a.test.ts', source)).toEqual([]);
  });

  test('only the shell, main and preload import electron, not even a test', () => {
    const source = "import { app } from 'electron';";
    expect(
      ['electron/shell/a.ts', 'electron/main.ts', 'electron/preload.ts'].flatMap((file) =>
        lines(file, source),
      ),
    ).toEqual([]);
    expect(
      ['electron/ipc/a.ts', 'electron/shell.ts', 'electron/ipc/a.test.ts'].flatMap((file) =>
        lines(file, source),
      ),
    ).toEqual([1, 1, 1]);
  });

  test("shared, the rules and the renderer use none of Node's modules, with or without prefix", () => {
    const source = "import { hash } from 'node:crypto';\nimport path from 'path';\nimport { z } from 'zod';";
    expect(lines('shared/a.ts', source)).toEqual([1, 2]);
    expect(lines('electron/rules/a.ts', source)).toEqual([1, 2]);
    expect(lines('renderer/a.tsx', source)).toEqual([1, 2]);
    expect(lines('electron/formats/a.ts', source)).toEqual([]);
  });
});

describe('a pure room', () => {
  test('uses neither clock nor random, but may name the type', () => {
    const source = [
      'export const day = (date: Date): number => date.getTime();',
      'export const now = Date.now();',
      'export const today = new Date();',
      'export const any = Math.random();',
      "// Date.now() in a comment and 'Math.random()' in a text are no use",
      "export const text = 'new Date()';",
    ].join('\n');
    expect(judged('electron/rules/a.ts', source)).toEqual([
      [2, 'uses Date'],
      [3, 'uses new Date(), but electron/rules is pure'],
      [4, 'uses Math'],
    ]);
    expect(lines('electron/services/a.ts', source)).toEqual([]);
  });

  test('takes from the kernel only what depends on its arguments', () => {
    expect(lines('electron/rules/a.ts', "import { madeId } from '../kernel/ids.ts';")).toEqual([]);
    expect(lines('electron/rules/a.ts', "import { newId as id } from '../kernel/ids.ts';")).toEqual([1]);
    expect(lines('electron/rules/a.ts', "import * as ids from '../kernel/ids.ts';")).toEqual([1]);
  });
});
