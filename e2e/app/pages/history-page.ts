import type { Locator } from '@playwright/test';
import type { AppWindow } from '../app-window.ts';

/** Everything that ever happened to one entity, with two versions compared. */
export class HistoryPage {
  readonly window: AppWindow;

  constructor(window: AppWindow) {
    this.window = window;
  }

  async of(tag: string): Promise<void> {
    await this.window.goTo(`/assets/${encodeURIComponent(tag)}/history`);
  }

  get versions(): Locator {
    return this.window.page.getByRole('listbox', { name: 'Versions, newest first' }).getByRole('option');
  }

  /** Compares two versions by their numbers, the older one at the left. */
  async compare(older: number, newer: number): Promise<void> {
    const { page } = this.window;
    await page.getByLabel('Right', { exact: true }).selectOption(String(newer));
    await page.getByLabel('Left', { exact: true }).selectOption(String(older));
  }

  get diff(): Locator {
    return this.window.page.getByRole('region', { name: /compared with/ });
  }
}
