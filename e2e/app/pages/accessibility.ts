import { AxeBuilder } from '@axe-core/playwright';
import { expect } from '@playwright/test';
import type { AppWindow } from '../app-window.ts';

/** A violation in a line: what, and where first. */
interface Violation {
  readonly theme: 'light' | 'dark';
  readonly rule: string;
  readonly places: readonly string[];
}

/** Only colours differ between the themes. */
const COLOUR_RULES = ['color-contrast'];
const MOST_PLACES = 4;

/** Expects that nothing of what is shown now keeps people out, in either theme. */
export async function expectAccessible(window: AppWindow): Promise<void> {
  const found: Violation[] = [];
  for (const theme of ['light', 'dark'] as const) {
    await window.page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    const { violations } = await (await axeOf(window, theme)).analyze();
    for (const { id, impact, nodes } of violations) {
      if (impact !== 'serious' && impact !== 'critical') continue;
      const places = nodes
        .slice(0, MOST_PLACES)
        .map(({ html, any }) => `${html.slice(0, 160)}  ${any[0]?.message ?? ''}`);
      found.push({ theme, rule: id, places });
    }
  }
  expect.soft(found).toEqual([]);
}

/** Of a dialog that lies over a screen only itself: the screen was looked at before. */
async function axeOf({ page }: AppWindow, theme: Violation['theme']): Promise<AxeBuilder> {
  const hasDialog = await page.getByRole('dialog').first().isVisible();
  const axe = new AxeBuilder({ page })
    // Electron has no other page for the results of frames, and the application has no frames.
    .setLegacyMode(true)
    .options({
      resultTypes: ['violations'],
      ...(theme === 'dark' ? { runOnly: { type: 'rule', values: COLOUR_RULES } } : {}),
    });
  return hasDialog ? axe.include('[role="dialog"]') : axe;
}
