import { expect, type Locator, type Page } from '@playwright/test';

/** So many presses of Tab lead from any place of a screen to any other. */
const MOST_TABS = 120;

/** Works with the keyboard alone. */
export class Keyboard {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  press(...keys: readonly string[]): Promise<void> {
    return keys.reduce((before, key) => before.then(() => this.page.keyboard.press(key)), Promise.resolve());
  }

  type(text: string): Promise<void> {
    return this.page.keyboard.type(text);
  }

  /** Runs a command of the palette. */
  async command(words: string): Promise<void> {
    await this.press('Control+k');
    const palette = this.page.getByRole('dialog', { name: 'Search or command' });
    await expect(palette).toBeVisible();
    await this.type(words);
    await expect(palette.getByRole('option', { name: words }).first()).toBeVisible();
    await this.press('Enter');
    await expect(palette).toBeHidden();
  }

  /** Presses Tab until an element has the focus. */
  async tabTo(target: Locator): Promise<void> {
    await expect(target).toBeVisible();
    for (let presses = 0; presses < MOST_TABS; presses++) {
      if (await target.evaluate(hasFocus)) return;
      await this.press('Tab');
    }
    throw new Error(`Tab does not lead to ${target.toString()}.`);
  }

  /** Presses a key until what it leads to can be seen. */
  async pressUntil(key: string, seen: Locator): Promise<void> {
    for (let presses = 0; presses < MOST_TABS; presses++) {
      if (await seen.isVisible()) return;
      await this.press(key);
      await this.page.waitForTimeout(30);
    }
    throw new Error(`${key} does not lead to ${seen.toString()}.`);
  }
}

const hasFocus = (element: { readonly ownerDocument: { readonly activeElement: unknown } }): boolean =>
  element.ownerDocument.activeElement === element;
