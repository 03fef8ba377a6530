import { describe, expect, test } from 'vitest';
import { problemsOfContents } from './tree/contents.ts';
import { problemsOfLock } from './tree/lock-file.ts';
import { problemsOfTestMarks } from './tree/test-marks.ts';

describe('the lock file', () => {
  const sound = { integrity: 'sha512-x' };
  const REPAIR = '. Delete package-lock.json, run "npm install", and try "npm ci" in a clean copy.';
  const problems = (packages: Parameters<typeof problemsOfLock>[0]): string[] =>
    problemsOfLock(packages).map((problem) => problem.replace('package-lock.json: ', '').replace(REPAIR, ''));

  test('a checksum for every package, and every optional one present, is sound', () => {
    const packages = {
      '': {},
      'node_modules/a': { ...sound, optionalDependencies: { b: '1', '@s/c': '1', d: '1' } },
      'node_modules/b': sound,
      'node_modules/a/node_modules/@s/c': sound,
      'node_modules/@s/e': { ...sound, optionalDependencies: { b: '1' } },
      'node_modules/d': { link: true, resolved: 'packages/d' },
      'node_modules/f': { inBundle: true },
    };
    expect(problems(packages)).toEqual([]);
  });

  test('a registry address, a missing checksum and a missing optional package are named', () => {
    const packages = {
      '': {},
      'node_modules/a': { ...sound, resolved: 'https://registry.example/a.tgz' },
      'node_modules/b': {},
      'node_modules/c': { ...sound, optionalDependencies: { '@c/linux-x64': '1' } },
    };
    expect(problems(packages)).toEqual([
      'node_modules/a has "resolved" (https://registry.example/a.tgz)',
      'node_modules/b has no "integrity"',
      'node_modules/c: its optional @c/linux-x64 has no entry',
    ]);
  });

  test('a lock file that names nothing does not pass', () => {
    expect(problems({ '': {} })).toEqual(['names no package']);
  });
});

describe('the contents of files', () => {
  const machinePath = ['', 'farm', 'x'].join('/');

  test('a path of one machine is found with its line', () => {
    expect(problemsOfContents('docs/a.md', `first\nsee "${machinePath}"\n`)).toEqual([
      `docs/a.md:2: a path of one machine ("${machinePath.slice(0, -1)}). Make it relative to the project.`,
    ]);
    expect(problemsOfContents('docs/a.md', `first\n${machinePath}\n`)).toHaveLength(1);
  });

  test('an address or a relative path that only looks like one is not', () => {
    expect(
      problemsOfContents('docs/a.md', `https://example.org${machinePath} ..${machinePath} a-b${machinePath}`),
    ).toEqual([]);
  });

  test('a file over 1 MB is found', () => {
    expect(problemsOfContents('a.bin', 'x'.repeat(1_000_000))).toEqual([]);
    expect(problemsOfContents('a.bin', 'x'.repeat(1_250_000))).toEqual([
      'a.bin: 1.3 MB, more than 1 MB. Generate it, or keep a smaller sample.',
    ]);
  });
});

describe('marks on tests', () => {
  const lines = (source: string): (string | undefined)[] =>
    problemsOfTestMarks('a.test.ts', source).map((problem) => problem.split(':')[1]);

  test('each way to leave out other tests is found', () => {
    const source = [
      "test.only('a', () => {});",
      "describe.only('b', () => { it.concurrent.only('c', () => {}); });",
      "test.only.each([1])('d', () => {});",
      "test('e', () => { const text = '.only('; list.only(1); });",
    ].join('\n');
    expect(lines(source)).toEqual(['1', '2', '2', '3']);
  });

  test('a skip needs its reason, in the name or beside the condition', () => {
    const source = [
      "test.skip('writes a backup', () => {});",
      "test.skip('writes a backup (needs a case-sensitive disk)', () => {});",
      "test.skipIf(x)('fills the disk', () => {});",
      "test.skipIf(x)('fills the disk (only on Linux)', () => {});",
      "test.runIf(x).each([1])('row %i', () => {});",
      "test.todo('sizes a cable');",
      'test.each([1])(`row %i (skipped: no)`, () => {});',
      "stream.skip('a');",
      'test.skip(!isThere, `${path} is absent`);',
      'test.skip(!isThere);',
    ].join('\n');
    expect(lines(source)).toEqual(['1', '3', '5', '6', '10']);
  });
});
