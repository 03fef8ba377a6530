import { chmodSync, existsSync, symlinkSync } from 'node:fs';
import { userInfo } from 'node:os';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SETTINGS } from '../../../shared/settings.ts';
import { errorOf, listOf, memberOf, newDesk, newPlant, textOf, type Desk } from '../testing.ts';
import { tamper } from '../../../e2e/tampering.ts';

let desk: Desk;
beforeEach(() => {
  desk = newDesk();
});
afterEach(() => desk.close());

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;

describe('new', () => {
  test('creates a project and answers with it', async () => {
    const { document } = await desk.json(
      'new',
      desk.project,
      '--name',
      ' Plant ',
      '--country',
      'de',
      '--client',
      'ACME',
    );
    expect(document).toEqual({
      project: { id: expect.stringMatching(ID), name: 'Plant', country: 'DE', client: 'ACME', settings: {} },
    });
  });

  test('has no country where none is given, and says so for people', async () => {
    const { status, stdout } = await desk.run('new', desk.project, '--name', 'Plant');
    expect([status, stdout]).toEqual([0, `Created ${desk.project}: "Plant".\n`]);
    expect(memberOf(await desk.done('info', desk.project), 'project')).toMatchObject({
      country: null,
      client: null,
    });
  });

  test.each([
    ['a name that is taken', ['--name', 'B'], 'PROJECT_EXISTS'],
    ['an empty name', ['--name', ' '], 'INVALID_ARGUMENT'],
    ['a country of three letters', ['--name', 'B', '--country', 'DEU'], 'INVALID_ARGUMENT'],
  ])('refuses %s', async (what, options, code) => {
    const path = what.includes('taken') ? desk.write('plant.synapse', 'x') : desk.project;
    const result = await desk.json('new', path, ...options);
    expect([result.status, errorOf(result)['code']]).toEqual([1, code]);
    expect(existsSync(desk.project)).toBe(what.includes('taken'));
  });

  test('refuses a folder that is not there', async () => {
    const result = await desk.json('new', desk.path('no/such/plant.synapse'), '--name', 'Plant');
    expect([result.status, errorOf(result)['code']]).toEqual([1, 'INVALID_ARGUMENT']);
  });

  test('records who did it: the one named, otherwise the user of the system', async () => {
    await desk.done('new', desk.project, '--name', 'Plant', '--user', ' anna ');
    await desk.done('settings', desk.project, '--set', 'ambient_c=35');
    const batches = listOf(await desk.done('batches', desk.project), 'batches');
    expect(batches.map(({ userId }) => userId)).toEqual([userInfo().username, 'anna']);
  });
});

describe('info', () => {
  test('tells the project and what it holds', async () => {
    await desk.done('new', desk.project, '--name', 'Plant', '--country', 'DE');
    const document = await desk.done('info', desk.project);
    expect(document).toEqual({
      project: { id: expect.stringMatching(ID), name: 'Plant', country: 'DE', client: null, settings: {} },
      counts: { assets: 0, cables: 0, edges: 0, packages: 0, rules: 0, findings: 0, events: 3, batches: 1 },
      lastPosition: 3,
      schemaVersion: 1,
    });
    const { stdout } = await desk.run('info', desk.project);
    expect(stdout).toContain('Plant   country DE   client not set');
    expect(stdout).toMatch(/^events\s+3\s*$/m);
  });
});

describe('settings', () => {
  test('shows every setting with its default', async () => {
    await desk.done('new', desk.project, '--name', 'Plant');
    const document = await desk.done('settings', desk.project);
    expect(Object.keys(document)).toEqual(['settings']);
    expect(Object.keys(memberOf(document, 'settings')).toSorted()).toEqual(Object.keys(SETTINGS).toSorted());
    expect(document).toMatchObject({ settings: { ambient_c: 40, lv_limit_kw: 200, tag_pattern: null } });
    expect((await desk.run('settings', desk.project)).stdout).toMatch(/^tag_pattern\s+not set\s*$/m);
  });

  test('changes settings, name, country and client in one batch, and an empty value brings a default back', async () => {
    await desk.done('new', desk.project, '--name', 'Plant');
    const set = (...pairs: string[]) =>
      desk.done('settings', desk.project, ...pairs.flatMap((pair) => ['--set', pair]));
    const document = await set('ambient_c=45', 'name=Works', 'country=us', 'client=ACME=1');
    expect(document).toMatchObject({ correlationId: expect.stringMatching(ID), settings: { ambient_c: 45 } });
    expect(memberOf(await desk.done('info', desk.project), 'project')).toMatchObject({
      name: 'Works',
      country: 'US',
      client: 'ACME=1',
      settings: { ambient_c: 45 },
    });
    expect(await set('ambient_c=')).toMatchObject({ settings: { ambient_c: 40 } });
  });

  test.each([
    ['an unknown name', ['--set', 'ambient=1']],
    ['a name of every object', ['--set', '__proto__=1']],
    ['another name of every object', ['--set', 'constructor=1']],
    ['no number', ['--set', 'ambient_c=warm']],
    ['a number out of range', ['--set', 'voltage_drop_pct=-3']],
    ['no name', ['--set', '=3']],
    ['no value', ['--set', 'ambient_c']],
    ['a name given twice', ['--set', 'ambient_c=1', '--set', 'ambient_c=2']],
    ['an empty name of the project', ['--set', 'name=']],
    ['a pattern that is none', ['--set', 'tag_pattern=(']],
  ])('refuses %s, and changes nothing', async (_what, options) => {
    await desk.done('new', desk.project, '--name', 'Plant');
    const result = await desk.json('settings', desk.project, ...options);
    expect([result.status, errorOf(result)['code']]).toEqual([1, 'INVALID_ARGUMENT']);
    expect(await desk.done('info', desk.project)).toMatchObject({ lastPosition: 3, counts: { batches: 1 } });
  });
});

