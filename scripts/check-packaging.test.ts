import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { packagingProblems } from './check-packaging.ts';

const ROOT = join(import.meta.dirname, '..');
const CONFIG = readFileSync(join(ROOT, 'electron-builder.yml'), 'utf8');
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'synapse-packaging-'));
  cpSync(join(ROOT, 'resources', 'icons'), join(folder, 'resources', 'icons'), { recursive: true });
  for (const name of ['rules', 'sample']) mkdirSync(join(folder, 'resources', name));
});
afterEach(() => rmSync(folder, { recursive: true }));

const problemsOf = (config: string): Promise<string[]> => {
  writeFileSync(join(folder, 'electron-builder.yml'), config);
  return packagingProblems(folder);
};

describe('the check of the packaging', () => {
  test('finds nothing wrong with the configuration as it is', async () => {
    expect(await problemsOf(CONFIG)).toEqual([]);
  });

  test('finds a key that electron-builder does not know', async () => {
    expect((await problemsOf(`${CONFIG}\nasarr: true\n`)).join()).toContain('asarr');
  });

  test.each([
    'runAsNode',
    'enableNodeOptionsEnvironmentVariable',
    'enableNodeCliInspectArguments',
    'grantFileProtocolExtraPrivileges',
  ])('finds the fuse %s switched on', async (fuse) => {
    const [problem] = await problemsOf(CONFIG.replace(`${fuse}: false`, `${fuse}: true`));
    expect(problem).toContain(`electronFuses.${fuse}`);
  });

  test.each(['enableCookieEncryption', 'enableEmbeddedAsarIntegrityValidation', 'onlyLoadAppFromAsar'])(
    'finds the fuse %s switched off',
    async (fuse) => {
      const [problem] = await problemsOf(CONFIG.replace(`${fuse}: true`, `${fuse}: false`));
      expect(problem).toContain(`electronFuses.${fuse}`);
    },
  );

  test('finds an icon that is not there', async () => {
    rmSync(join(folder, 'resources', 'icons', 'icon.ico'));
    expect(await problemsOf(CONFIG)).toEqual(['resources/icons/icon.ico does not exist']);
  });
});
