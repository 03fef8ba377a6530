import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import type { AppWindow } from '../../e2e/app/app-window.ts';
import { PLANT_KINDS } from '../plant/kinds.ts';

/** Something that a user does with the big project. */
export interface Scene {
  readonly name: string;
  readonly play: (window: AppWindow) => Promise<void>;
}

const PATIENCE_MS = 120_000;
/** Of a thousand assets, so many get a property in the live run. */
const RUN_SHARE = 600;

export const SCENES: readonly Scene[] = [
  { name: 'scroll 100,000 assets', play: (window) => scrollThrough(window, '/assets', 'grid') },
  { name: 'move in 100,000 assets by keyboard', play: moveInAssets },
  { name: 'search and filter 100,000 assets', play: filterAssets },
  {
    name: 'scroll 1,000,000 events',
    play: (window) => scrollThrough(window, '/rules/timeline?view=events', 'treegrid'),
  },
  { name: 'move in and filter 1,000,000 events', play: filterEvents },
];

/** Wheels, pages and jumps through a list. */
async function scrollThrough(window: AppWindow, route: string, role: 'grid' | 'treegrid'): Promise<void> {
  const { page } = window;
  const list = await openList(window, route, role);
  await list.hover();
  for (let turn = 0; turn < 40; turn++) await page.mouse.wheel(0, 1_200);
  for (let jump = 1; jump <= 12; jump++) {
    await list.evaluate(
      (element: { scrollTop: number; scrollHeight: number }, share) => {
        element.scrollTop = element.scrollHeight * share;
      },
      ((jump * 5) % 12) / 12,
    );
    await page.waitForTimeout(80);
  }
  await list.focus();
  for (const key of ['End', 'PageUp', 'PageUp', 'Home', 'PageDown', 'PageDown']) await press(page, key);
}

async function moveInAssets(window: AppWindow): Promise<void> {
  const list = await openList(window, '/assets', 'grid');
  await list.focus();
  for (let step = 0; step < 40; step++) await press(window.page, 'j');
  await press(window.page, 'Enter');
  for (let step = 0; step < 20; step++) await press(window.page, 'ArrowDown');
  await press(window.page, 'Escape');
}

async function filterAssets(window: AppWindow): Promise<void> {
  const { page } = window;
  await openList(window, '/assets', 'grid');
  await press(page, '/');
  await page.keyboard.type('P-1042 pump', { delay: 60 });
  await page.waitForTimeout(400);
  await press(page, 'Escape');
  const facets = page.getByRole('complementary', { name: 'Facets' }).getByRole('checkbox');
  for (const index of [0, 1, 1, 0]) {
    await facets.nth(index).click();
    await page.waitForTimeout(300);
  }
}

async function filterEvents(window: AppWindow): Promise<void> {
  const { page } = window;
  const list = await openList(window, '/rules/timeline?view=events', 'treegrid');
  await list.focus();
  for (let step = 0; step < 40; step++) await press(page, 'j');
  await press(page, '/');
  await page.keyboard.type('rating', { delay: 60 });
  await page.waitForTimeout(1_500);
  const facets = page.getByRole('complementary', { name: 'Facets' }).getByRole('checkbox');
  await facets.first().click();
  await page.waitForTimeout(1_000);
}

async function openList(window: AppWindow, route: string, role: 'grid' | 'treegrid'): Promise<Locator> {
  await window.goTo('/');
  await window.goTo(route);
  const list = window.page.getByRole(role).first();
  await list.getByRole('row').nth(3).waitFor({ timeout: PATIENCE_MS });
  await window.page.waitForTimeout(300);
  return list;
}

/** As quick as a held key repeats. */
async function press(page: Page, key: string): Promise<void> {
  await page.keyboard.press(key);
  await page.waitForTimeout(30);
}

/** Loads rules that change about 60,000 assets, each time anew, and makes their plan; the run itself is what is measured. */
export async function planLiveRun(window: AppWindow, folder: string, time: number): Promise<void> {
  const rules = join(folder, 'live-run.json.yaml');
  const ids = writeRules(rules, time);
  await window.answerFileDialogs(rules);
  const file = await window.value('file.choose', { purpose: 'rules' });
  await window.value('rules.load', { fileIds: [file?.fileId ?? ''], reason: 'bench' });
  await untilIdle(window);
  const scope = new URLSearchParams(ids.map((id): [string, string] => ['rule', id]));
  await window.goTo(`/rules/execution?${scope.toString()}`);
  await window.page.getByRole('button', { name: 'Dry run', exact: true }).click();
  await window.page.getByText('still current').waitFor({ timeout: PATIENCE_MS });
}

/** Executes the plan, looks for something else among the assets meanwhile, and comes back to see the end. */
export async function executeLiveRun(window: AppWindow): Promise<void> {
  const { page } = window;
  await page.getByRole('button', { name: /^Execute [\d,]+ changes$/ }).click();
  await page.keyboard.press('Control+Enter');
  await page.waitForTimeout(1_500);
  await moveInAssets(window);
  await window.goTo('/rules/execution');
  await page.getByRole('region', { name: 'Result' }).waitFor({ timeout: PATIENCE_MS });
}

function writeRules(path: string, mark: number): string[] {
  let share = 0;
  const kinds = PLANT_KINDS.filter((kind) => {
    const isIn = share < RUN_SHARE;
    share += kind.share;
    return isIn;
  });
  const types = [...new Set(kinds.map(({ type }) => type))];
  const rules = types.map((type) => ({
    id: `live.${type.toLowerCase().replaceAll('_', '-')}`,
    name: `Mark ${type}`,
    discipline: 'GENERAL',
    for: { type },
    do: { set_property: { bench_mark: `= ${mark}` } },
  }));
  writeFileSync(path, JSON.stringify({ pack: 'live', rules }));
  return rules.map(({ id }) => id);
}

async function untilIdle(window: AppWindow): Promise<void> {
  for (;;) {
    const { run } = await window.value('app.state', {});
    if (run?.status === 'COMPLETED') return;
    if (run?.status === 'FAILED') throw new Error(run.error?.message ?? 'The run failed.');
    await window.page.waitForTimeout(50);
  }
}
