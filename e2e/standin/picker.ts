import { readdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { launchBrowser } from './browser.ts';
import type { ChromiumPage } from './chromium-page.ts';

interface FileQuestion {
  readonly title: string;
  readonly saves: boolean;
  /** A path to start from: a folder, or a name proposed in one. */
  readonly start: string | null;
  /** Only files that end so are shown; all where there are none. */
  readonly endings: readonly string[];
}

interface ButtonQuestion {
  readonly message: string;
  readonly detail: string;
  readonly buttons: readonly string[];
  /** What closing the question means. */
  readonly cancelId: number;
}

let lastFolder = homedir();

/** Asks for a file in a window of its own, in place of the system's dialog. Null where the user cancelled. */
export async function pickFile({ title, saves, start, endings }: FileQuestion): Promise<string | null> {
  const path = await ask<string | null>(null, FILE_PAGE, async (page) => {
    await page.expose('list', (folder, _frame, call) => {
      void call('(listing) => listed(listing)', listingOf(folder, endings));
    });
    const folder = start !== null && saves ? dirname(start) : lastFolder;
    const name = start !== null && saves ? basename(start) : '';
    await page.evaluate(`begin(${JSON.stringify({ title, saves, folder, name })})`);
  });
  if (path !== null) lastFolder = dirname(path);
  return path;
}

/** Asks a question with buttons; the answer is the index of one. */
export function pickButton({ message, detail, buttons, cancelId }: ButtonQuestion): Promise<number> {
  return ask<number>(cancelId, BUTTON_PAGE, async (page) => {
    await page.evaluate(`begin(${JSON.stringify({ message, detail, buttons })})`);
  });
}

/** Opens a page that answers by `answer(JSON)`. */
async function ask<T>(whenClosed: T, html: string, begin: (page: ChromiumPage) => Promise<void>): Promise<T> {
  const page = await (await launchBrowser()).open();
  const { promise, resolve } = Promise.withResolvers<T>();
  page.on('close', () => resolve(whenClosed));
  await page.expose('answer', (text) => resolve(JSON.parse(text) as T));
  await page.evaluate(`document.open(); document.write(${JSON.stringify(html)}); document.close()`);
  await begin(page);
  const value = await promise;
  await page.close();
  return value;
}

interface Listing {
  readonly folder: string;
  readonly parent: string;
  readonly entries: readonly { readonly name: string; readonly path: string; readonly isFolder: boolean }[];
}

function listingOf(folder: string, endings: readonly string[]): Listing {
  const entries = namesIn(folder)
    .filter((name) => !name.startsWith('.'))
    .map((name) => ({ name, path: join(folder, name), isFolder: isFolder(join(folder, name)) }))
    .filter(({ name, isFolder: folds }) => folds || hasEnding(name, endings))
    .toSorted((a, b) => Number(b.isFolder) - Number(a.isFolder) || a.name.localeCompare(b.name));
  return { folder, parent: dirname(folder), entries };
}

const hasEnding = (name: string, endings: readonly string[]): boolean =>
  endings.length === 0 || endings.some((ending) => name.toLowerCase().endsWith(ending));

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

const STYLE = `<style>
  :root { color-scheme: light dark; font: 13px system-ui, sans-serif; }
  body { margin: 16px; display: grid; gap: 8px; }
  h1 { font-size: 18px; margin: 0; } ul { list-style: none; margin: 0; padding: 0; max-height: 60vh; overflow: auto; }
  button, input { font: inherit; padding: 4px 10px; } li button { width: 100%; text-align: left; border: 0; background: none; }
  li button:hover, li button:focus { background: Highlight; color: HighlightText; }
  div { display: flex; gap: 8px; } input { flex: 1; }
</style>`;

const FILE_PAGE = `<!doctype html>${STYLE}<h1></h1>
<div><button id="up">Up</button><input id="folder" aria-label="Folder"></div><ul></ul>
<div><input id="name" aria-label="Name"><button id="ok"></button><button id="no">Cancel</button></div>
<script>
  const by = (id) => document.getElementById(id);
  let now, saves;
  const separator = () => now.folder.includes('\\\\') ? '\\\\' : '/';
  const finish = () => {
    if (by('name').value !== '') give(now.folder.replace(/[\\\\/]$/, '') + separator() + by('name').value);
  };
  const give = (path) => answer(JSON.stringify(path));
  function listed(listing) {
    now = listing;
    by('folder').value = now.folder;
    document.querySelector('ul').replaceChildren(...now.entries.map(({ name, path, isFolder }) => {
      const item = document.createElement('li'), button = document.createElement('button');
      button.textContent = isFolder ? name + '/' : name;
      button.onclick = () => { if (isFolder) list(path); else if (saves) by('name').value = name; else give(path); };
      item.append(button);
      return item;
    }));
  }
  function begin(question) {
    saves = question.saves;
    document.title = document.querySelector('h1').textContent = question.title;
    by('name').value = question.name;
    by('ok').textContent = saves ? 'Save' : 'Open';
    by('ok').onclick = finish;
    by('no').onclick = () => give(null);
    by('up').onclick = () => list(now.parent);
    by('folder').onchange = () => list(by('folder').value);
    addEventListener('keydown', ({ key, target }) => {
      if (key === 'Escape') give(null);
      if (key === 'Enter' && target === by('name')) finish();
    });
    list(question.folder);
  }
</script>`;

const BUTTON_PAGE = `<!doctype html>${STYLE}<h1></h1><p></p><div></div>
<script>
  function begin({ message, detail, buttons }) {
    document.title = document.querySelector('h1').textContent = message;
    document.querySelector('p').textContent = detail;
    document.querySelector('div').append(...buttons.map((text, index) => {
      const button = document.createElement('button');
      button.textContent = text;
      button.onclick = () => answer(JSON.stringify(index));
      return button;
    }));
    document.querySelector('button').focus();
  }
</script>`;
