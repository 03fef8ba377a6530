import { expect, type Page } from '@playwright/test';
import type {
  Answer,
  MenuCommand,
  Push,
  RequestArgs,
  RequestName,
  RequestResult,
  SynapseBridge,
} from '../../shared/contract/contract.ts';
import type { ProjectStatus } from '../../shared/contract/project.ts';
import type { DesktopApp } from './desktop-app.ts';
import { FIRST_PAINT } from './first-paint.ts';

/** The application as its user meets it: window, menu and dialogs. Screens have page models of their own. */
export class AppWindow {
  readonly app: DesktopApp;
  readonly page: Page;

  private constructor(app: DesktopApp) {
    this.app = app;
    this.page = app.page;
  }

  /**
   * The window once its application is drawn, not only the frame that the page comes with.
   * @param documents what the application takes for the user's documents
   */
  static async of(app: DesktopApp, documents: string): Promise<AppWindow> {
    await app.evaluate(({ app: main }, folder) => main.setPath('documents', folder), documents);
    await app.page.getByRole('contentinfo', { name: 'Status' }).waitFor();
    return new AppWindow(app);
  }

  /** Milliseconds from the start of the process to the first thing drawn. */
  async firstPaintMs(): Promise<number> {
    const paintedAt: number = await this.page.evaluate(FIRST_PAINT);
    return Math.round(paintedAt - this.app.startedAt);
  }

  /** A request as the window makes it. */
  request<N extends RequestName>(name: N, args: RequestArgs<N>): Promise<Answer<RequestResult<N>>> {
    return this.page.evaluate(
      ([asked, given]) => {
        const { synapse } = globalThis as unknown as { synapse: SynapseBridge };
        return synapse.request(asked as N, given as RequestArgs<N>);
      },
      [name, args] as const,
    );
  }

  /** The value of a request that must succeed. */
  async value<N extends RequestName>(name: N, args: RequestArgs<N>): Promise<RequestResult<N>> {
    const answer = await this.request(name, args);
    if (answer.ok) return answer.value;
    throw new Error(`${name}: ${answer.error.message}`);
  }

  /** Makes the sample project in the test's documents, and opens it. */
  openSample(): Promise<ProjectStatus> {
    return this.value('project.openSample', {});
  }

  /** Goes to a screen by its route, such as `/assets`. */
  async goTo(route: string): Promise<void> {
    await this.page.evaluate(`void (location.hash = ${JSON.stringify(route)})`);
  }

  /** Answers the next dialogs that ask for a file. Null: the user cancels. */
  async answerFileDialogs(path: string | null): Promise<void> {
    await this.app.evaluate(({ dialog }, chosen) => {
      const canceled = chosen === null;
      dialog.showOpenDialog = () => Promise.resolve({ canceled, filePaths: canceled ? [] : [chosen] });
      dialog.showSaveDialog = () => Promise.resolve({ canceled, filePath: chosen ?? '' });
    }, path);
  }

  /** Answers questions with buttons from now on, by the text of one, and keeps what was asked. */
  async answerQuestions(button: string): Promise<void> {
    await this.app.evaluate(({ dialog }, text) => {
      const asked: string[] = [];
      Object.assign(globalThis, { askedOfUser: asked });
      dialog.showMessageBox = (...args: unknown[]) => {
        const { message = '', buttons = [] } = args.at(-1) as { message?: string; buttons?: string[] };
        asked.push(message);
        return Promise.resolve({ response: buttons.indexOf(text), checkboxChecked: false });
      };
    }, button);
  }

  /** The questions since `answerQuestions`. */
  questions(): Promise<string[]> {
    return this.app.evaluate(() => (globalThis as { askedOfUser?: string[] }).askedOfUser ?? [], null);
  }

  /** Chooses an item of the native menu. */
  async chooseMenu(command: MenuCommand): Promise<void> {
    await this.app.evaluate(
      ({ Menu }, id) => Menu.getApplicationMenu()?.getMenuItemById(id)?.click(),
      command,
    );
  }

  /** Keeps the pushes from now on; `pushes` gives them. */
  async listen(): Promise<void> {
    await this.page.evaluate(() => {
      const { synapse } = globalThis as unknown as { synapse: SynapseBridge };
      const heard: string[] = [];
      Object.assign(globalThis, { heardPushes: heard });
      synapse.onPush((json) => heard.push(json));
    });
  }

  /** The pushes of one type since `listen`. */
  async pushes<T extends Push['type']>(type: T): Promise<Extract<Push, { type: T }>[]> {
    const heard = await this.page.evaluate(
      () => (globalThis as { heardPushes?: string[] }).heardPushes ?? [],
    );
    return heard
      .map((json) => JSON.parse(json) as Push)
      .filter((push): push is Extract<Push, { type: T }> => push.type === type);
  }

  /** Drops a file of the disk on the middle of the window, as from the file manager. */
  async drop(path: string): Promise<void> {
    const devTools = await this.page.context().newCDPSession(this.page);
    const { width, height } = this.page.viewportSize() ?? { width: 800, height: 560 };
    const data = { items: [], files: [path], dragOperationsMask: 1 };
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
      await devTools.send('Input.dispatchDragEvent', { type, x: width / 2, y: height / 2, data });
    }
    await devTools.detach();
  }

  /** Waits until a project is open, and gives its status. */
  async untilOpen(): Promise<ProjectStatus> {
    let project: ProjectStatus | null = null;
    await expect(async () => {
      ({ project } = await this.value('app.state', {}));
      expect(project).not.toBeNull();
    }).toPass();
    if (project === null) throw new Error('No project is open.');
    return project;
  }
}
