import { expect, type Locator } from '@playwright/test';
import type { AppWindow } from '../app-window.ts';

/** Value of a cell -> what it means. */
export type Meanings = Readonly<Record<string, { readonly type: string; readonly properties?: string }>>;

/** Where a tag list becomes assets. */
export class ImportPage {
  readonly window: AppWindow;

  constructor(window: AppWindow) {
    this.window = window;
  }

  /** Goes to the screen and reads a tag list. */
  async read(path: string): Promise<void> {
    await this.window.page.getByRole('link', { name: 'Import', exact: true }).first().click();
    await this.choose(path);
    await expect(this.columns).toBeVisible();
  }

  /** Chooses a file by whichever button asks for one now. */
  async choose(path: string): Promise<void> {
    await this.window.answerFileDialogs(path);
    await this.window.page
      .getByRole('button', {
        name: /^(Choose a tag list|Choose another file|Another file|Import another file)/,
      })
      .click();
  }

  get columns(): Locator {
    return this.window.page.getByRole('region', { name: 'Columns' });
  }

  /** Says what the values of a column mean. */
  async translate(header: string, meanings: Meanings): Promise<void> {
    const { page } = this.window;
    await page
      .getByRole('button', { name: new RegExp(`(Translate\\.\\.\\.|translated) ${header}$`) })
      .click();
    const dialog = page.getByRole('dialog');
    for (const [value, { type, properties = '' }] of Object.entries(meanings)) {
      const typeField = dialog.getByLabel(`Type for ${value}`, { exact: true });
      if ((await typeField.count()) === 0) {
        await dialog.getByRole('button', { name: 'Another value' }).click();
        await dialog.getByLabel('Value in the file').last().fill(value);
      }
      await typeField.fill(type);
      await dialog.getByLabel(`Properties for ${value}`, { exact: true }).fill(properties);
    }
    await dialog.getByRole('button', { name: 'Use these meanings' }).click();
    await expect(dialog).toBeHidden();
  }

  /** Gives a field the same value in all rows that say nothing. */
  async setForAll(field: string, value: string): Promise<void> {
    const { page } = this.window;
    await page.getByRole('button', { name: 'Value...' }).click();
    const popover = page.getByRole('dialog', { name: 'A value for every row' });
    await popover.getByLabel('Field').selectOption(field);
    await popover.getByLabel('Value', { exact: true }).fill(value);
    await popover.getByRole('button', { name: 'Give it to every row' }).click();
    await expect(page.getByText(`${field} = ${value}`)).toBeVisible();
  }

  async typeOfRowsWithoutOne(type: string): Promise<void> {
    const field = this.window.page.getByLabel('Type of rows without one');
    await field.fill(type);
    await field.press('Enter');
  }

  /** Imports what is read, which must be `assets`. */
  async import(assets: number): Promise<void> {
    const { page } = this.window;
    const noun = assets === 1 ? 'asset' : 'assets';
    const count = assets.toLocaleString('en-GB');
    await page.getByRole('button', { name: `Import ${count} ${noun}` }).click();
    await expect(page.getByRole('heading', { name: `${count} ${noun} imported` })).toBeVisible();
  }
}
