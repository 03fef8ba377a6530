import { spawn, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { once } from 'node:events';
import { describe, expect, onTestFinished, test } from 'vitest';
import { isClaimed } from './claim.ts';
import { clientOf } from './database.ts';
import { createEventStore } from './event-store.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { loadPlant } from './plant.ts';
import {
  createProjectFile,
  openReadableProject,
  openUncheckedProject,
  openWritableProject,
  type WritableProject,
} from './project-file.ts';
import {
  asset,
  created,
  newProjectFile,
  plainSql,
  PROJECT,
  refusal,
  rowsOf,
  run,
  steppingClock,
  temporaryFolder,
} from './testing.ts';
import { verifyProject } from './verify.ts';

const open = async (path: string, waitMs = 0, migrations = MIGRATIONS): Promise<WritableProject> => {
  const project = await openWritableProject(path, 'ada', waitMs, migrations);
  let isOpen = true;
  const close = () => {
    if (isOpen) project.close();
    isOpen = false;
  };
  onTestFinished(close);
  return { ...project, close };
};

const filesBeside = (path: string): string[] => readdirSync(dirname(path)).toSorted();

/** Runs a module of text in a process of its own; `say` answers with the first line it prints. */
function inChild(
  source: string,
  options: { uid?: number; args?: string[] } = {},
): { child: ChildProcess; said: Promise<string> } {
  const imports = `const { createProjectFile, openReadableProject, openWritableProject } = await import(${JSON.stringify(new URL('project-file.ts', import.meta.url).href)});`;
  const { uid, args = [] } = options;
  const child = spawn(process.execPath, ['--input-type=module', '-e', `${imports}\n${source}`, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const said = new Promise<string>((resolve) => {
    let text = '';
    child.stdout?.on(
      'data',
      (part: Buffer) => (text += part.toString()).endsWith('\n') && resolve(text.trim()),
    );
    child.on('exit', () => resolve(text.trim()));
  });
  return { child, said };
}

const HOLD = `await openWritableProject(process.argv[1], 'bob'); console.log('open'); setInterval(() => {}, 1000);`;

describe('creating a project', () => {
  test('makes one file that is ours, and nothing beside it', () => {
    const path = newProjectFile();
    expect(filesBeside(path)).toEqual(['plant.synapse']);
    const { database, close } = openReadableProject(path);
    expect(database.pragma('application_id', { simple: true })).toBe(0x53594e50);
    expect(database.pragma('user_version', { simple: true })).toBe(MIGRATIONS.length);
    expect(loadPlant(database).project).toEqual(PROJECT);
    close();
  });

  test('never takes the place of a file, and leaves it as it was', async () => {
    const path = join(temporaryFolder(), 'plant.synapse');
    writeFileSync(path, 'mine');
    expect((await refusal(() => createProjectFile(path, () => undefined))).code).toBe('PROJECT_EXISTS');
    expect(readFileSync(path, 'utf8')).toBe('mine');
  });

  test('never takes the place of a file that comes while it is at work', async () => {
    const path = join(temporaryFolder(), 'plant.synapse');
    expect((await refusal(() => createProjectFile(path, () => writeFileSync(path, 'quicker')))).code).toBe(
      'PROJECT_EXISTS',
    );
    expect(readFileSync(path, 'utf8')).toBe('quicker');
    expect(filesBeside(path)).toEqual(['plant.synapse']);
  });

  test('in a folder that is not there, or is a file, is refused', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'file'), '');
    const codes = [];
    for (const name of ['none/plant.synapse', 'file/plant.synapse'])
      codes.push((await refusal(() => createProjectFile(join(folder, name), () => undefined))).code);
    expect(codes).toEqual(['INVALID_ARGUMENT', 'INVALID_ARGUMENT']);
  });

  test('that fails on the way leaves nothing', () => {
    const path = join(temporaryFolder(), 'plant.synapse');
    const fill = () => {
      throw new RangeError('no');
    };
    expect(() => createProjectFile(path, fill)).toThrow(RangeError);
    expect(filesBeside(path)).toEqual([]);
  });

  test('that is killed on the way leaves no file of that name, and can be done again', async () => {
    const path = join(temporaryFolder(), 'plant.synapse');
    const { child } = inChild(
      `createProjectFile(process.argv[1], () => process.kill(process.pid, 'SIGKILL'));`,
      { args: [path] },
    );
    await once(child, 'exit');
    expect(existsSync(path)).toBe(false);
    createProjectFile(path, () => undefined);
    openReadableProject(path).close();
  });

  test('keeps to a name that SQLite would read as a URI', () => {
    const folder = temporaryFolder();
    const here = process.cwd();
    process.chdir(folder);
    try {
      createProjectFile('file:plant.synapse?mode=memory', () => undefined);
      openReadableProject('file:plant.synapse?mode=memory').close();
    } finally {
      process.chdir(here);
    }
    expect(readdirSync(folder)).toEqual(['file:plant.synapse?mode=memory']);
  });
});

