import { ExecutionPage } from '../pages/execution-page.ts';
import { HistoryPage } from '../pages/history-page.ts';
import { Keyboard } from '../pages/keyboard.ts';
import { RollbackDialog } from '../pages/rollback-dialog.ts';
import { TimelinePage } from '../pages/timeline-page.ts';
import { expect, test } from './flow-test.ts';

test('the main flow needs no mouse', async ({ start }) => {
  const app = await start();
  const { page } = app;
  const keys = new Keyboard(page);
  const execution = new ExecutionPage(app);
  const timeline = new TimelinePage(app);
  await countPointerEvents();

  await test.step('the sample opens, and the rule pack is loaded', async () => {
    await keys.command('Open the sample project');
    expect((await app.untilOpen()).counts.assets).toBeGreaterThan(0);
    await keys.command('Load the rules that come with Synapse');
    await expect(page.getByText(/^Rules: /)).toBeVisible();
  });

  await test.step('a dry run is made and looked into', async () => {
    await keys.press('g', 'r');
    await expect(execution.dryRunButton).toBeVisible();
    await keys.press('d');
    await expect(execution.executeButton).toBeVisible();
    await keys.tabTo(execution.plan);
    const rule = execution.plan.locator('[aria-selected=true]').filter({ hasText: 'mech.pump-motor' });
    await keys.pressUntil('j', rule);
    await keys.press('ArrowRight', 'j', 'Enter');
    await expect(page.getByRole('heading', { name: 'Because' }).first()).toBeVisible();
    await keys.press('Escape');
  });

  await test.step('it is executed with a reason', async () => {
    await keys.press('Control+Enter');
    await expect(page.getByLabel('Reason (optional)')).toBeFocused();
    await keys.type('by keyboard');
    await keys.press('Control+Enter');
    await expect(execution.result).toContainText('changes applied in');
  });

  await test.step('the timeline leads over rule and event to a history', async () => {
    await keys.press('Control+5');
    await keys.tabTo(timeline.list);
    await keys.press('Home', 'Enter');
    await keys.pressUntil(
      'j',
      timeline.list.locator('[aria-selected=true][aria-level="2"]').filter({ hasText: 'mech.pump-motor' }),
    );
    await keys.press('ArrowRight');
    await keys.pressUntil(
      'j',
      timeline.list.locator('[aria-selected=true][aria-level="3"]').filter({ hasText: 'Asset created' }),
    );
    await keys.press('Enter');
    await keys.tabTo(timeline.detail.getByRole('link', { name: 'History' }));
    await keys.press('Enter');
    await expect(new HistoryPage(app).versions.first()).toBeVisible();
  });

  await test.step('the batch is rolled back with a reason', async () => {
    await keys.press('g', 't');
    await keys.tabTo(timeline.list);
    await keys.press('Home', 'Space');
    await keys.tabTo(timeline.detail.getByRole('button', { name: 'Roll back...' }));
    await keys.press('Enter');
    const { dialog, button } = new RollbackDialog(app);
    await expect(button).toBeVisible();
    await expect(dialog.getByLabel('Reason')).toBeFocused();
    await keys.type('taken back by keyboard');
    await expect(button).toBeEnabled();
    await keys.press('Control+Enter');
    await expect(dialog.getByText(/events rolled back/)).toBeVisible();
    await keys.press('Escape');
    await expect(dialog).toBeHidden();
    await expect(timeline.batch('by keyboard').last()).toContainText('rolled back');
  });
  expect(await page.evaluate('pointerEvents')).toBe(0);

  async function countPointerEvents(): Promise<void> {
    await page.evaluate(`globalThis.pointerEvents = 0;
      addEventListener('pointerdown', () => { pointerEvents++; }, true);`);
  }
});
