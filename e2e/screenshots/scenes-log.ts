import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Scene } from './scene.ts';
import type { Stage } from './stage.ts';

/** What happened: timeline, history, rollback; then what is seen of a project that others hold. */
export const LOG_SCENES: readonly Scene[] = [
  {
    name: 'timeline',
    play: async (stage) => {
      await stage.goTo('/rules/timeline');
      await rowOf(stage, 'first issue for review').click();
      await stage.press('ArrowRight');
      await sleep(500);
      await rowOf(stage, 'inst.pump-discharge-pressure').click();
      await stage.press('ArrowRight');
      await sleep(500);
      await rowOf(stage, 'Asset created').click();
      await stage.press('Enter');
      await sleep(500);
      await stage.take('timeline');
      await stage.press('Escape');
    },
  },
  {
    name: 'timeline-events',
    play: async (stage) => {
      await stage.page.getByRole('radio', { name: 'Events' }).click();
      await stage.page.getByRole('searchbox', { name: 'Search events' }).fill('P-101A');
      await sleep(700);
      await stage.goTo('/rules/timeline?text=P-101A&discipline=ELECTRICAL&view=events');
      await stage.take('timeline-events');
    },
  },
  {
    name: 'history',
    play: async (stage) => {
      await stage.goTo('/assets/P-101A-M/history');
      await stage.page.getByRole('option').nth(1).click();
      await stage.take('history');
      await stage.button('Show unified').click();
      await stage.take('history-unified');
      await stage.button('Show side by side').click();
    },
  },
  {
    name: 'rollback-conflicts',
    play: async (stage) => {
      await stage.goTo('/rules/timeline');
      await sleep(500);
      await stage.button('Roll back: Execution revision 2').click();
      const dialog = stage.page.getByRole('dialog');
      await dialog
        .getByText(/conflict/)
        .first()
        .waitFor();
      await stage.take('rollback-conflicts');
      await dialog.getByRole('checkbox').click();
      await dialog.getByLabel('Reason').fill('revision 2 was withdrawn');
      await sleep(800);
      await dialog.getByRole('button', { name: 'Show list' }).click();
      await stage.take('rollback-cascade');
      await stage.press('Escape');
    },
  },
  {
    name: 'palette',
    play: async (stage) => {
      await stage.press('Control+k');
      await stage.page.keyboard.type('P-101');
      await sleep(500);
      await stage.take('palette');
      await stage.press('Escape');
      await stage.press('?');
      await sleep(300);
      await stage.take('shortcuts', { everyLook: false });
      await stage.press('Escape');
    },
  },
  {
    name: 'verified',
    play: async (stage) => {
      await stage.button('Verify').click();
      await stage.page.getByText(/verified, today/).waitFor({ timeout: 60_000 });
      await stage.closeMessages();
      await stage.take('timeline-verified', { everyLook: false });
    },
  },
  {
    name: 'read-only',
    play: async (stage) => {
      await stage.window.request('project.close', {});
      const release = await stage.lock(join(stage.documents, 'Cooling station.synapse'));
      await stage.goTo('/');
      await stage.button(/^Cooling station\.synapse/).click();
      await stage.window.untilOpen();
      await sleep(500);
      await stage.goTo('/');
      await stage.take('read-only');
      await stage.goTo('/rules/execution');
      await stage.dryRun();
      await stage.take('read-only-plan', { everyLook: false });
      release();
      await stage.window.request('project.close', {});
    },
  },
  {
    name: 'start-recent',
    play: async (stage) => {
      rmSync(join(stage.documents, 'unit47.synapse'), { force: true });
      await stage.page.reload();
      await sleep(1_000);
      await stage.goTo('/');
      await stage.take('start-recent');
    },
  },
];

const rowOf = (stage: Stage, text: string) => stage.page.getByRole('row').filter({ hasText: text }).first();