describe('opening what is no project in order', () => {
  const bad: Record<string, { make: (path: string) => void; code: string; message: string }> = {
    'a missing file': {
      make: () => undefined,
      code: 'PROJECT_NOT_FOUND',
      message: 'plant.synapse does not exist.',
    },
    'a directory': {
      make: (path) => mkdirSync(path),
      code: 'NOT_A_PROJECT',
      message: 'plant.synapse is not a file.',
    },
    'an empty file': {
      make: (path) => writeFileSync(path, ''),
      code: 'NOT_A_PROJECT',
      message: 'plant.synapse is empty.',
    },
    'a text file': {
      make: (path) => writeFileSync(path, 'tag,type\n'.repeat(500)),
      code: 'NOT_A_PROJECT',
      message: 'plant.synapse: the file is not a Synapse project.',
    },
    'a database of another application': {
      make: (path) => plainSql(path, 'CREATE TABLE places (a)'),
      code: 'NOT_A_PROJECT',
      message: 'plant.synapse is a SQLite file of another application',
    },
    'a project of a newer version': {
      make: (path) => copyProject(path, 'PRAGMA user_version = 99'),
      code: 'PROJECT_TOO_NEW',
      message: 'plant.synapse was written by a newer version of Synapse (schema 99',
    },
    'a project without a version': {
      make: (path) => copyProject(path, 'PRAGMA user_version = 0'),
      code: 'PROJECT_CORRUPT',
      message: 'plant.synapse states no schema version.',
    },
    'a project with a table more': {
      make: (path) => copyProject(path, 'CREATE TABLE extra (a)'),
      code: 'PROJECT_CORRUPT',
      message: 'plant.synapse: its structure was changed (table extra does not belong here)',
    },
    'a project with a view in the place of a table': {
      make: (path) => copyProject(path, 'DROP TABLE assets; CREATE VIEW assets AS SELECT 1 AS id'),
      code: 'PROJECT_CORRUPT',
      message: 'plant.synapse: its structure was changed (table assets is missing',
    },
    'a project with a trigger named like a table of SQLite': {
      make: (path) =>
        copyProject(path, 'CREATE TRIGGER sqlite1stat AFTER INSERT ON assets BEGIN DELETE FROM edges; END'),
      code: 'PROJECT_CORRUPT',
      message: 'plant.synapse: its structure was changed (trigger sqlite1stat does not belong here)',
    },
    'a project with another trigger': {
      make: (path) =>
        copyProject(
          path,
          'DROP TRIGGER workflow_events_no_update; CREATE TRIGGER workflow_events_no_update BEFORE UPDATE ON workflow_events BEGIN SELECT 1; END',
        ),
      code: 'PROJECT_CORRUPT',
      message:
        'plant.synapse: its structure was changed (trigger workflow_events_no_update is not as it should be)',
    },
    'a truncated project': {
      make: (path) => {
        copyProject(path, '');
        truncateSync(path, 10_000);
      },
      code: 'PROJECT_CORRUPT',
      message: 'plant.synapse: the project file is damaged.',
    },
  };

  function copyProject(path: string, sql: string): void {
    const project = newProjectFile();
    plainSql(project, `PRAGMA journal_mode = DELETE; ${sql}`);
    renameSync(project, path);
  }

  test.each(Object.entries(bad))(
    '%s is refused for reading and writing, and left as it was',
    async (_, { make, code, message }) => {
      const path = join(temporaryFolder(), 'plant.synapse');
      make(path);
      const bytes = () => (existsSync(path) && statSync(path).isFile() ? readFileSync(path) : null);
      const before = bytes();
      const reading = await refusal(() => openReadableProject(path));
      const writing = await refusal(() => openWritableProject(path, 'ada', 0));
      expect([reading.code, writing.code]).toEqual([code, code]);
      expect([reading.message.slice(0, message.length), writing.message.slice(0, message.length)]).toEqual([
        message,
        message,
      ]);
      expect(bytes()).toEqual(before);
      if (existsSync(path)) expect(isClaimed(path)).toBe(false);
    },
  );

  test('a project that was not closed and is damaged is refused for writing', async () => {
    const path = newProjectFile();
    const { child, said } = inChild(
      `const { database } = await openWritableProject(process.argv[1], 'bob'); database.prepare("INSERT INTO project SELECT 'x', name, country, client, settings, version FROM project").run(); console.log('open'); setInterval(() => {}, 1000);`,
      { args: [path] },
    );
    await said;
    child.kill('SIGKILL');
    await once(child, 'exit');
    const bytes = readFileSync(path);
    const size = bytes.readUInt16BE(16);
    bytes.fill(7, 5 * size, 6 * size);
    writeFileSync(path, bytes);
    expect(await refusal(openWritableProject(path, 'ada', 0))).toMatchObject({
      code: 'PROJECT_CORRUPT',
      message: expect.stringMatching(/damaged/),
    });
  });
});

