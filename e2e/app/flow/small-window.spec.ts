import type { Locator } from '@playwright/test';
import type { AppWindow } from '../app-window.ts';
import { ExecutionPage } from '../pages/execution-page.ts';
import { TimelinePage } from '../pages/timeline-page.ts';
import { expect, test } from './flow-test.ts';

const SIZE = { width: 800, height: 600 };

test('in a window of 800 x 600 nothing scrolls sideways and every step can be taken', async ({ start }) => {
  const app = await start(SIZE);
  const { page } = app;
  await expectInView(app, page.getByRole('button', { name: 'New project...' }));
  await app.openSample();
  await app.goTo('/');
  await expectInView(app, page.getByRole('link', { name: 'Dry run' }));
  await app.goTo('/import');
  await expectInView(app, page.getByRole('button', { name: 'Choose a tag list...' }));
  await app.goTo('/assets');
  await expectInView(app, page.getByRole('button', { name: 'New asset' }));
  await page.getByRole('grid', { name: 'Assets' }).getByRole('row').nth(3).click();
  await expectInView(app, page.getByRole('button', { name: 'History' }));
  await page.keyboard.press('Escape');
  await app.goTo('/assets/P-101A/history');
  await expectInView(app, page.getByRole('button', { name: 'Export' }));
  await app.goTo('/rules/execution');
  const execution = new ExecutionPage(app);
  await execution.dryRun();
  await expectInView(app, execution.executeButton);
  await execution.start('in a small window');
  await expectInView(app, execution.result.getByRole('button', { name: 'Roll back...' }));
  const timeline = new TimelinePage(app);
  await timeline.open();
  await expectInView(app, page.getByRole('button', { name: 'Verify', exact: true }));
  await timeline.batch('in a small window').click();
  const rollBack = page.getByRole('dialog').getByRole('button', { name: 'Roll back...' });
  await expectInView(app, rollBack);
  await rollBack.click();
  await expectInView(
    app,
    page
      .getByRole('dialog', { name: /^Roll back/ })
      .getByRole('button', { name: /^Roll back [\d,]+ changes$/ }),
  );
});

/** Expects that what is to be pressed lies wholly in the window, and that the page is not wider than it. */
async function expectInView({ page }: AppWindow, target: Locator): Promise<void> {
  await expect(target.first()).toBeVisible();
  await expect(target.first()).toBeInViewport({ ratio: 1 });
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(SIZE.width);
}
