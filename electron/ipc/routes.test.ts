import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Push } from '../../shared/contract/contract.ts';
import { createHost } from '../host/host.ts';
import { inProcessTransport } from '../host/in-process.ts';
import { createFileRegistry } from './file-registry.ts';
import { createHandler } from './handle.ts';
import { createRoutes } from './routes.ts';
import { fakeShell } from './testing.ts';

const resource = (name: string): string => join(import.meta.dirname, '../../resources', name);

/** The routes over a host, asked as the window asks. */
function newWindow() {
  const folder = mkdtempSync(join(tmpdir(), 'synapse-ipc-'));
  const pushes: Push[] = [];
  const shell = fakeShell();
  const files = createFileRegistry();
  const push = (it: Push): void => void pushes.push(it);
  const host = createHost(
    {
      userId: shell.userId,
      onPush: push,
      fileRefOf: files.register,
      sampleFolder: resource('sample/cooling-station'),
      rulesFolder: resource('rules'),
    },
    inProcessTransport,
  );
  onTestFinished(async () => {
    await host.closeProject({ cancelRun: true });
    rmSync(folder, { recursive: true, force: true });
  });
  const handler = createHandler<string>({
    routes: createRoutes({ host, shell, files, push }),
    isTrusted: (event) => event === 'ours',
  });
  const at = (name: string): string => join(folder, name);
  const ask = async (name: string, args: unknown = {}): Promise<unknown> => {
    const answer = await handler('ours', name, args);
    return answer.ok ? answer.value : answer.error;
  };
  const ended = async (started: unknown): Promise<unknown> => {
    const { runId } = started as { runId: string };
    for (;;) {
      const { run } = host;
      if (run?.runId === runId && run.status !== 'RUNNING') return run.outcome ?? run.error;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  return { handler, ask, at, shell, files, pushes, ended };
}

describe('the door', () => {
  test('lets in only our own window, known names and arguments that fit', async () => {
    const { handler, ask } = newWindow();
    expect(await handler('another page', 'app.state', {})).toEqual({
      ok: false,
      error: {
        code: 'INVALID_ARGUMENT',
        message: 'The request does not come from the window of Synapse.',
        context: {},
      },
    });
    expect(await ask('constructor')).toMatchObject({
      code: 'INVALID_ARGUMENT',
      message: 'No such request is known.',
    });
    expect(await ask('assets.get', { of: '' })).toMatchObject({
      code: 'INVALID_ARGUMENT',
      message: expect.stringMatching(/^What was asked for is not allowed\. of: /),
    });
    expect(await ask('timeline.events', { from: 'yesterday' })).toMatchObject({ code: 'INVALID_FILTER' });
    expect(await ask('app.state', { path: '/etc' })).toMatchObject({ code: 'INVALID_ARGUMENT' });
  });
});

describe('files', () => {
  test('are known by id only once they were chosen', async () => {
    const { ask, shell } = newWindow();
    expect(await ask('file.choose', { purpose: 'tag-list' })).toBeNull();
    shell.chosen = '/lists/equipment.csv';
    const chosen = await ask('file.choose', { purpose: 'tag-list' });
    expect(chosen).toMatchObject({ name: 'equipment.csv', folder: '/lists' });
    expect(await ask('file.chooseTarget', { purpose: 'export-csv', suggestedName: 'log.csv' })).toEqual(
      chosen,
    );
    const { fileId } = chosen as { fileId: string };
    expect([await ask('app.showInFolder', { fileId }), await ask('app.copyText', { text: 'P-1' })]).toEqual([
      null,
      null,
    ]);
    expect(await ask('app.showInFolder', { fileId: crypto.randomUUID() })).toMatchObject({
      code: 'FILE_NOT_READABLE',
      message: 'This file was not chosen in this session. Choose it again.',
    });
    expect(shell.said).toEqual([
      'choose tag-list',
      'choose tag-list',
      'save export-csv log.csv',
      'show /lists/equipment.csv',
      'copy P-1',
    ]);
  });
});

describe('a project', () => {
  test('that is made comes first in the recent list, and the state of the application tells all', async () => {
    const { ask, at, files, pushes } = newWindow();
    const { fileId } = files.register(at('plant.synapse'));
    const details = { name: 'Plant', country: null, client: null };
    const status = await ask('project.create', { fileId, ...details });
    expect(status).toMatchObject({ fileId, name: 'plant.synapse', mode: 'WRITABLE' });
    const recent = [{ fileId, name: 'plant.synapse', folder: at('.').replace(/\/\.?$/, ''), exists: true }];
    expect(await ask('app.state')).toMatchObject({
      version: '1.2.3',
      userId: 'anna',
      project: status,
      recent,
      run: null,
      problem: null,
    });
    expect(pushes.map(({ type }) => type)).toEqual(['project', 'recent']);
    expect(await ask('project.open', { fileId })).toEqual(status);
    expect(await ask('project.close')).toBeNull();
    expect(await ask('project.open', { fileId, readOnly: true })).toMatchObject({ mode: 'READ_ONLY' });
    await ask('project.close');
    rmSync(at('plant.synapse'));
    expect(await ask('app.state')).toMatchObject({ project: null, recent: [{ fileId, exists: false }] });
    expect(await ask('recent.forget', { fileId })).toEqual([]);
  });

  test('is imported, planned, executed and taken back through requests alone', async () => {
    const { ask, at, files, shell, ended } = newWindow();
    await ask('project.create', {
      fileId: files.register(at('plant.synapse')).fileId,
      name: 'Plant',
      country: 'DE',
      client: null,
    });
    writeFileSync(at('list.csv'), 'Nummer;Art;kW\nP-1;PUMP;7,5\nP-2;PUMP;\n');
    const { fileId } = files.register(at('list.csv'));
    expect(await ask('import.read', { fileId, options: null })).toMatchObject({
      counts: null,
      problem: expect.stringMatching(/no column for the tag/),
      isRemembered: false,
    });
    const options = { map: { Nummer: 'tag', Art: 'type', kW: 'shaft_power_kw' } };
    const preview = (await ask('import.read', { fileId, options })) as { previewId: string; counts: unknown };
    expect(preview.counts).toMatchObject({ totalRows: 2, created: 2 });
    const { previewId } = preview;
    expect(await ask('import.rows', { previewId, kind: 'CREATE', offset: 1, limit: 5 })).toMatchObject({
      rows: [{ row: 3, tag: 'P-2', type: 'PUMP' }],
      total: 2,
    });
    expect(await ended(await ask('import.start', { previewId }))).toMatchObject({ counts: { created: 2 } });
    expect([...shell.kept.values()]).toEqual([options]);
    expect(await ask('import.read', { fileId, options: null })).toMatchObject({
      isRemembered: true,
      options,
      counts: { unchanged: 2 },
    });

    expect(await ended(await ask('rules.load', { fileIds: null, reason: null }))).toMatchObject({
      kind: 'RULES',
    });
    const scope = { assetTypes: ['PUMP'] };
    expect(await ask('scope.counts', { scope })).toMatchObject({ assets: 2 });
    expect(await ask('rules.list', { scope: { disciplines: ['MECHANICAL'] } })).not.toHaveLength(0);
    const plan = (await ended(await ask('plan.start', { scope }))) as { planId: string };
    expect(await ask('plan.overview', { planId: plan.planId })).toMatchObject({ isCurrent: true });
    const page = { planId: plan.planId, part: 'operations', offset: 0, limit: 1 };
    expect(await ask('plan.page', page)).toMatchObject({ operations: [{}], skips: [] });
    const started = await ask('execution.start', { planId: plan.planId, reason: 'first run' });
    const { correlationId } = (await ended(started)) as { correlationId: string };

    expect(await ask('timeline.batches', { filter: {} })).toMatchObject({
      batches: [{ correlationId, kind: 'EXECUTION' }, {}, {}, {}],
      total: 4,
    });
    expect(await ask('timeline.batch', { correlationId })).toMatchObject({ reason: 'first run' });
    expect(await ask('timeline.batchRules', { correlationId, filter: {} })).not.toHaveLength(0);
    expect(await ask('timeline.events', { correlationId, limit: 1 })).toMatchObject({ events: [{}] });
    expect(await ask('timeline.facets', { filter: {} })).toMatchObject({ userId: [{ value: 'anna' }] });
    expect(await ask('timeline.histogram', { filter: {}, buckets: 4 })).toMatchObject({
      counts: [{}, {}, {}, {}].map(() => expect.any(Number)),
    });
    expect(await ask('history.of', { of: 'P-1' })).toMatchObject({ tag: 'P-1', subtype: 'PUMP' });
    expect(await ask('rollback.preview', { correlationId, cascade: false })).toMatchObject({
      batch: { correlationId },
    });
    const taken = await ask('rollback.start', { correlationId, cascade: false, reason: 'wrong' });
    expect(await ended(taken)).toMatchObject({ kind: 'ROLLBACK' });

    const sort = { column: 'tag', descending: false };
    expect(await ask('assets.page', { filter: {}, sort, offset: 0, limit: 9 })).toMatchObject({ total: 2 });
    expect(await ask('assets.facets', { filter: {} })).toMatchObject({
      types: [{ value: 'PUMP', count: 2 }],
    });
    await ask('assets.create', { tag: 'P-3', type: 'PUMP', reason: 'new' });
    await ask('assets.edit', { tag: 'P-3', set: { area: '1' }, reason: 'moved' });
    expect(await ask('assets.get', { of: 'p-3' })).toMatchObject({ asset: { area: '1' }, version: 2 });
    expect(await ask('assets.delete', { tag: 'P-3', reason: 'gone' })).toBeNull();

    const out = files.register(at('log.jsonl')).fileId;
    const exported = await ask('export.start', { fileId: out, format: 'jsonl', filter: {} });
    expect(await ended(exported)).toMatchObject({ kind: 'EXPORT', name: 'log.jsonl' });
    expect(await ended(await ask('verify.start'))).toMatchObject({ report: { ok: true } });
    expect(await ask('run.cancel', { runId: crypto.randomUUID() })).toBeNull();
  });
});