describe('verify', () => {
  test('finds nothing in a project as it was written', async () => {
    const plant = await newPlant('tag,type\nP-1,PUMP');
    const { status, document } = await plant.json('verify', plant.project);
    expect({ status, document }).toEqual({
      status: 0,
      document: {
        ok: true,
        events: 7,
        headHash: expect.stringMatching(/^[0-9a-f]{64}$/),
        firstBad: null,
        projections: { equal: true, differences: [] },
      },
    });
    expect((await plant.run('verify', plant.project)).stdout).toBe(
      `Nothing was altered: 7 events, head ${textOf(document, 'headHash')}.\n`,
    );
    plant.close();
  });

  test('tells where the log was altered behind our back, with status 1 and no error', async () => {
    const plant = await newPlant('tag,type\nP-1,PUMP\nP-2,PUMP');
    tamper(plant.project, "UPDATE workflow_events SET user_id = 'eve' WHERE position = 6");
    const { status, document } = await plant.json('verify', plant.project);
    expect({ status, document }).toMatchObject({
      status: 1,
      document: { ok: false, firstBad: { position: 6, kind: 'EDITED', message: expect.any(String) } },
    });
    expect(document).not.toHaveProperty('error');
    const { stdout } = await plant.run('verify', plant.project);
    expect(stdout).toMatch(/^NOT AS WRITTEN at position 6 \(EDITED\): /);
    plant.close();
  });

  test('tells which projection was altered', async () => {
    const plant = await newPlant('tag,type\nP-1,PUMP');
    tamper(plant.project, "UPDATE assets SET area = '999'");
    const { status, document } = await plant.json('verify', plant.project);
    expect([status, document['ok'], document['firstBad']]).toEqual([1, false, null]);
    expect(memberOf(document, 'projections')).toMatchObject({
      equal: false,
      differences: [{ table: 'assets', key: expect.any(String), kind: 'DIFFERENT' }],
    });
    expect((await plant.run('verify', plant.project)).stdout).toContain('Projection assets: DIFFERENT');
    plant.close();
  });

  test.each([
    ['a text file', 'This is no database. '.repeat(100)],
    ['a few bytes', 'abc'],
    ['nothing at all', ''],
  ])('looks at %s without refusing', async (_what, content) => {
    const { status, document } = await desk.json('verify', desk.write('plant.synapse', content));
    expect({ status, document }).toMatchObject({
      status: 1,
      document: { ok: false, events: 0, firstBad: { position: 0, kind: 'SCHEMA' } },
    });
  });

  test('stops where it is cancelled', async () => {
    let cancelled = false;
    const plant = await newPlant('tag,type\nP-1,PUMP', { shouldCancel: () => cancelled });
    cancelled = true;
    const result = await plant.json('verify', plant.project);
    expect([result.status, errorOf(result)['code']]).toEqual([1, 'CANCELLED']);
    plant.close();
  });
});

test('a project with quotes, spaces and signs in its path, and through a link, is the same project', async () => {
  const path = desk.path(`it's "the" plant; $(rm) ü ?#%.synapse`);
  await desk.done('new', path, '--name', 'Plant');
  symlinkSync(path, desk.path('link.synapse'));
  await desk.done('edit', desk.path('link.synapse'), 'P-1', '--new', '--type', 'PUMP');
  expect(await desk.done('info', path)).toMatchObject({ counts: { assets: 1 } });
  chmodSync(path, 0o600);
  expect(await desk.json('verify', desk.path('link.synapse'))).toMatchObject({ status: 0 });
});
