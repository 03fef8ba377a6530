import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ROOT } from '../app/desktop-app.ts';
import type { Stage } from './stage.ts';

/** A step of one long walk through the application. Most end with pictures; each goes on from where the last one ended. */
export interface Scene {
  readonly name: string;
  readonly play: (stage: Stage) => Promise<void>;
}

const sample = (name: string): string => join(ROOT, 'resources', 'sample', 'cooling-station', name);

export const SCENES: readonly Scene[] = [
  { name: 'start-empty', play: (stage) => stage.take('start-empty') },
  {
    name: 'new-project',
    play: async (stage) => {
      await stage.button('New project...').click();
      await stage.page.getByLabel('Name').fill('Unit 47');
      await stage.page.getByLabel('Country').selectOption('DE');
      await stage.page.getByLabel('Client').fill('ACME');
      await stage.window.answerFileDialogs(join(stage.documents, 'unit47.synapse'));
      await stage.button('Choose...').click();
      await sleep(300);
      await stage.take('new-project');
      await stage.button('Create project').click();
      await stage.window.untilOpen();
      await sleep(500);
      await stage.take('start-new-project', { everyLook: false });
    },
  },
  {
    name: 'rules-none',
    play: async (stage) => {
      await stage.goTo('/rules/execution');
      await stage.take('rules-none', { everyLook: false });
    },
  },
  {
    name: 'assets-none',
    play: async (stage) => {
      await stage.goTo('/assets');
      await stage.take('assets-none', { everyLook: false });
    },
  },
  {
    name: 'import-mapping',
    play: async (stage) => {
      await stage.goTo('/import');
      await stage.take('import-start', { everyLook: false });
      await stage.window.answerFileDialogs(sample('lines.csv'));
      await stage.button('Choose a tag list...').click();
      await stage.page.getByRole('region', { name: 'Columns' }).waitFor();
      await stage.take('import-problem', { everyLook: false });
      await stage.page.getByLabel('Type of rows without one').selectOption('LINE');
      await stage.button('Translate... insulation').click();
      await sleep(800);
      await stage.take('import-mapping');
    },
  },
  {
    name: 'sample',
    play: async (stage) => {
      await stage.window.openSample();
      await stage.goTo('/');
      await stage.closeMessages();
      await stage.take('start-project');
    },
  },
  {
    name: 'assets',
    play: async (stage) => {
      await stage.goTo('/assets?type=PUMP&asset=P-101A');
      await stage.page.getByRole('region', { name: 'Details of P-101A' }).waitFor();
      await stage.take('assets');
    },
  },
  {
    name: 'asset-edit',
    play: async (stage) => {
      await stage.page.getByRole('group', { name: 'shaft_power_kw', exact: true }).dblclick();
      await stage.page.keyboard.press('Control+A');
      await stage.page.keyboard.type('22');
      await stage.page.keyboard.press('Enter');
      await stage.page.getByLabel('Reason').fill('data sheet of the vendor');
      await stage.take('asset-edit');
      await stage.button('Discard').click();
    },
  },
  {
    name: 'rules-start',
    play: async (stage) => {
      await stage.goTo('/rules/execution');
      await stage.page.getByText('No dry run yet').waitFor();
      await stage.take('rules-start');
    },
  },
  {
    name: 'execution-plan',
    play: async (stage) => {
      await stage.button('Dry run').click();
      await stage.page.getByText('still current').waitFor({ timeout: 60_000 });
      await stage.page.getByText('mech.pump-motor').click();
      await stage.page.getByRole('grid').focus();
      await stage.press('j', 'j', 'Enter');
      await stage.take('execution-plan');
      await stage.page.getByRole('tab', { name: /conflict/ }).click();
      await stage.page.getByText('P-301A-M').first().click();
      await stage.take('execution-conflict', { everyLook: false });
      await stage.page.getByRole('tab', { name: /All/ }).click();
    },
  },
  {
    name: 'execution-confirm',
    play: async (stage) => {
      await stage.button(/^Execute/).click();
      await stage.page.keyboard.type('first issue for review');
      await stage.take('execution-confirm');
    },
  },
  {
    name: 'execution-run',
    play: async (stage) => {
      await stage.hold();
      await stage.page.keyboard.press('Control+Enter');
      await sleep(2_500);
      await stage.take('execution-run');
      await stage.letGo();
      await stage.page.getByText(/applied in/).waitFor({ timeout: 60_000 });
    },
  },
  { name: 'execution-summary', play: (stage) => stage.take('execution-summary') },
  {
    name: 'import-preview',
    play: async (stage) => {
      await stage.goTo('/import');
      await stage.window.answerFileDialogs(sample('equipment_rev2.csv'));
      await stage.button('Choose a tag list...').click();
      await stage.page.getByRole('tab', { name: /\d changed/ }).click();
      await stage.take('import-preview');
      await stage.button(/^Import \d/).click();
      await stage.page.getByText(/assets imported/).waitFor();
      await stage.closeMessages();
      await stage.take('import-result');
    },
  },
  {
    name: 'second-execution',
    play: async (stage) => {
      await stage.button('Run the rules').click();
      await stage.button('Dry run').click();
      await stage.page.getByText('still current').waitFor({ timeout: 60_000 });
      await stage.button(/^Execute/).click();
      await stage.page.keyboard.type('revision 2');
      await stage.page.keyboard.press('Control+Enter');
      await stage.page.getByText(/applied in/).waitFor({ timeout: 60_000 });
      await stage.window.value('assets.edit', {
        tag: 'P-101A-M',
        set: { description: 'Motor of cooling water pump A' },
        reason: 'name as on the single-line diagram',
      });
    },
  },
  {
    name: 'timeline',
    play: async (stage) => {
      await stage.goTo('/rules/timeline');
      await stage.page.getByRole('row').filter({ hasText: 'first issue for review' }).first().click();
      await stage.press('ArrowRight');
      await sleep(500);
      await stage.press('j', 'j', 'j', 'ArrowRight');
      await sleep(500);
      await stage.press('j', 'j', 'Enter');
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
      const release = await stage.lock(join(stage.documents, 'unit47.synapse'));
      await stage.goTo('/');
      await stage
        .button(/unit47\.synapse/)
        .first()
        .click();
      await sleep(6_500);
      await stage.take('read-only');
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
