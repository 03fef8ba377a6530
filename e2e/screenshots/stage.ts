import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { openForWriting } from '../../electron/services/project.ts';
import type { Push } from '../../shared/contract/contract.ts';
import { AppWindow } from '../app/app-window.ts';
import type { DesktopApp } from '../app/desktop-app.ts';
import { withFewColours } from './few-colours.ts';

/** The looks that each scene is taken in. */
export const LOOKS = [
  { theme: 'light', width: 1280, height: 800 },
  { theme: 'dark', width: 1280, height: 800 },
  { theme: 'dark', width: 1920, height: 1080 },
  { theme: 'light', width: 1920, height: 1080 },
] as const;
type Look = (typeof LOOKS)[number];

/** So often a picture is compared with the one before it. */
const MOST_ROUNDS = 15;

export interface StageOptions {
  /** Where the pictures go. */
  readonly out: string;
  /** A folder for the projects, which is seen in some pictures. */
  readonly documents: string;
  /** Only scenes of this name; null: all. */
  readonly only: string | null;
}

/** The application with what its user does between two pictures. */
export class Stage {
  readonly page: Page;
  readonly window: AppWindow;
  readonly documents: string;
  readonly #options: StageOptions;
  #taken = 0;

  private constructor(window: AppWindow, options: StageOptions) {
    this.window = window;
    this.page = window.page;
    this.documents = options.documents;
    this.#options = options;
  }

  static async of(app: DesktopApp, options: StageOptions): Promise<Stage> {
    mkdirSync(options.documents, { recursive: true });
    mkdirSync(options.out, { recursive: true });
    return new Stage(await AppWindow.of(app, options.documents), options);
  }

  get taken(): number {
    return this.#taken;
  }

  /**
   * Takes the window as it is, in all looks; `everyLook: false` only light and dark at the small size. Waits until
   * the picture stands still, unless it never does.
   */
  async take(name: string, { everyLook = true, isMoving = false } = {}): Promise<void> {
    const { only, out } = this.#options;
    if (only !== null && only !== name) return;
    // Nothing is pointed at.
    await this.page.mouse.move(0, 0);
    for (const look of everyLook ? LOOKS : LOOKS.slice(0, 2)) {
      const picture = await this.#pictureOf(look, isMoving ? 2 : MOST_ROUNDS);
      writeFileSync(join(out, `${name}.${look.theme}.${look.width}.png`), withFewColours(picture));
      this.#taken++;
    }
    await this.#dress(LOOKS[0]);
  }

  async #pictureOf(look: Look, rounds: number): Promise<Buffer> {
    await this.#dress(look);
    let before: Buffer = Buffer.alloc(0);
    for (let round = 0; round < rounds; round++) {
      const now = await this.page.screenshot();
      if (now.equals(before)) break;
      before = now;
      await sleep(120);
    }
    return before;
  }

  async #dress({ theme, width, height }: Look): Promise<void> {
    await this.page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await this.page.setViewportSize({ width, height });
  }

  async goTo(route: string): Promise<void> {
    await this.window.goTo(route);
    await sleep(250);
  }

  button(name: string | RegExp) {
    return this.page.getByRole('button', { name, ...(typeof name === 'string' ? { exact: true } : {}) });
  }

  /** Makes a plan and waits for it, its hash among it, which comes last. */
  async dryRun(): Promise<void> {
    await this.button('Dry run').click();
    await this.page.getByText('still current').waitFor({ timeout: 60_000 });
    await this.page.getByTitle(/^[0-9a-f]{64}$/).waitFor();
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      await this.page.keyboard.press(key);
      await sleep(60);
    }
  }

  /** The messages at the edge of the window go by themselves, but later. */
  async closeMessages(): Promise<void> {
    for (let round = 0; round < 20; round++) {
      const message = this.page.locator('[data-sonner-toast]').first();
      if ((await message.count()) === 0) return;
      await message
        .getByRole('button')
        .first()
        .click({ timeout: 1_000 })
        .catch(() => undefined);
      await sleep(150);
    }
  }

  /** Holds back what the main process tells the window, so that a run stands still for its picture. */
  async hold(): Promise<void> {
    await this.window.app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      if (contents === undefined) return;
      const send = contents.send.bind(contents);
      const held: Parameters<typeof send>[] = [];
      let isHolding = false;
      contents.send = (...args) => {
        if (isHolding) {
          held.push(args);
          return;
        }
        send(...args);
        const push = JSON.parse(String(args[1])) as Push;
        if (push.type !== 'run' || push.run.kind !== 'EXECUTION' || push.run.total === null) return;
        isHolding = push.run.done > push.run.total / 4;
      };
      Object.assign(globalThis, {
        letGo: () => {
          contents.send = send;
          for (const args of held) send(...args);
        },
      });
    }, null);
  }

  /** Lets through what was held back. */
  async letGo(): Promise<void> {
    await this.window.app.evaluate(() => (globalThis as { letGo?: () => void }).letGo?.(), null);
  }

  /** Has another process, as it were, write to a project; the answer lets go of it. */
  async lock(path: string): Promise<() => void> {
    const project = await openForWriting(path, 'olaf');
    return () => project.close();
  }
}
