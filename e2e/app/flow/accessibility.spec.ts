import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AppWindow } from '../app-window.ts';
import { expectAccessible } from '../pages/accessibility.ts';
import { AssetsPage } from '../pages/assets-page.ts';
import { ExecutionPage } from '../pages/execution-page.ts';
import { HistoryPage } from '../pages/history-page.ts';
import { ImportPage } from '../pages/import-page.ts';
import { StartPage } from '../pages/start-page.ts';
import { TimelinePage } from '../pages/timeline-page.ts';
import { expect, test } from './flow-test.ts';

/** Each of some forty views is looked at twice. */
test.setTimeout(300_000);

test('no screen and no dialog keeps anybody out', async ({ start, folder }) => {
  const app = await start();
  await test.step('start', () => startScreens(app));
  await test.step('import', () => importScreens(app, folder));
  await test.step('assets', () => assetScreens(app));
  await test.step('history', async () => {
    const history = new HistoryPage(app);
    await history.of('P-101A');
    await expect(history.versions.first()).toBeVisible();
    await expectAccessible(app);
  });
  await test.step('execution', () => executionScreens(app));
  await test.step('timeline', () => timelineScreens(app));
});

async function startScreens(app: AppWindow): Promise<void> {
  const { page } = app;
  await expectAccessible(app);
  await page.getByRole('button', { name: 'New project...' }).click();
  await expectAccessible(app);
  await page.keyboard.press('Escape');
  await new StartPage(app).openSample();
  await app.goTo('/');
  await expectAccessible(app);
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused();
  await page.keyboard.type('P-101', { delay: 80 });
  await expect(page.getByRole('option', { name: /P-101/ }).first()).toBeVisible();
  await expectAccessible(app);
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await expectAccessible(app);
  await page.keyboard.press('Escape');
}

async function importScreens(app: AppWindow, folder: string): Promise<void> {
  const lists = new ImportPage(app);
  await app.goTo('/import');
  await expect(app.page.getByRole('button', { name: 'Choose a tag list...' })).toBeVisible();
  await expectAccessible(app);
  const list = join(folder, 'list.csv');
  writeFileSync(list, 'Tag;Kind;Power (kW)\nP-901;pump;55\nP-902;pump;abc\n;pump;1\n');
  await lists.read(list);
  await expectAccessible(app);
  await app.page.getByRole('button', { name: /Translate.* Kind$/ }).click();
  await expectAccessible(app);
  await app.page.keyboard.press('Escape');
  await app.page.getByRole('button', { name: /^Kind becomes/ }).click();
  await expectAccessible(app);
  await app.page.keyboard.press('Escape');
}

async function assetScreens(app: AppWindow): Promise<void> {
  const { page } = app;
  const assets = new AssetsPage(app);
  await assets.open();
  await expectAccessible(app);
  await page.getByRole('button', { name: 'New asset' }).click();
  await expectAccessible(app);
  await page.keyboard.press('Escape');
  const details = await assets.show('P-101A');
  await details.getByRole('group', { name: 'description', exact: true }).dblclick();
  await page.keyboard.type('changed');
  await page.keyboard.press('Enter');
  await expectAccessible(app);
  await details.getByRole('button', { name: 'Discard' }).click();
  await details.getByRole('button', { name: 'Delete asset' }).click();
  await expectAccessible(app);
  await page.keyboard.press('Escape');
}

async function executionScreens(app: AppWindow): Promise<void> {
  const { page } = app;
  const execution = new ExecutionPage(app);
  await execution.open();
  await expectAccessible(app);
  await execution.choicesOf('Discipline').click();
  await expectAccessible(app);
  await page.keyboard.press('Escape');
  await execution.dryRun();
  await execution.expand('mech.pump-motor');
  await execution.plan
    .getByRole('row', { name: /created .*-M MOTOR/ })
    .first()
    .click();
  await expect(page.getByRole('heading', { name: 'Because' }).first()).toBeVisible();
  await expectAccessible(app);
  await execution.executeButton.click();
  await expectAccessible(app);
  await page.keyboard.press('Escape');
  await execution.start('to be looked at');
  await expect(execution.result).toContainText('applied in');
  await expectAccessible(app);
}

async function timelineScreens(app: AppWindow): Promise<void> {
  const { page } = app;
  const timeline = new TimelinePage(app);
  await timeline.open();
  const batch = timeline.batch('to be looked at');
  await batch.getByRole('button', { name: /^Expand/ }).click();
  await batch.click();
  await expectAccessible(app);
  await timeline.showEvents();
  await timeline.filterBy('Rule', 'mech.pump-motor');
  await timeline.rows.filter({ hasText: 'Asset created' }).first().click();
  await expectAccessible(app);
  await page.getByRole('button', { name: /^Range of time/ }).click();
  await expectAccessible(app);
  await page.keyboard.press('Escape');
  await timeline.clearFilters();
  await timeline.showBatches();
  const rollback = await timeline.rollBack('to be looked at');
  await expect(rollback.button).toBeVisible();
  await rollback.dialog.getByRole('button', { name: 'Show list' }).click();
  await expectAccessible(app);
  await page.keyboard.press('Escape');
}
