import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AppWindow } from '../app-window.ts';
import { AssetsPage } from '../pages/assets-page.ts';
import { HistoryPage } from '../pages/history-page.ts';
import { ImportPage } from '../pages/import-page.ts';
import { TimelinePage } from '../pages/timeline-page.ts';
import { expect, test } from './flow-test.ts';

const SCRIPT = '<script>globalThis.ran=1</script>';
const IMAGE = '<img src=x onerror=globalThis.ran=1>';
const HEBREW = '\u05DE\u05E9\u05D0\u05D1\u05D4-101';
const EMOJI = '\u{1F525}-P-1';
const TEMPLATE = '${ran}{{ran}}%s';
const LONGEST = `L-${'9'.repeat(198)}`;
const TAGS = [SCRIPT, IMAGE, HEBREW, EMOJI, TEMPLATE, LONGEST];
const DESCRIPTION = `<b>bold</b> ${'x'.repeat(5_000)}`;

test('tags are text, whatever is in them, and too long ones are refused by their row', async ({
  start,
  folder,
}) => {
  const app = await start();
  await makeProject(app, folder);
  const list = join(folder, 'odd.csv');
  const rows = TAGS.map((tag) => `${tag};PUMP;${DESCRIPTION}`);
  writeFileSync(list, `tag;type;description\n${rows.join('\n')}\n${'T'.repeat(5_000)};PUMP;too long\n`);
  const lists = new ImportPage(app);
  await test.step('import', async () => {
    await lists.read(list);
    await app.page.getByRole('tab', { name: /1 error/ }).click();
    await expect(app.page.getByText(/has 5000 characters/).first()).toBeVisible();
    await lists.import(TAGS.length);
    await expectCalm(app);
  });

  const assets = new AssetsPage(app);
  await test.step('assets and histories', async () => {
    await assets.open();
    for (const tag of TAGS) {
      await assets.show(tag);
      await expectCalm(app);
    }
    for (const tag of TAGS) {
      const history = new HistoryPage(app);
      await history.of(tag);
      await expect(app.page.getByRole('main')).toContainText(tag);
      await expect(history.diff).toContainText('<b>bold</b>');
      await expectCalm(app);
    }
  });

  await test.step('timeline and rollback', async () => {
    const timeline = new TimelinePage(app);
    await timeline.open();
    await timeline.showEvents();
    for (const tag of TAGS) await expect(timeline.rows.filter({ hasText: tag })).toHaveCount(1);
    await timeline.rows.filter({ hasText: SCRIPT }).click();
    await expect(timeline.detail).toContainText(SCRIPT);
    await timeline.showBatches();
    const rollback = await timeline.rollBack('odd.csv');
    await rollback.dialog.getByRole('button', { name: 'Show list' }).click();
    for (const tag of TAGS) await expect(rollback.dialog).toContainText(tag);
    await expectCalm(app);
  });
});

/** Nothing of a tag ran or became an element, and nothing makes the page wider than the window. */
async function expectCalm({ page }: AppWindow): Promise<void> {
  const seen = await page.evaluate(`({
    ran: 'ran' in globalThis,
    elements: document.querySelectorAll('#root script, img[src="x"], #root b').length,
    wider: Math.max(0, document.documentElement.scrollWidth - innerWidth),
  })`);
  expect(seen).toEqual({ ran: false, elements: 0, wider: 0 });
}

async function makeProject(app: AppWindow, folder: string): Promise<void> {
  await app.answerFileDialogs(join(folder, 'odd.synapse'));
  const target = await app.value('file.chooseTarget', { purpose: 'project', suggestedName: 'odd' });
  await app.value('project.create', {
    fileId: target?.fileId ?? '',
    name: 'Odd',
    country: null,
    client: null,
  });
}
