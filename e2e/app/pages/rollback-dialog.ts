import { expect, type Locator } from '@playwright/test';
import type { AppWindow } from '../app-window.ts';

/** What a rollback would do, and the button that does it. */
export class RollbackDialog {
  readonly window: AppWindow;

  constructor(window: AppWindow) {
    this.window = window;
  }

  get dialog(): Locator {
    return this.window.page.getByRole('dialog', { name: /^Roll back/ });
  }

  get impact(): Locator {
    return this.dialog.getByRole('region', { name: 'Impact' });
  }

  get conflicts(): Locator {
    return this.dialog.getByRole('region', { name: 'Conflicts' });
  }

  get button(): Locator {
    return this.dialog.getByRole('button', { name: /^Roll back [\d,]+ changes?$/ });
  }

  /** Takes later batches back too. */
  async cascade(): Promise<void> {
    await this.dialog.getByRole('checkbox', { name: /^Roll back .* too$/ }).click();
    await expect(this.conflicts.getByRole('alert')).toBeHidden();
  }

  /** Does it, and waits until it is told what it came to. */
  async confirm(reason: string): Promise<void> {
    await this.dialog.getByLabel('Reason').fill(reason);
    await this.button.click();
    await expect(this.dialog.getByText(/events? rolled back/)).toBeVisible({ timeout: 30_000 });
  }

  async close(): Promise<void> {
    await this.dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
    await expect(this.dialog).toBeHidden();
  }
}
