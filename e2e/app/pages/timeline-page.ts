import { expect, type Locator } from '@playwright/test';
import type { AppWindow } from '../app-window.ts';
import { RollbackDialog } from './rollback-dialog.ts';

/** Two instants as a field for them takes these: `2026-11-21T09:00`. */
export interface Range {
  readonly from?: string;
  readonly to?: string;
}

/** All that happened, by batch, rule and event. */
export class TimelinePage {
  readonly window: AppWindow;

  constructor(window: AppWindow) {
    this.window = window;
  }

  async open(): Promise<void> {
    await this.window.page.getByRole('link', { name: 'Timeline', exact: true }).first().click();
    await expect(this.rows.first()).toBeVisible();
  }

  get rows(): Locator {
    return this.list.getByRole('row');
  }

  get list(): Locator {
    return this.window.page.getByRole('treegrid');
  }

  /** How much the filter finds, in words. */
  get found(): Locator {
    return this.window.page.getByRole('region', { name: 'Log' }).getByRole('status').first();
  }

  /** How many events or batches the filter finds, once that is another number than `before`. */
  async foundCount(before: number | null = null): Promise<number> {
    const count = async (): Promise<number> =>
      Number.parseInt((await this.found.innerText()).replaceAll(',', ''), 10);
    await expect.poll(count).toBeGreaterThanOrEqual(0);
    await expect.poll(count).not.toBe(before);
    return await count();
  }

  batch(text: string | RegExp): Locator {
    return this.rows.filter({ hasText: text });
  }

  /** The details of the row that was chosen last. */
  get detail(): Locator {
    return this.window.page.locator('#detail');
  }

  async showEvents(): Promise<void> {
    await this.window.page.getByRole('radio', { name: 'Events' }).click();
    await expect(this.window.page.getByRole('treegrid', { name: 'Events' })).toBeVisible();
  }

  async showBatches(): Promise<void> {
    await this.window.page.getByRole('radio', { name: 'Batches' }).click();
    await expect(this.window.page.getByRole('treegrid', { name: 'Batches' })).toBeVisible();
  }

  async filterByAsset(tag: string): Promise<void> {
    const field = this.facets.getByLabel('Asset');
    await field.fill(tag);
    await field.press('Enter');
  }

  /** Chooses a value of a facet, such as Rule. */
  async filterBy(facet: string, value: string): Promise<void> {
    const list = this.facets.getByRole('list', { name: facet, exact: true });
    const choice = list.getByRole('checkbox', { name: value });
    const more = list.getByRole('button', { name: /more$/ });
    await expect(choice.or(more).first()).toBeVisible();
    if (!(await choice.isVisible())) await more.click();
    await choice.click();
  }

  async filterByTime({ from = '', to = '' }: Range): Promise<void> {
    const { page } = this.window;
    await page.getByRole('button', { name: /^Range of time/ }).click();
    const popover = page.getByRole('dialog', { name: 'Range of time' });
    await popover.getByLabel('From').fill(from);
    await popover.getByLabel('To').fill(to);
    await page.keyboard.press('Escape');
  }

  async clearFilters(): Promise<void> {
    await this.window.page.getByRole('button', { name: 'Clear filters' }).first().click();
  }

  get facets(): Locator {
    return this.window.page.getByRole('complementary', { name: 'Facets' });
  }

  /** Asks to roll the batch of a row back. */
  async rollBack(text: string | RegExp): Promise<RollbackDialog> {
    await this.batch(text).first().click();
    await this.detail.getByRole('button', { name: 'Roll back...' }).click();
    return new RollbackDialog(this.window);
  }

  /** Checks the log, and waits until it is found to be as it was written. */
  async verify(): Promise<void> {
    await this.window.page.getByRole('button', { name: 'Verify', exact: true }).click();
    await expect(this.window.page.getByText(/events verified, today/)).toBeVisible({ timeout: 30_000 });
  }
}
