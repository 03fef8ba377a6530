import { expect, type Locator } from '@playwright/test';
import type { AppWindow } from '../app-window.ts';

/** The table of assets, and the details of one. */
export class AssetsPage {
  readonly window: AppWindow;

  constructor(window: AppWindow) {
    this.window = window;
  }

  async open(): Promise<void> {
    await this.window.page.getByRole('link', { name: 'Assets', exact: true }).first().click();
    await expect(this.table).toBeVisible();
  }

  get table(): Locator {
    return this.window.page.getByRole('grid', { name: 'Assets' });
  }

  async search(text: string): Promise<void> {
    await this.window.page.getByRole('searchbox', { name: 'Search tag or description' }).fill(text);
  }

  row(tag: string): Locator {
    return this.table
      .getByRole('row')
      .filter({ has: this.window.page.getByRole('gridcell', { name: tag, exact: true }).first() });
  }

  /** Searches for an asset and opens its details. */
  async show(tag: string): Promise<Locator> {
    await this.search(tag);
    await this.row(tag).first().click();
    const details = this.details(tag);
    await expect(details).toBeVisible();
    return details;
  }

  details(tag: string): Locator {
    return this.window.page.getByRole('region', { name: `Details of ${tag}`, exact: true });
  }

  /** Gives a field of the asset shown another value, and saves it with a reason. */
  async edit(tag: string, field: string, value: string, reason: string): Promise<void> {
    const details = this.details(tag);
    const line = details.getByRole('group', { name: field, exact: true });
    await line.dblclick();
    const input = line.getByRole('textbox').or(line.getByRole('combobox'));
    await input.fill(value);
    await input.press('Enter');
    await details.getByLabel('Reason').fill(reason);
    await details.getByRole('button', { name: 'Save 1 change' }).click();
    await expect(details.getByText('Saved.')).toBeVisible();
  }

  async openHistory(tag: string): Promise<void> {
    await this.details(tag).getByRole('button', { name: 'History' }).click();
  }
}