describe('a project that is open', () => {
  test('is held by one; the next is told by whom, and has it once the first has closed', async () => {
    const path = newProjectFile();
    const first = await open(path);
    expect(isClaimed(path)).toBe(true);
    const { code, message } = await refusal(openWritableProject(path, 'bob', 0));
    expect(code).toBe('PROJECT_LOCKED');
    expect(message).toMatch(
      new RegExp(
        `^plant\\.synapse is open for writing elsewhere: ada on .*, process ${process.pid}, since .*Z\\. Close it there`,
      ),
    );
    first.close();
    expect(isClaimed(path)).toBe(false);
    (await open(path)).close();
  });

  test('is given to one who waits as soon as it is closed', async () => {
    const path = newProjectFile();
    const first = await open(path);
    const second = open(path, 5_000);
    setTimeout(first.close, 60);
    expect((await second).path).toBe(path);
  });

  test('by another process is held until that is killed, and then free at once', async () => {
    const path = newProjectFile();
    const { child, said } = inChild(HOLD, { args: [path] });
    expect(await said).toBe('open');
    expect(isClaimed(path)).toBe(true);
    expect((await refusal(openWritableProject(path, 'ada', 0))).message).toMatch(
      new RegExp(`bob on .*, process ${child.pid},`),
    );
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(isClaimed(path)).toBe(false);
    const project = await open(path);
    expect(verifyProject(project.database).ok).toBe(true);
  });

  test('is held whatever link leads to it', async () => {
    const path = newProjectFile();
    const link = join(temporaryFolder(), 'link.synapse');
    symlinkSync(path, link);
    await open(path);
    expect(isClaimed(link)).toBe(true);
    expect((await refusal(openWritableProject(link, 'bob', 0))).code).toBe('PROJECT_LOCKED');
    expect(filesBeside(link)).toEqual(['link.synapse']);
  });

  test('can be read beside its writer, each reader seeing what was committed', async () => {
    const path = newProjectFile();
    const { database, close } = await open(path);
    const reader = openReadableProject(path);
    run(createEventStore(database, steppingClock()), [created('ASSET', asset('a'))]);
    expect(loadPlant(reader.database).assets).toEqual([asset('a')]);
    expect(() => reader.database.prepare('DELETE FROM assets').run()).toThrow(
      /readonly|read-only|query_only/,
    );
    reader.close();
    close();
    expect(filesBeside(path)).toEqual(['plant.synapse', 'plant.synapse-lock']);
  });

  test.skipIf(process.platform !== 'linux')(
    'keeps its locks while readers of its own process come and go (needs /proc/locks)',
    async () => {
      const path = newProjectFile();
      const { database } = await open(path);
      run(createEventStore(database, steppingClock()), [created('ASSET', asset('a'))]);
      const before = [locksOn(path), locksOn(`${path}-lock`)];
      expect(before.map(({ length }) => length)).toEqual([1, 1]);
      openReadableProject(path).close();
      await refusal(openWritableProject(path, 'bob', 0));
      isClaimed(path);
      expect([locksOn(path), locksOn(`${path}-lock`)]).toEqual(before);
    },
  );

  /** What the system says about a file: kind, process and range of each lock, without their numbers. */
  const locksOn = (path: string): string[] =>
    readFileSync('/proc/locks', 'utf8')
      .split('\n')
      .filter((line) => line.includes(`:${statSync(path).ino} `))
      .map((line) => line.replace(/^\d+: /, ''));

  test('leaves one file and the lock when it is closed, and all of it in that file', async () => {
    const path = newProjectFile();
    const { database, close } = await open(path);
    run(createEventStore(database, steppingClock()), [created('ASSET', asset('a'))]);
    close();
    expect(filesBeside(path)).toEqual(['plant.synapse', 'plant.synapse-lock']);
    const copy = join(temporaryFolder(), 'copy.synapse');
    writeFileSync(copy, readFileSync(path));
    const reader = openReadableProject(copy);
    expect(loadPlant(reader.database).assets).toEqual([asset('a')]);
    reader.close();
  });

  test('is closed, and given back, even when it cannot be tidied', async () => {
    const path = newProjectFile();
    const { database, close } = await open(path);
    clientOf(database).exec('BEGIN IMMEDIATE');
    close();
    expect(isClaimed(path)).toBe(false);
  });

  test('is not held where nobody ever claimed it, and looking makes no lock', () => {
    const path = newProjectFile();
    expect(isClaimed(path)).toBe(false);
    expect(isClaimed(`${path}-none`)).toBe(false);
    expect(filesBeside(path)).toEqual(['plant.synapse']);
  });

  test('says so where a file of another kind stands in the place of its lock', async () => {
    const path = newProjectFile();
    writeFileSync(`${path}-lock`, 'not a lock at all'.repeat(100));
    expect(await refusal(openWritableProject(path, 'ada', 0))).toMatchObject({
      code: 'READ_ONLY',
      message: expect.stringContaining('plant.synapse-lock cannot be used as the lock'),
    });
  });
});

