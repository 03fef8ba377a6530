import { existsSync, linkSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { publishFile } from './publish-file.ts';
import { refusal, temporaryFolder } from './testing.ts';

vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  return { ...fs, linkSync: vi.fn(fs.linkSync) };
});

/** As a file system answers that knows no links. */
const refuseLinks = (code: string) =>
  vi.mocked(linkSync).mockImplementationOnce(() => {
    throw Object.assign(new Error(code), { code });
  });

describe('on a file system without links, a finished file', () => {
  let temporary = '';
  let path = '';
  beforeEach(() => {
    const folder = temporaryFolder();
    temporary = join(folder, 'finished');
    path = join(folder, 'plant.synapse');
    writeFileSync(temporary, 'whole');
  });

  test.each(['EPERM', 'ENOTSUP'])('gets its name all the same (%s)', (code) => {
    refuseLinks(code);
    publishFile(temporary, path);
    expect([readFileSync(path, 'utf8'), existsSync(temporary)]).toEqual(['whole', false]);
  });

  test('never takes the place of another', async () => {
    writeFileSync(path, 'mine');
    refuseLinks('EPERM');
    expect((await refusal(() => publishFile(temporary, path))).code).toBe('PROJECT_EXISTS');
    expect(readFileSync(path, 'utf8')).toBe('mine');
  });

  test('is not published where the disk fails', () => {
    refuseLinks('EIO');
    expect(() => publishFile(temporary, path)).toThrow('EIO');
    expect(existsSync(path)).toBe(false);
  });
});
