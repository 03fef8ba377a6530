import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { preferences, recentStore } from './remembered.ts';
import { openSettings } from './settings-file.ts';
import { DEFAULT_SETTINGS, MOST_MAPPINGS, MOST_RECENT } from './settings.ts';

const folder = mkdtempSync(join(tmpdir(), 'synapse-settings-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let count = 0;
const newPath = (): string => join(folder, `${++count}`, 'settings.json');
const place = { x: 1, y: 2, width: 1000, height: 700, maximized: true };
const AT = '2026-11-21T09:14:00.000Z';

test('what is changed is there in the next session, and the file is whole', async () => {
  const path = newPath();
  const settings = openSettings(path);
  settings.update((current) => ({ ...current, window: place }));
  settings.update((current) => ({ ...current, recent: [{ path: '/plant.synapse', openedAt: AT }] }));
  await settings.written();
  expect(openSettings(path).current()).toEqual({
    window: place,
    recent: [{ path: '/plant.synapse', openedAt: AT }],
    importOptions: [],
  });
  expect(readdirSync(join(path, '..'))).toEqual(['settings.json']);
});

test('a damaged file means the defaults, a damaged member its own default', async () => {
  const path = newPath();
  expect(openSettings(path).current()).toEqual(DEFAULT_SETTINGS);
  const settings = openSettings(path);
  settings.update((current) => ({ ...current, window: place }));
  await settings.written();
  writeFileSync(path, '{"window": {"x": 1}, "recent": [{"path": "/a.synapse", "openedAt": "' + AT + '"}]}');
  expect(openSettings(path).current()).toEqual({
    window: null,
    recent: [{ path: '/a.synapse', openedAt: AT }],
    importOptions: [],
  });
  for (const text of ['', '{"rec', '[]', 'null', '\u0000']) {
    writeFileSync(path, text);
    expect(openSettings(path).current()).toEqual(DEFAULT_SETTINGS);
  }
});

test('a file that cannot be written costs nothing but the memory', async () => {
  const path = newPath();
  writeFileSync(join(folder, `${count}`), 'a file where the folder should be');
  const settings = openSettings(path);
  settings.update((current) => ({ ...current, window: place }));
  await settings.written();
  expect(settings.current().window).toEqual(place);
  chmodSync(join(folder, `${count}`), 0o600);
});

test('the recent list has the project opened last first, each once, and not without end', async () => {
  const path = newPath();
  const settings = openSettings(path);
  let changes = 0;
  const recent = recentStore(settings, () => changes++);
  for (let index = 0; index < MOST_RECENT + 3; index++) await recent.add(`/${index}.synapse`, AT);
  await recent.add('/5.synapse', AT);
  await recent.forget('/6.synapse');
  const listed = await recent.list();
  expect(listed.map((entry) => entry.path)).toEqual(
    [5, 14, 13, 12, 11, 10, 9, 8, 7, 4, 3].map((index) => `/${index}.synapse`),
  );
  expect(changes).toBe(MOST_RECENT + 5);
  await settings.written();
  expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ recent: listed });
});

test('how lists were read is remembered, the ones used last', async () => {
  const remembered = preferences(openSettings(newPath()));
  for (let index = 0; index <= MOST_MAPPINGS; index++) {
    await remembered.rememberImportOptions(`list ${index}`, { type: `T${index}` });
  }
  await remembered.rememberImportOptions('list 1', { delimiter: ';' });
  expect(await remembered.importOptions('list 0')).toBeNull();
  expect(await remembered.importOptions('list 1')).toEqual({ delimiter: ';' });
});
