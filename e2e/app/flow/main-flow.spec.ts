import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AppWindow } from '../app-window.ts';
import { expect, test } from './flow-test.ts';
import { AssetsPage } from '../pages/assets-page.ts';
import { ExecutionPage } from '../pages/execution-page.ts';
import { HistoryPage } from '../pages/history-page.ts';
import { ImportPage } from '../pages/import-page.ts';
import { StartPage } from '../pages/start-page.ts';
import { TimelinePage } from '../pages/timeline-page.ts';
import { AREA_47, DEXPI_CLASSES, realList } from './plant-data.ts';

test('from tag lists over a dry run to an execution, its history, and back', async ({ start, folder }) => {
  const equipment = realList('c01/C01_equipment.csv');
  const register = realList('valhall/valhall_tags.csv');
  const app = await start();

  await test.step('a new project with three tag lists', async () => {
    await new StartPage(app).create({
      name: 'Platform',
      country: 'Germany',
      path: join(folder, 'platform.synapse'),
    });
    await importLists(app, folder, equipment, register);
    expect((await app.untilOpen()).counts.assets).toBe(5 + 3 + 1103);
  });

  const execution = new ExecutionPage(app);
  await test.step('the rule pack, and a dry run of one discipline', async () => {
    await execution.open();
    await execution.loadPack();
    await execution.limit('Discipline', 'Mechanical');
    await execution.dryRun();
    await execution.expand('mech.pump-motor');
    await expect(execution.plan.getByRole('row').filter({ hasText: 'P4711-M' }).first()).toContainText(
      'MOTOR',
    );
    await expect(execution.plan.getByText('P4712-M')).toBeHidden();
    expect((await app.untilOpen()).counts.assets).toBe(5 + 3 + 1103);
  });

  await test.step('the dry run of everything is executed, with live progress', async () => {
    await execution.clearScope();
    await execution.dryRun();
    await app.listen();
    await execution.start('first run');
    await expect(execution.result).toContainText(/changes applied in/, { timeout: 30_000 });
    await expect(execution.log).toContainText(/ by [a-z]+\./);
    const going = (await app.pushes('run')).map(({ run }) => run).filter(({ kind }) => kind === 'EXECUTION');
    expect(going.map(({ status }) => status)).toContain('RUNNING');
    expect(going.at(-1)?.status).toBe('COMPLETED');
  });

  await test.step('the timeline, narrowed by asset, rule, discipline and date', () => narrowTimeline(app));
  await test.step('a field that a rule made is edited by hand', () => editMotor(app));
  await test.step('the history compares two versions of the motor', () => compareVersions(app));
  await test.step('the rollback meets the edit, then takes it back too', () => rollBack(app));
  expect(app.app.stderr()).toBe('');
});

async function importLists(
  app: AppWindow,
  folder: string,
  equipment: string,
  register: string,
): Promise<void> {
  const lists = new ImportPage(app);
  await lists.read(equipment);
  await lists.translate('dexpi_class', DEXPI_CLASSES);
  await lists.setForAll('area', '47');
  await lists.import(5);
  const own = join(folder, 'area-47.csv');
  writeFileSync(own, AREA_47);
  await lists.choose(own);
  await lists.import(3);
  await lists.choose(register);
  await lists.typeOfRowsWithoutOne('EQUIPMENT');
  await lists.import(1103);
}

async function narrowTimeline(app: AppWindow): Promise<void> {
  const timeline = new TimelinePage(app);
  await timeline.open();
  await expect(timeline.batch('first run')).toContainText('in force');
  await timeline.showEvents();
  const all = await timeline.foundCount();
  await timeline.filterByAsset('P4711-M');
  const ofMotor = await timeline.foundCount(all);
  await timeline.filterBy('Rule', 'mech.pump-motor');
  await timeline.foundCount(ofMotor);
  await expect(timeline.rows.filter({ hasText: 'Asset created' })).toHaveCount(1);
  await timeline.clearFilters();
  await timeline.foundCount(ofMotor);
  await timeline.filterBy('Discipline', 'Mechanical');
  const mechanical = await timeline.foundCount(all);
  await timeline.filterByTime({ to: '2020-01-01T00:00' });
  await expect(timeline.found).toHaveText('0 events');
  await timeline.filterByTime({ from: '2020-01-01T00:00' });
  expect(await timeline.foundCount(0)).toBe(mechanical);
  await timeline.clearFilters();
  await timeline.showBatches();
}

async function editMotor(app: AppWindow): Promise<void> {
  const assets = new AssetsPage(app);
  await assets.open();
  const details = await assets.show('P4711-M');
  await expect(details.getByRole('group', { name: 'power_kw' })).toContainText('75 kW');
  await assets.edit('P4711-M', 'power_kw', '90', 'as ordered');
  await expect(details.getByRole('group', { name: 'power_kw' })).toContainText('90 kW');
  await assets.openHistory('P4711-M');
}

async function compareVersions(app: AppWindow): Promise<void> {
  const history = new HistoryPage(app);
  await expect(history.versions.first()).toContainText('as ordered');
  const count = await history.versions.count();
  await history.compare(1, count);
  await expect(history.diff).toContainText('power_kw');
  await expect(history.diff).toContainText('90');
}

async function rollBack(app: AppWindow): Promise<void> {
  const before = await app.untilOpen();
  const timeline = new TimelinePage(app);
  await timeline.open();
  const rollback = await timeline.rollBack('first run');
  await expect(rollback.conflicts.getByRole('alert')).toContainText(/1\s*conflict/);
  await expect(rollback.conflicts.getByRole('list', { name: 'Conflicts' })).toContainText('P4711-M');
  await expect(rollback.button).toBeDisabled();
  await rollback.cascade();
  await rollback.confirm('wrong motor list');
  await expect(rollback.dialog).toContainText('with 1 later batch');
  await rollback.close();
  await expect(timeline.batch('first run')).toContainText('rolled back');
  await expect(timeline.batch('wrong motor list')).toBeVisible();
  expect((await app.untilOpen()).counts).toMatchObject({ assets: 5 + 3 + 1103, cables: 0 });
  expect(before.counts.assets).toBeGreaterThan(5 + 3 + 1103);
  await timeline.verify();
}
