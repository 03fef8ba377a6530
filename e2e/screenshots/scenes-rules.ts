import { setTimeout as sleep } from 'node:timers/promises';
import { sample, type Scene } from './scene.ts';

/** Plan, execution, a second revision and what follows from it. */
export const RULES_SCENES: readonly Scene[] = [
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
      await stage.dryRun();
      await stage.page.getByText('mech.pump-motor').click();
      await stage.page.getByText('MOTOR, area 100').first().click();
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
      await stage.take('execution-run', { isMoving: true });
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
      await stage.dryRun();
      await stage.button(/^Execute/).click();
      await stage.page.keyboard.type('revision 2');
      await stage.page.keyboard.press('Control+Enter');
      await stage.page.getByText(/applied in/).waitFor({ timeout: 60_000 });
      await stage.window.value('assets.edit', {
        tag: 'P-101A-M',
        set: { description: 'Motor of make-up pump A' },
        reason: 'name as on the single-line diagram',
      });
      await stage.window.value('assets.edit', {
        tag: 'P-407-M',
        set: { 'properties.protection_class': 'IP67' },
        reason: 'the pit can be flooded',
      });
    },
  },
];
