import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { MOST_TAIL_LINES, type RunState } from '../../shared/contract/runs.ts';
import { newHostWorld, refusalOf, type HostWorld } from './testing.ts';

const FIRST_PAGE = { filter: {}, sort: { column: 'tag', descending: false }, offset: 0, limit: 500 } as const;

const tagsOf = async ({ host }: HostWorld): Promise<string[]> =>
  (await host.call('assets.page', FIRST_PAGE)).rows.map(({ tag }) => tag);
const runsOf = ({ pushes }: HostWorld): RunState[] =>
  pushes.flatMap((push) => (push.type === 'run' ? [push.run] : []));
/** Asks again until what is asked for has come. */
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 1_000; tries += 1) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('It did not come.');
}

describe('a project', () => {
  test('is created, told, closed and opened again', async () => {
    const world = newHostWorld();
    const { host, pushes } = world;
    const status = await world.create();
    expect(status).toMatchObject({
      name: 'plant.synapse',
      folder: world.folder,
      mode: 'WRITABLE',
      readOnlyReason: null,
      project: { name: 'Plant', country: 'DE' },
      counts: { assets: 0, batches: 1, events: 3 },
      head: { position: 3 },
      verified: null,
    });
    expect([host.status, host.path]).toEqual([status, world.at('plant.synapse')]);
    expect(await host.open(world.at('plant.synapse'))).toBe(status);
    await host.closeProject();
    expect([host.status, host.path, existsSync(world.at('plant.synapse-wal'))]).toEqual([null, null, false]);
    expect(await host.open(world.at('plant.synapse'))).toEqual(status);
    expect(pushes.map((push) => (push.type === 'project' ? push.project?.head.position : push.type))).toEqual(
      [3, undefined, 3],
    );
  });

  test('that does not open leaves the present one open', async () => {
    const world = newHostWorld();
    await world.create();
    expect((await refusalOf(world.host.open(world.at('none.synapse')))).code).toBe('PROJECT_NOT_FOUND');
    expect((await refusalOf(world.create())).code).toBe('PROJECT_EXISTS');
    expect([world.host.path, await tagsOf(world)]).toEqual([world.at('plant.synapse'), []]);
  });

  test('is asked for before anything can be', async () => {
    const { host } = newHostWorld();
    expect((await refusalOf(host.call('assets.get', { of: 'P-1' }))).message).toBe(
      'No project is open. Open one first.',
    );
    expect((await refusalOf(host.start({ kind: 'VERIFY' }))).code).toBe('INVALID_ARGUMENT');
  });

  test('that is held elsewhere opens for reading and names the holder; it may be looked at and planned', async () => {
    const world = newHostWorld('anna');
    await world.create();
    await world.fill(2);
    const other = newHostWorld('ben');
    const status = await other.host.open(world.at('plant.synapse'));
    expect([status.mode, status.readOnlyReason]).toEqual([
      'READ_ONLY',
      expect.stringMatching(/^plant\.synapse is open for writing elsewhere: anna on /),
    ]);
    expect(await tagsOf(other)).toEqual(['P-0', 'P-1']);
    const planId = await other.plan();
    expect((await other.host.call('plan.overview', { planId })).summary.creates).toBeGreaterThan(0);
    const edit = { tag: 'P-0', set: { area: '2' }, unset: [], reason: 'moved' };
    expect((await refusalOf(other.host.call('assets.edit', edit))).code).toBe('READ_ONLY');
    expect((await refusalOf(other.host.start({ kind: 'EXECUTION', planId, reason: null }))).code).toBe(
      'READ_ONLY',
    );
  });

  test('opens for reading only where that is asked for', async () => {
    const world = newHostWorld();
    await world.create();
    expect(await world.host.open(world.at('plant.synapse'), { readOnly: true })).toMatchObject({
      mode: 'READ_ONLY',
      readOnlyReason: 'The project was opened for reading only.',
    });
    expect(await world.host.open(world.at('plant.synapse'))).toMatchObject({ mode: 'WRITABLE' });
  });

  test('of the sample is made once, then opened', async () => {
    const { host, at } = newHostWorld();
    const made = await host.openSample(at('sample.synapse'));
    expect([made.project.name, made.counts.assets, made.counts.rules > 20]).toEqual([
      'Cooling station',
      220,
      true,
    ]);
    await host.closeProject();
    expect(await host.openSample(at('sample.synapse'))).toEqual(made);
  });
});

