import { expect, type Locator } from '@playwright/test';
import type { AppWindow } from '../app-window.ts';

export interface NewProject {
  readonly name: string;
  /** The country by its name. */
  readonly country: string;
  /** Where the file is to be. */
  readonly path: string;
}

/** Where the work begins. */
export class StartPage {
  readonly window: AppWindow;

  constructor(window: AppWindow) {
    this.window = window;
  }

  async create({ name, country, path }: NewProject): Promise<void> {
    const { page } = this.window;
    await page.getByRole('button', { name: 'New project...' }).click();
    await page.getByLabel('Name', { exact: true }).fill(name);
    await page.getByLabel('Country').selectOption({ label: country });
    await this.window.answerFileDialogs(path);
    await page.getByRole('button', { name: 'Create project' }).click();
    await expect(page.getByRole('banner').getByRole('link', { name })).toBeVisible();
  }

  async openSample(): Promise<void> {
    await this.window.page.getByRole('button', { name: 'Open the sample' }).click();
    await expect(this.window.page.getByRole('heading', { name: 'Assets', level: 1 })).toBeVisible();
  }

  /** Opens a project file by the dialog. */
  async open(path: string): Promise<void> {
    await this.window.answerFileDialogs(path);
    await this.window.page.getByRole('button', { name: 'Open project...' }).click();
  }

  /** What could not be done, above whatever screen is shown. */
  get problem(): Locator {
    return this.window.page.getByRole('alert');
  }
}
