import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AppWindow } from './app-window.ts';
import { expect, test } from './fixtures.ts';
import { startAgain } from './launch.ts';

/** A tag list long enough that its import can be met half-way. */
const LONG_LIST = 20_000;
const PAINT_LIMIT_MS = 10_000;

test('the window shows the start screen soon after the start', async ({ app }) => {
  await expect(app.page.getByRole('button', { name: /sample/i }).first()).toBeVisible();
  expect(await app.firstPaintMs()).toBeLessThan(PAINT_LIMIT_MS);
  expect(app.app.stderr()).toBe('');
});

test('the sample opens, and is in the recent list of the next session', async ({ start }) => {
  const first = await start();
  const { name } = await first.openSample();
  expect(await first.app.quit()).toBe(0);
  const second = await start();
  const { recent } = await second.value('app.state', {});
  expect(recent.map((project) => ({ name: project.name, exists: project.exists }))).toEqual([
    { name, exists: true },
  ]);
});

test('a project named on the command line is opened', async ({ start, folder }) => {
  const first = await start();
  const { name } = await first.openSample();
  await first.app.quit();
  const second = await start({ args: [join('documents', name)], cwd: folder });
  expect((await second.untilOpen()).name).toBe(name);
});

test('a project on the command line that is not there is told, and the window opens all the same', async ({
  start,
}) => {
  const app = await start({ args: ['no-such.synapse'] });
  await expect.poll(async () => (await app.value('app.state', {})).problem?.code).toBe('PROJECT_NOT_FOUND');
});

test('a second start hands its project to the first and ends', async ({ start, folder }) => {
  const first = await start();
  const { name } = await first.openSample();
  await first.value('project.close', {});
  const ended = await startAgain({
    userData: join(folder, 'settings'),
    args: [join(folder, 'documents', name)],
  });
  expect(ended).toBe(0);
  expect((await first.untilOpen()).name).toBe(name);
});

test('commands of the menu reach the window', async ({ app }) => {
  await app.listen();
  await app.chooseMenu('go-assets');
  await app.chooseMenu('palette');
  await expect
    .poll(() => app.pushes('command'))
    .toEqual([
      { type: 'command', command: 'go-assets' },
      { type: 'command', command: 'palette' },
    ]);
});

test('every command of the menu has a label, and no two the same keys', async ({ app }) => {
  const items = await app.app.evaluate(({ Menu }) => {
    const listed = (menu: Electron.Menu): Electron.MenuItem[] =>
      menu.items.flatMap((item) => [item, ...(item.submenu ? listed(item.submenu) : [])]);
    const menu = Menu.getApplicationMenu();
    return menu === null ? [] : listed(menu).map(({ label, accelerator }) => ({ label, accelerator }));
  }, null);
  const keys = items.flatMap(({ accelerator }) => accelerator ?? []);
  expect(items.length).toBeGreaterThan(12);
  expect(new Set(keys).size).toBe(keys.length);
});

test('a tag list that is dropped is announced with its name', async ({ app, folder }) => {
  const list = join(folder, 'equipment.csv');
  writeFileSync(list, 'Tag;Type\nP-101;PUMP\n');
  await app.listen();
  await app.drop(list);
  await expect
    .poll(async () => (await app.pushes('file')).map(({ purpose, file }) => ({ purpose, name: file.name })))
    .toEqual([{ purpose: 'tag-list', name: 'equipment.csv' }]);
});

test('a project that is dropped is opened', async ({ app, folder }) => {
  const { name } = await app.openSample();
  await app.value('project.close', {});
  await app.drop(join(folder, 'documents', name));
  expect((await app.untilOpen()).name).toBe(name);
});

test('a file dialog answers with a name and an id, never the path as a whole', async ({ app, folder }) => {
  await app.answerFileDialogs(join(folder, 'new plant'));
  const target = await app.value('file.chooseTarget', { purpose: 'project', suggestedName: 'New plant' });
  expect(target).toMatchObject({ name: 'new plant.synapse', folder });
  await app.answerFileDialogs(null);
  expect(await app.value('file.choose', { purpose: 'project' })).toBeNull();
});