describe('a run', () => {
  test('imports, plans and executes; its pushes carry the lines, the last one the outcome', async () => {
    const world = newHostWorld();
    await world.create();
    await world.fill(40);
    const planId = await world.plan();
    const overview = await world.host.call('plan.overview', { planId });
    expect([
      overview.isCurrent,
      overview.summary.creates,
      overview.rules.map(({ creates }) => creates),
    ]).toEqual([true, 80, [80, 0, 0]]);
    const page = { planId, part: 'operations', ruleId: 'm.rating', offset: 0, limit: 1 } as const;
    expect(await world.host.call('plan.page', page)).toMatchObject({
      total: 40,
      operations: [{ op: 'UPDATE' }],
    });
    const hash = await world.host.call('plan.hash', { planId });
    const { correlationId, summary } = await world.outcome({ kind: 'EXECUTION', planId, reason: 'first' });
    expect(summary.created).toEqual({ assets: 40, cables: 0, edges: 40, packages: 0 });
    expect(await world.host.call('timeline.batch', { correlationId })).toMatchObject({ planHash: hash });
    const runs = runsOf(world).filter(({ kind }) => kind === 'EXECUTION');
    expect(runs.map(({ status }) => status)).toEqual([...runs.slice(1).map(() => 'RUNNING'), 'COMPLETED']);
    const lines = runs.flatMap(({ tail }) => tail);
    expect(lines.at(-1)).toMatchObject({ index: summary.actionsTaken - 1 });
    expect(Math.max(...runs.map(({ tail }) => tail.length))).toBeLessThanOrEqual(MOST_TAIL_LINES);
    expect(lines.find(({ op }) => op === 'UPDATE')?.text).toMatch(/^power_kw not set -> \d+.* by m\.rating$/);
    expect(world.host.run).toMatchObject({ kind: 'EXECUTION', status: 'COMPLETED', correlationId });
    expect(await tagsOf(world)).toHaveLength(80);
    await until(() => world.host.status?.counts.assets === 80);
    expect((await world.host.call('plan.overview', { planId })).isCurrent).toBe(false);
  });

  test('keeps the writer busy and leaves the reader free', async () => {
    const world = newHostWorld();
    await world.create();
    await world.fill(400);
    const planId = await world.plan();
    await world.host.start({ kind: 'EXECUTION', planId, reason: null });
    const refused = await Promise.all([
      refusalOf(world.host.start({ kind: 'PLAN', scope: {}, takes: [] })),
      refusalOf(world.host.call('assets.delete', { tag: 'P-0', reason: 'x' })),
      refusalOf(world.host.open(world.at('other.synapse'))),
    ]);
    expect(refused.map(({ code }) => code)).toEqual([
      'EXECUTION_IN_PROGRESS',
      'EXECUTION_IN_PROGRESS',
      'EXECUTION_IN_PROGRESS',
    ]);
    expect(await tagsOf(world)).toHaveLength(400);
    await until(() => world.host.run?.status === 'COMPLETED');
  });

  test('cancelled in the middle leaves nothing of it, and the batch says so', async () => {
    const world = newHostWorld();
    await world.create();
    await world.fill(3_000);
    const planId = await world.plan();
    let cancelled = false;
    world.onPush((push) => {
      if (cancelled || push.type !== 'run' || push.run.kind !== 'EXECUTION' || push.run.done === 0) return;
      cancelled = true;
      world.host.cancel(push.run.runId);
    });
    const last = await world.run({ kind: 'EXECUTION', planId, reason: null });
    expect([last.status, last.error, last.outcome]).toEqual(['CANCELLED', null, null]);
    expect(runsOf(world).some(({ status }) => status === 'CANCELLING')).toBe(true);
    const { total } = await world.host.call('assets.page', FIRST_PAGE);
    const { batches } = await world.host.call('timeline.batches', { filter: {}, limit: 1 });
    expect([total, batches[0]?.kind, batches[0]?.status]).toEqual([3_000, 'EXECUTION', 'CANCELLED']);
    await world.outcome({ kind: 'EXECUTION', planId, reason: null });
  });

  test('that fails says why', async () => {
    const world = newHostWorld();
    await world.create();
    const missing = world.at('none.yaml');
    const last = await world.run({ kind: 'RULES', paths: [missing], reason: null });
    expect([last.status, last.error?.code]).toEqual(['FAILED', 'FILE_NOT_READABLE']);
    const unknown = { kind: 'EXECUTION', planId: crypto.randomUUID(), reason: null } as const;
    expect((await world.run(unknown)).error?.message).toBe('This plan is not kept any more. Make a new one.');
  });

  test('verifies and exports beside all else, and the status remembers the verification', async () => {
    const world = newHostWorld();
    await world.create();
    await world.fill(3);
    const { report } = await world.outcome({ kind: 'VERIFY' });
    expect([report.ok, report.events]).toEqual([true, world.host.status?.head.position]);
    await until(() => world.host.status?.verified?.ok === true);
    const path = world.at('log.csv');
    const exported = await world.outcome({ kind: 'EXPORT', path, format: 'csv', filter: {} });
    expect([exported.name, exported.events, exported.headHash]).toEqual([
      'log.csv',
      report.events,
      report.headHash,
    ]);
    expect(readFileSync(path, 'utf8').trimEnd().split('\n')).toHaveLength(report.events + 1);
    await until(() => world.threads.length === 4);
  });

  test('rolls a batch back as it was previewed', async () => {
    const world = newHostWorld();
    await world.create();
    await world.fill(2);
    const planId = await world.plan();
    const { correlationId } = await world.outcome({ kind: 'EXECUTION', planId, reason: null });
    const preview = await world.host.call('rollback.preview', { correlationId, cascade: false });
    expect([preview.totalLines, preview.result.conflicts]).toEqual([4, []]);
    const request = { kind: 'ROLLBACK', correlationId, cascade: false, reason: 'wrong' } as const;
    const { result } = await world.outcome(request);
    expect([result.originalCorrelationId, await tagsOf(world)]).toEqual([correlationId, ['P-0', 'P-1']]);
  });
});

