import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sample, type Scene } from './scene.ts';

/** From an empty window to the sample with an edit: start, import, assets. */
export const START_SCENES: readonly Scene[] = [
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
      await stage.page.getByLabel('Type of rows without one').fill('LINE');
      await stage.press('Enter', 'Tab');
      await stage.page.getByRole('tab', { name: '26 created' }).waitFor();
      await stage.button('Translate... insulation').click();
      await stage.page.getByLabel('Properties for W').fill('insulated = true, freezing = true');
      await stage.page.getByLabel('Properties for N').fill('insulated = false');
      await stage.page.getByLabel('Properties for P').fill('insulated = true');
      await stage.page.getByLabel('Properties for H').fill('insulated = true');
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
];