test('the window comes back where it was, unless that is no longer on a display', async ({
  start,
  folder,
}) => {
  const settings = join(folder, 'settings', 'settings.json');
  const place = { x: 40, y: 30, width: 1000, height: 700, maximized: false };
  mkdirSync(join(folder, 'settings'), { recursive: true });
  writeFileSync(settings, JSON.stringify({ window: place }));
  const near = await start();
  expect(await boundsOf(near)).toMatchObject({ x: 40, y: 30, width: 1000, height: 700 });
  await near.app.quit();
  expect(JSON.parse(readFileSync(settings, 'utf8'))).toMatchObject({ window: place });
  writeFileSync(settings, JSON.stringify({ window: { ...place, x: 90_000 } }));
  const far = await start();
  expect((await boundsOf(far)).x).toBeLessThan(10_000);
});

test('damaged settings mean the defaults', async ({ start, folder }) => {
  mkdirSync(join(folder, 'settings'), { recursive: true });
  writeFileSync(join(folder, 'settings', 'settings.json'), '{"recent": [{"pa');
  const app = await start();
  expect((await app.value('app.state', {})).recent).toEqual([]);
});

test('a page whose process ends is loaded anew', async ({ app }) => {
  await app.app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    window?.webContents.on('did-finish-load', () => Object.assign(globalThis, { loadedAnew: true }));
  }, null);
  const devTools = await app.page.context().newCDPSession(app.page);
  void devTools.send('Page.crash').catch(() => undefined);
  await expect
    .poll(() => app.app.evaluate(() => (globalThis as { loadedAnew?: boolean }).loadedAnew ?? false, null))
    .toBe(true);
});

test('the end leaves one file of the project, whole', async ({ app, folder }) => {
  const { name } = await app.openSample();
  const path = join(folder, 'documents', name);
  expect(await app.app.quit()).toBe(0);
  expect([path, `${path}-wal`, `${path}-shm`].map(existsSync)).toEqual([true, false, false]);
});

test.describe('closing while an import runs', () => {
  test('asks, and stays open where the user says so', async ({ start, folder }) => {
    const app = await start();
    await app.answerQuestions('Keep open');
    await importLongList(app, folder);
    await closeWindow(app);
    await expect.poll(() => app.questions()).toEqual(['An import is still running.']);
    expect((await app.value('app.state', {})).project?.name).toBe('plant.synapse');
  });

  test('cancels it, and the project is as before', async ({ start, folder }) => {
    const app = await start();
    await app.answerQuestions('Cancel it and close');
    await importLongList(app, folder);
    await closeWindow(app);
    expect(await app.app.exited).toBe(0);
    const again = await start({ args: [join(folder, 'plant.synapse')] });
    expect((await again.untilOpen()).counts.assets).toBe(0);
  });

  test('finishes it first where the user says so', async ({ start, folder }) => {
    const app = await start();
    await app.answerQuestions('Finish it, then close');
    await importLongList(app, folder);
    await closeWindow(app);
    expect(await app.app.exited).toBe(0);
    const again = await start({ args: [join(folder, 'plant.synapse')] });
    expect((await again.untilOpen()).counts.assets).toBe(LONG_LIST);
  });
});

const boundsOf = (app: AppWindow): Promise<{ x: number; y: number; width: number; height: number }> =>
  app.app.evaluate(
    ({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.getNormalBounds() ?? { x: 0, y: 0, width: 0, height: 0 },
    null,
  );

async function closeWindow(app: AppWindow): Promise<void> {
  // The answer may not arrive any more.
  await app.app
    .evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close(), null)
    .catch(() => undefined);
}

/** Makes a project and starts an import that takes a while. */
async function importLongList(app: AppWindow, folder: string): Promise<void> {
  const list = join(folder, 'long.csv');
  const rows = Array.from({ length: LONG_LIST }, (_, index) => `P-${index},PUMP,${index % 90}`);
  writeFileSync(list, `Tag,Type,power_kw\n${rows.join('\n')}\n`);
  await app.answerFileDialogs(join(folder, 'plant.synapse'));
  const target = await app.value('file.chooseTarget', { purpose: 'project', suggestedName: 'plant' });
  const fileId = target?.fileId ?? '';
  await app.value('project.create', { fileId, name: 'Plant', country: null, client: null });
  await app.answerFileDialogs(list);
  const source = await app.value('file.choose', { purpose: 'tag-list' });
  const preview = await app.value('import.read', { fileId: source?.fileId ?? '', options: null });
  await app.value('import.start', { previewId: preview.previewId });
}
