import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunState } from '../../../shared/contract/runs.ts';
import type { AppWindow } from '../app-window.ts';
import { ExecutionPage } from '../pages/execution-page.ts';
import { TimelinePage } from '../pages/timeline-page.ts';
import { expect, test } from './flow-test.ts';

/** So many pumps with their motors and cables take some seconds to execute. */
const PUMPS = 12_000;

test('a run that is cancelled leaves nothing, and one that the window is reloaded in goes on', async ({
  start,
  folder,
}) => {
  const app = await start();
  await makePlant(app, folder);
  const before = (await app.untilOpen()).counts;
  const execution = new ExecutionPage(app);
  await execution.open();
  await execution.limit('Discipline', 'Mechanical');
  await execution.dryRun();

  await test.step('cancelled half-way', async () => {
    await execution.start('cancelled half-way');
    await underWay(app);
    await execution.progress.getByRole('button', { name: 'Cancel' }).click();
    await expect(execution.result).toContainText('Cancelled; nothing was applied');
    const { events: _events, batches, ...plant } = (await app.untilOpen()).counts;
    expect(before).toMatchObject(plant);
    // The attempt itself is recorded.
    expect(batches).toBe(before.batches + 1);
  });

  await test.step('its batch says so, and the log verifies', async () => {
    const timeline = new TimelinePage(app);
    await timeline.open();
    await expect(timeline.batch('cancelled half-way')).toContainText('cancelled');
    await timeline.verify();
  });

  await test.step('the same plan again, with a reload in its middle', async () => {
    await execution.open();
    await execution.result.getByRole('button', { name: 'Show the plan' }).click();
    await execution.start('reloaded half-way');
    const { runId } = await underWay(app);
    await app.page.reload();
    expect((await app.value('app.state', {})).run?.runId).toBe(runId);
    await expect(execution.progress.or(execution.result)).toBeVisible();
    await expect(execution.result).toContainText('applied in', { timeout: 60_000 });
    await expect(execution.log).toContainText(/ by mech\./);
    expect((await app.untilOpen()).counts.assets).toBeGreaterThan(2 * PUMPS);
  });
});

/** A project with many pumps and the rule pack, made by requests as the window makes them. */
async function makePlant(app: AppWindow, folder: string): Promise<void> {
  const list = join(folder, 'pumps.csv');
  const pumps = Array.from({ length: PUMPS }, (_, index) => `P-${10_000 + index},PUMP,10,CENTRIFUGAL,55`);
  writeFileSync(list, `tag,type,area,pump_kind,shaft_power_kw\nA-10,AREA,10,,\n${pumps.join('\n')}\n`);
  await app.answerFileDialogs(join(folder, 'pumps.synapse'));
  const target = await app.value('file.chooseTarget', { purpose: 'project', suggestedName: 'pumps' });
  await app.value('project.create', {
    fileId: target?.fileId ?? '',
    name: 'Pumps',
    country: 'DE',
    client: null,
  });
  await app.answerFileDialogs(list);
  const source = await app.value('file.choose', { purpose: 'tag-list' });
  const { previewId } = await app.value('import.read', { fileId: source?.fileId ?? '', options: null });
  await untilEnded(app, (await app.value('import.start', { previewId })).runId);
  await untilEnded(app, (await app.value('rules.load', { fileIds: null, reason: null })).runId);
}

async function untilEnded(app: AppWindow, runId: string): Promise<void> {
  await expect
    .poll(
      async () => {
        const { run } = await app.value('app.state', {});
        return run?.runId === runId ? run.status : null;
      },
      { timeout: 60_000 },
    )
    .toBe('COMPLETED');
}

/** Waits until a run has done a part of its work. */
async function underWay(app: AppWindow): Promise<RunState> {
  let going: RunState | null = null;
  await expect
    .poll(
      async () => {
        going = (await app.value('app.state', {})).run;
        return going?.kind === 'EXECUTION' && going.status === 'RUNNING' && going.done > 0;
      },
      { intervals: [20], timeout: 30_000 },
    )
    .toBe(true);
  if (going === null) throw new Error('Nothing runs.');
  return going;
}