describe('when something goes wrong', () => {
  test('a thread that dies in a run fails it, is told, and the project is opened again', async () => {
    const world = newHostWorld();
    await world.create();
    await world.fill(3_000);
    const planId = await world.plan();
    let killed = false;
    world.onPush((push) => {
      if (killed || push.type !== 'run' || push.run.kind !== 'EXECUTION' || push.run.done === 0) return;
      killed = true;
      world.threads[0]?.terminate();
    });
    const last = await world.run({ kind: 'EXECUTION', planId, reason: null });
    expect([last.status, last.error?.code]).toEqual(['FAILED', 'INTERNAL']);
    await until(() => world.threads.length === 4 && world.host.status?.mode === 'WRITABLE');
    expect(world.pushes.filter(({ type }) => type === 'problem')).toHaveLength(1);
    await until(() =>
      tagsOf(world).then(
        ({ length }) => length === 500,
        () => false,
      ),
    );
    const { total } = await world.host.call('assets.page', FIRST_PAGE);
    const { batches } = await world.host.call('timeline.batches', { filter: {}, limit: 1 });
    expect([total, batches[0]?.kind]).toEqual([3_000, 'EXECUTION']);
    await world.host.call('assets.delete', { tag: 'P-0', reason: 'still writable' });
    expect((await world.outcome({ kind: 'VERIFY' })).report.ok).toBe(true);
  });

  test('a reader that dies in a run leaves the run to its end', async () => {
    const world = newHostWorld();
    await world.create();
    await world.fill(1_000);
    const planId = await world.plan();
    world.onPush((push) => {
      if (push.type === 'run' && push.run.phase === 'Applying changes') world.threads[1]?.terminate();
    });
    const last = await world.run({ kind: 'EXECUTION', planId, reason: null });
    expect(last.status).toBe('COMPLETED');
    await until(() =>
      tagsOf(world).then(
        () => true,
        () => false,
      ),
    );
    expect(world.host.status?.counts.assets).toBe(2_000);
  });

  test('a call that a dying thread was asked is rejected', async () => {
    const world = newHostWorld();
    await world.create();
    world.threads[1]?.terminate();
    expect((await refusalOf(world.host.call('assets.page', FIRST_PAGE))).code).toBe('INTERNAL');
    await until(() =>
      tagsOf(world).then(
        () => true,
        () => false,
      ),
    );
  });

  test('a file that was deleted or replaced behind our back is told, and nothing more is written', async () => {
    const world = newHostWorld();
    await world.create();
    const path = world.at('plant.synapse');
    const edit = { tag: 'P-1', type: 'PUMP', set: {}, reason: 'new' };
    renameSync(path, world.at('moved.synapse'));
    expect((await refusalOf(world.host.call('assets.create', edit))).message).toMatch(
      /^plant\.synapse was deleted or moved away while it was open\./,
    );
    writeFileSync(path, 'another file');
    expect((await refusalOf(world.host.start({ kind: 'RULES', paths: null, reason: null }))).message).toMatch(
      /^plant\.synapse was replaced by another file while it was open\./,
    );
    rmSync(path);
    renameSync(world.at('moved.synapse'), path);
    expect((await world.host.call('assets.create', edit)).asset.tag).toBe('P-1');
  });

  test('closing waits for a run, or cancels it', async () => {
    const world = newHostWorld();
    await world.create();
    await world.fill(2_000);
    const planId = await world.plan();
    await world.host.start({ kind: 'EXECUTION', planId, reason: null });
    await world.host.closeProject({ cancelRun: true });
    expect(world.host.run?.status).toBe('CANCELLED');
    await world.host.open(world.at('plant.synapse'));
    const again = await world.plan();
    await world.host.start({ kind: 'EXECUTION', planId: again, reason: null });
    await world.host.closeProject();
    expect(world.host.run?.status).toBe('COMPLETED');
    expect((await world.host.open(world.at('plant.synapse'))).counts.assets).toBe(4_000);
  });
});

test('hand edits answer with the asset as it stands, and the status follows', async () => {
  const world = newHostWorld();
  await world.create();
  const made = await world.host.call('assets.create', {
    tag: 'P-1',
    type: 'PUMP',
    set: { shaft_power_kw: '55' },
    reason: 'new',
  });
  expect([made.asset.properties, made.units]).toEqual([
    { shaft_power_kw: 55 },
    { 'properties.shaft_power_kw': 'kW' },
  ]);
  const again = { tag: 'p-1', type: 'FAN', set: {}, reason: 'again' };
  expect((await refusalOf(world.host.call('assets.create', again))).message).toBe(
    '"p-1" exists already. Choose another tag.',
  );
  const edit = { tag: 'P-1', set: { tag: 'P-2', shaft_power_kw: '' }, unset: [], reason: 'renamed' };
  const { asset } = await world.host.call('assets.edit', edit);
  expect([asset.tag, asset.properties]).toEqual(['P-2', {}]);
  expect(world.host.status?.counts.assets).toBe(1);
  expect(await world.host.call('assets.delete', { tag: 'P-2', reason: 'gone' })).toBeNull();
  expect(await tagsOf(world)).toEqual([]);
});
