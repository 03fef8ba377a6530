import { expect, type Locator } from '@playwright/test';
import type { AppWindow } from '../app-window.ts';

/** Rules applied to the plant: dry run and execution. */
export class ExecutionPage {
  readonly window: AppWindow;

  constructor(window: AppWindow) {
    this.window = window;
  }

  async open(): Promise<void> {
    await this.window.page.getByRole('link', { name: 'Rules', exact: true }).first().click();
  }

  async loadPack(): Promise<void> {
    await this.window.page.getByRole('button', { name: 'Load the rule pack' }).click();
    await expect(this.dryRunButton).toBeVisible();
    await expect(this.dryRunButton).toBeEnabled();
  }

  get dryRunButton(): Locator {
    return this.window.page.getByRole('button', { name: 'Dry run', exact: true });
  }

  get executeButton(): Locator {
    return this.window.page.getByRole('button', { name: /^(Execute|Record) [\d,]+ / });
  }

  /** Limits a member of the scope, such as Discipline, to values by their labels. */
  async limit(member: string, ...labels: readonly string[]): Promise<void> {
    const { page } = this.window;
    await this.choicesOf(member).click();
    const choices = page.getByRole('dialog', { name: member });
    for (const label of labels) await choices.getByRole('checkbox', { name: label }).click();
    await page.keyboard.press('Escape');
    await expect(choices).toBeHidden();
  }

  /** The button that opens the choices of a member of the scope. */
  choicesOf(member: string): Locator {
    return this.scope.getByRole('button', { name: new RegExp(`^${member} `) });
  }

  async clearScope(): Promise<void> {
    await this.scope.getByRole('button', { name: 'Clear', exact: true }).click();
  }

  get scope(): Locator {
    return this.window.page.getByRole('group', { name: 'Scope' });
  }

  /** Makes a dry run of the scope and waits for its plan. */
  async dryRun(): Promise<void> {
    await this.dryRunButton.click();
    await expect(this.window.page.getByText('still current')).toBeVisible({ timeout: 30_000 });
    await expect(this.dryRunButton).toBeEnabled();
  }

  /** The rules of the plan and, where these are open, what they would do. */
  get plan(): Locator {
    return this.window.page.getByRole('grid', { name: 'Planned changes by rule' });
  }

  /** Opens a rule of the plan; in a short plan all are open. */
  async expand(ruleId: string): Promise<void> {
    const button = this.plan.getByRole('row').filter({ hasText: ruleId }).first().getByRole('button');
    if ((await button.getAttribute('aria-expanded')) === 'false') await button.click();
  }

  /** Starts the execution of the plan; does not wait for its end. */
  async start(reason: string): Promise<void> {
    const { page } = this.window;
    await this.executeButton.click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Reason (optional)').fill(reason);
    await dialog.getByRole('button', { name: /^(Execute|Record) / }).click();
    await expect(dialog).toBeHidden();
  }

  get progress(): Locator {
    return this.window.page.getByRole('region', { name: 'Progress' });
  }

  get result(): Locator {
    return this.window.page.getByRole('region', { name: 'Result' });
  }

  /** What the run did, line by line. */
  get log(): Locator {
    return this.window.page.getByRole('log', { name: 'Action log' });
  }
}
