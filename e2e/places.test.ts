import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  rmdirSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { newPumpPlant, pumpList, type Plant } from './plant.ts';
import { codeOf, documentOf, MAIN, NODE, startSynapse, synapse, type Ended } from './process.ts';

const NOBODY = 65_534;
const DISK_BYTES = 4 * 1024 * 1024;

let plant: Plant;
let folder: string;
beforeAll(async () => {
  plant = await newPumpPlant(20);
}, 60_000);
afterAll(() => plant.close());

/** Why a test cannot be run here, or null. */
const noDisk = mountSmallDisk();
const noOtherUser =
  process.getuid?.() !== 0
    ? 'only root may run a command as another user'
    : spawnAs(NOBODY) === 0
      ? null
      : 'another user cannot run Node from this folder';
const because = (why: string | null): string => (why === null ? '' : ` (skipped: ${why})`);

function spawnAs(uid: number): number | null {
  return spawnSync(
    process.execPath,
    ['-e', `require('fs').readdirSync(${JSON.stringify(import.meta.dirname)})`],
    { uid },
  ).status;
}

describe(`on a disk that is full${because(noDisk)}`, () => {
  afterEach(() => {
    if (noDisk === null) for (const name of readdirSync(folder)) rmSync(join(folder, name));
  });
  afterAll(unmountSmallDisk);

  test.runIf(noDisk === null)(
    'an import is DISK_FULL with nothing applied, and works once there is room (needs a disk of its own)',
    async () => {
      const project = join(folder, 'plant.synapse');
      copyFileSync(plant.project('imported'), project);
      writeFileSync(join(folder, 'filler'), Buffer.alloc(1_500_000));
      const list = plant.desk.write('many.csv', pumpList(4_000));
      const importing = () => synapse('import', project, list, '--json');
      const full = await importing();
      expect([full.status, codeOf(full)]).toEqual([1, 'DISK_FULL']);
      expect(await infoOf(project)).toMatchObject({ counts: plant.counts.imported });
      rmSync(join(folder, 'filler'));
      writeFileSync(list, pumpList(100));
      expect((await importing()).status).toBe(0);
      expect(await infoOf(project)).toMatchObject({ counts: { assets: 100 } });
      expect((await synapse('verify', project)).status).toBe(0);
    },
    60_000,
  );

  test.runIf(noDisk === null).each([
    ['export', (project: string, out: string) => ['export', project, '--format', 'jsonl', '--out', out]],
    ['plan', (project: string, out: string) => ['plan', project, '--out', out]],
  ])(
    '%s is DISK_FULL and leaves no file (needs a disk of its own)',
    async (_name, argv) => {
      writeFileSync(join(folder, 'filler'), Buffer.alloc(DISK_BYTES - 12_288));
      const full = await synapse(...argv(plant.project('imported'), join(folder, 'out')), '--json');
      expect([full.status, codeOf(full), readdirSync(folder)]).toEqual([1, 'DISK_FULL', ['filler']]);
    },
    60_000,
  );
});

describe(`as a user who may only read${because(noOtherUser)}`, () => {
  const asNobody = (...argv: string[]): Promise<Ended> =>
    startSynapse([...argv, '--json'], { uid: NOBODY, cwd: tmpdir() }).ended;

  test.runIf(noOtherUser === null).each([
    ['a file that cannot be written', 0o444, 0o777],
    ['a folder that cannot be written', 0o666, 0o755],
  ])(
    '%s: reading works, writing is READ_ONLY (needs a second user)',
    async (_what, fileMode, folderMode) => {
      const place = mkdtempSync(join(tmpdir(), 'synapse-shared-'));
      const project = join(place, 'plant.synapse');
      copyFileSync(plant.project('imported'), project);
      chmodSync(project, fileMode);
      chmodSync(place, folderMode);
      const read = await Promise.all([asNobody('plan', project), asNobody('verify', project)]);
      expect(read.map(({ status, stderr }) => [status, stderr])).toEqual(read.map(() => [0, '']));
      const written = await asNobody('edit', project, 'P-1', '--set', 'area=1');
      expect([written.status, codeOf(written)]).toEqual([1, 'READ_ONLY']);
      rmSync(place, { recursive: true, force: true });
    },
    60_000,
  );

  test.runIf(noOtherUser === null)(
    'a user without an account can work, under the number (needs a second user)',
    async () => {
      const place = mkdtempSync(join(tmpdir(), 'synapse-shared-'));
      chmodSync(place, 0o777);
      const project = join(place, 'plant.synapse');
      const made = await startSynapse(['new', project, '--name', 'Plant', '--json'], {
        uid: 54_321,
        cwd: place,
      }).ended;
      expect([made.status, made.stderr]).toEqual([0, '']);
      expect((await synapse('batches', project)).stdout).toContain('uid 54321');
      rmSync(place, { recursive: true, force: true });
    },
    60_000,
  );
});

describe('where a command is run', () => {
  test('relative paths, links, blanks and quotes lead to the project', async () => {
    const place = join(plant.folder, `it's "here"`);
    mkdirSync(place);
    copyFileSync(plant.project('imported'), join(place, 'a b.synapse'));
    symlinkSync('a b.synapse', join(place, 'link'));
    const { ended } = startSynapse(['edit', 'link', 'P-1', '--set', 'area=7', '--json'], { cwd: place });
    expect((await ended).status).toBe(0);
    const listed = await startSynapse(['assets', './a b.synapse', '--tag', 'P-1', '--json'], { cwd: place })
      .ended;
    expect(documentOf(listed)).toMatchObject({ items: [{ area: '7' }] });
  }, 60_000);
});

test.skipIf(process.platform === 'win32')(
  'in a folder that is gone a command says so (needs a second user)',
  () => {
    const place = join(plant.folder, 'gone');
    mkdirSync(place);
    const script = 'cd "$1" && rmdir "$1" && "$2" "$3" info x --json';
    const { status, stdout } = spawnSync('sh', ['-c', script, 'sh', place, NODE, MAIN], { encoding: 'utf8' });
    expect([status, JSON.parse(stdout)]).toMatchObject([1, { error: { code: 'FILE_NOT_READABLE' } }]);
  },
  60_000,
);

const infoOf = async (project: string) => documentOf(await synapse('info', project, '--json'));

/** A disk of 4 MB at `folder`; gives why there can be none. */
function mountSmallDisk(): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    return 'only root on Linux may mount a small disk';
  folder = mkdtempSync(join(tmpdir(), 'synapse-disk-'));
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_BYTES}`, 'tmpfs', folder]);
  if (status === 0) return null;
  rmdirSync(folder);
  return 'no small disk can be mounted here';
}

function unmountSmallDisk(): void {
  if (noDisk !== null) return;
  spawnSync('umount', [folder]);
  rmdirSync(folder);
}
