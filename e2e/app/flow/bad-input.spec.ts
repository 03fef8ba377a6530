import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ImportPage } from '../pages/import-page.ts';
import { StartPage } from '../pages/start-page.ts';
import { holdProject } from './holder.ts';
import { expect, test } from './flow-test.ts';

test('a file that is no project is told to be none', async ({ start, folder }) => {
  const app = await start();
  const startPage = new StartPage(app);
  const wrong = join(folder, 'letter.synapse');
  writeFileSync(wrong, 'Dear Sir or Madam,\n'.repeat(1000));
  await startPage.open(wrong);
  await expect(startPage.problem).toContainText('letter.synapse');
  await expect(startPage.problem).toContainText(/not a (Synapse )?project/i);
  await startPage.problem.getByRole('button', { name: 'Dismiss' }).click();
  await startPage.open(folder);
  await expect(startPage.problem).not.toBeEmpty();
});

test('a project that another process writes to is opened for reading, and says who holds it', async ({
  start,
  folder,
}) => {
  const first = await start();
  const { name } = await first.openSample();
  await first.app.quit();
  const path = join(folder, 'documents', name);
  const release = await holdProject(path, 'anna');
  try {
    const app = await start({ args: [path] });
    expect((await app.untilOpen()).mode).toBe('READ_ONLY');
    await expect(app.page.getByRole('contentinfo')).toContainText('read-only');
    await app.goTo('/');
    await expect(app.page.getByRole('main')).toContainText('anna');
    await app.goTo('/rules/execution');
    const execute = app.page.getByRole('button', { name: 'Execute', exact: true });
    await execute.hover();
    await expect(app.page.getByRole('tooltip').first()).toContainText('read-only');
    await app.goTo('/assets');
    await expect(app.page.getByRole('grid', { name: 'Assets' })).toContainText('100-MCC-01');
    await expect(app.page.getByRole('button', { name: 'New asset' })).toBeHidden();
  } finally {
    release();
  }
});

test('a project file that is deleted while it is open is told, and nothing more is written', async ({
  start,
  folder,
}) => {
  const app = await start();
  const { name } = await app.openSample();
  await app.goTo('/assets');
  await app.page.getByRole('button', { name: 'New asset' }).click();
  rmSync(join(folder, 'documents', name));
  const dialog = app.page.getByRole('dialog', { name: 'New asset' });
  await dialog.getByLabel('Tag', { exact: true }).fill('P-999');
  await dialog.getByLabel('Type', { exact: true }).fill('PUMP');
  await dialog.getByLabel('Reason').fill('to see');
  await dialog.getByRole('button', { name: 'Create 1 asset' }).click();
  await expect(dialog.getByRole('alert')).toContainText('was deleted or moved away while it was open');
});

test('what is no tag list is refused in words: a folder, a binary file, a file without rows', async ({
  start,
  folder,
}) => {
  const app = await start();
  await app.openSample();
  const lists = new ImportPage(app);
  await app.goTo('/import');
  const directory = join(folder, 'directory.csv');
  const binary = join(folder, 'picture.csv');
  const empty = join(folder, 'empty.csv');
  mkdirSync(directory);
  writeFileSync(binary, Buffer.from(Array.from({ length: 4096 }, (_, index) => (index * 7919) % 256)));
  writeFileSync(empty, '');
  const refusals = [
    [directory, 'it is a folder'],
    [binary, 'is not a text file'],
    [empty, 'is empty'],
  ] as const;
  for (const [path, words] of refusals) {
    await lists.choose(path);
    await expect(app.page.getByRole('main').getByRole('alert')).toContainText(words);
  }
  expect(app.app.stderr()).toBe('');
});