/** Rights bind everyone but root; so these look through the eyes of another user where the tests run as root. */
describe('a project that may not be written to', () => {
  const uid = process.getuid?.() === 0 ? 65534 : undefined;
  const report = (call: string) =>
    `try { const project = await ${call}; console.log('ok', project.database.prepare('SELECT count(*) AS n FROM workflow_events').get().n); project.close(); } catch (error) { console.log(error.code); }`;
  const WRITE = report(`openWritableProject(process.argv[1], 'eve', 0)`);
  const READ = report(`openReadableProject(process.argv[1])`);
  const asOther = (source: string, path: string) =>
    inChild(source, { args: [path], ...(uid === undefined ? {} : { uid }) }).said;

  function withModes(folderMode: number, fileMode: number): string {
    const path = newProjectFile();
    chmodSync(path, fileMode);
    chmodSync(dirname(path), folderMode);
    onTestFinished(() => chmodSync(dirname(path), 0o700));
    return path;
  }

  test('because of the file is refused for writing and can be read', async () => {
    const path = withModes(0o777, 0o444);
    expect([await asOther(WRITE, path), await asOther(READ, path)]).toEqual(['READ_ONLY', 'ok 3']);
  });

  test('because of the folder is refused for writing and can be read, with nothing left beside it', async () => {
    const path = withModes(0o555, 0o666);
    expect([await asOther(WRITE, path), await asOther(READ, path)]).toEqual(['READ_ONLY', 'ok 3']);
    expect(filesBeside(path)).toEqual([basename(path)]);
  });

  test('because of both can be read though it was last written in WAL mode', async () => {
    const path = withModes(0o777, 0o666);
    (await open(path)).close();
    chmodSync(path, 0o444);
    chmodSync(dirname(path), 0o555);
    expect(await asOther(READ, path)).toBe('ok 3');
  });

  test("because its lock is another one's is refused", async () => {
    const path = withModes(0o777, 0o666);
    (await open(path)).close();
    chmodSync(`${path}-lock`, 0o444);
    expect(await asOther(WRITE, path)).toBe('READ_ONLY');
  });

  test('and not be read either is named as such', async () => {
    const path = withModes(0o555, 0o000);
    expect([await asOther(WRITE, path), await asOther(READ, path)]).toEqual([
      'READ_ONLY',
      'FILE_NOT_READABLE',
    ]);
  });

  test('in a folder that hides it is named as such', async () => {
    const path = withModes(0o000, 0o666);
    expect([await asOther(WRITE, path), await asOther(READ, path)]).toEqual([
      'FILE_NOT_READABLE',
      'FILE_NOT_READABLE',
    ]);
  });

  test('is not created where the folder is not open to it', async () => {
    const path = withModes(0o555, 0o666);
    const source = `try { createProjectFile(process.argv[1], () => undefined); console.log('made'); } catch (error) { console.log(error.code); }`;
    expect(await asOther(source, join(dirname(path), 'other.synapse'))).toBe('READ_ONLY');
  });
});

