import { mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { writeFileAtomically } from './atomic-file.ts';
import { readError, writeError } from './file-errors.ts';
import { refusal, testFolder } from './testing.ts';

const folder = testFolder();
afterAll(() => folder.remove());
const at = (name: string): string => join(folder.path, name);

test('a file is written whole, also over an older one and through a link', async () => {
  const long = Array.from({ length: 5000 }, (_, i) => `line ${i} with ä\n`);
  folder.write('old.txt', 'old');
  symlinkSync(at('old.txt'), at('link.txt'));
  await writeFileAtomically(at('link.txt'), long);
  await writeFileAtomically(at('empty.txt'), []);
  expect(readFileSync(at('old.txt'), 'utf8')).toBe(long.join(''));
  expect(readFileSync(at('empty.txt'), 'utf8')).toBe('');
});

test('where its content fails midway the older file stays and nothing is left beside it', async () => {
  folder.write('kept.txt', 'kept');
  async function* failing(): AsyncGenerator<string> {
    yield 'x'.repeat(200_000);
    throw new Error('the log went away');
  }
  const names = readdirSync(folder.path);
  await expect(writeFileAtomically(at('kept.txt'), failing())).rejects.toThrow('the log went away');
  expect(readFileSync(at('kept.txt'), 'utf8')).toBe('kept');
  expect(readdirSync(folder.path)).toEqual(names);
});

test('where it cannot be written the error names the file and what to do', async () => {
  mkdirSync(at('sub'));
  const messageOf = async (path: string): Promise<string> => {
    const { code, message } = await refusal(writeFileAtomically(path, ['x']));
    return `${code} ${message}`;
  };
  expect(await messageOf(at('sub'))).toBe(
    `FILE_NOT_READABLE "${at('sub')}" was not written: it is a folder. Name a file in it.`,
  );
  expect(await messageOf(at('none/x.txt'))).toContain(
    'the folder does not exist. Create it, or choose another.',
  );
  expect(await messageOf(at('empty.txt/x.txt'))).toContain('a part of the path is not a folder');
  expect(await messageOf('/dev/null')).toContain('it is not a plain file.');
});

test('what the system says becomes a code of ours, all else passes', () => {
  const system = (code: string): Error => Object.assign(new Error(code), { code, syscall: 'write' });
  expect(writeError(system('ENOSPC'), 'x.csv')).toMatchObject({
    code: 'DISK_FULL',
    message: '"x.csv" was not written: the disk is full. Free some space and try again.',
  });
  expect(writeError(system('EIO'), 'x.csv')).toMatchObject({
    code: 'FILE_NOT_READABLE',
    message: '"x.csv" was not written: writing it failed (EIO). Check the drive and try again.',
  });
  expect(readError(system('EIO'), 'x.csv')).toMatchObject({
    code: 'FILE_NOT_READABLE',
    message: '"x.csv" cannot be read: reading it failed (EIO). Check the drive and try again.',
  });
  const other = new TypeError('a mistake of ours');
  expect([readError(other, 'x'), writeError(other, 'x')]).toEqual([other, other]);
});