describe('a project of an older version', () => {
  const NEXT = [...MIGRATIONS, "ALTER TABLE assets ADD COLUMN colour TEXT NOT NULL DEFAULT 'grey'"];

  async function olderProject(): Promise<string> {
    const path = newProjectFile();
    const { database, close } = await open(path);
    run(createEventStore(database, steppingClock()), [
      created('ASSET', asset('a')),
      created('ASSET', asset('b')),
    ]);
    close();
    return path;
  }

  test('is copied and brought up to date when it is opened for writing, its rows kept', async () => {
    const path = await olderProject();
    const { database } = await open(path, 0, NEXT);
    expect(database.pragma('user_version', { simple: true })).toBe(NEXT.length);
    expect(rowsOf(database, 'assets')).toMatchObject([
      { id: 'a', colour: 'grey' },
      { id: 'b', colour: 'grey' },
    ]);
    expect(rowsOf(database, 'workflow_events').length).toBe(7);
    const backup = openReadableProject(`${path}-backup-v${MIGRATIONS.length}`);
    expect(loadPlant(backup.database).assets).toEqual([asset('a'), asset('b')]);
    expect(verifyProject(backup.database).ok).toBe(true);
    backup.close();
  });

  test('never loses an earlier copy', async () => {
    const path = await olderProject();
    writeFileSync(`${path}-backup-v${MIGRATIONS.length}`, 'earlier');
    (await open(path, 0, NEXT)).close();
    expect(readFileSync(`${path}-backup-v${MIGRATIONS.length}`, 'utf8')).toBe('earlier');
    openReadableProject(`${path}-backup-v${MIGRATIONS.length}-2`).close();
  });

  test('stays as it was when the migration fails', async () => {
    const path = await olderProject();
    const broken = [...MIGRATIONS, 'CREATE TABLE half (a); SELECT no_such_column FROM assets'];
    expect((await refusal(openWritableProject(path, 'ada', 0, broken))).code).toBe('INTERNAL');
    const { database, close } = openReadableProject(path);
    expect(verifyProject(database).ok).toBe(true);
    close();
  });

  test('is not migrated where its structure was changed', async () => {
    const path = await olderProject();
    plainSql(path, 'DROP INDEX assets_parent');
    expect((await refusal(openWritableProject(path, 'ada', 0, NEXT))).code).toBe('PROJECT_CORRUPT');
    expect(filesBeside(path)).toEqual(['plant.synapse', 'plant.synapse-lock']);
  });

  test('asks a reader to open it for writing first, and one that knows less to update', async () => {
    const path = await olderProject();
    expect((await refusal(() => openReadableProject(path, NEXT))).code).toBe('READ_ONLY');
    (await open(path, 0, NEXT)).close();
    expect((await refusal(() => openReadableProject(path))).code).toBe('PROJECT_TOO_NEW');
    const { database, close } = openUncheckedProject(path);
    expect(database.prepare('SELECT id FROM assets').all().length).toBe(2);
    close();
  });
});
