import type { MenuItemConstructorOptions } from 'electron';
import { expect, test } from 'vitest';
import { MENU_COMMANDS, type MenuCommand } from '../../shared/contract/contract.ts';
import { menuTemplate, type MenuOptions } from './menu.ts';

function menu(options: Partial<MenuOptions> = {}) {
  const sent: MenuCommand[] = [];
  const opened: string[] = [];
  const template = menuTemplate({
    platform: 'linux',
    hasDevTools: false,
    recent: [],
    send: (command) => sent.push(command),
    openRecent: (path) => opened.push(path),
    ...options,
  });
  return { items: allItems(template), sent, opened };
}

const allItems = (template: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
  template.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? allItems(item.submenu) : [])]);

const click = (item: MenuItemConstructorOptions | undefined): unknown =>
  item?.click?.(undefined as never, undefined, undefined as never);

test('every command has one item, which sends it', () => {
  const { items, sent } = menu();
  for (const command of MENU_COMMANDS) click(items.find(({ id }) => id === command));
  expect(sent).toEqual([...MENU_COMMANDS]);
});

test('no two items have the same keys', () => {
  const keys = menu().items.flatMap(({ accelerator }) => accelerator ?? []);
  expect(keys).toEqual([...new Set(keys)]);
});

test('recent projects stand as they are, and open', () => {
  const { items, opened } = menu({ recent: ['/plants/A&B.synapse'] });
  const item = items.find(({ label }) => label === '/plants/A&&B.synapse');
  click(item);
  expect(opened).toEqual(['/plants/A&B.synapse']);
  expect(menu().items.some(({ label, enabled }) => label === 'No projects yet' && enabled === false)).toBe(
    true,
  );
});

test('developer tools are for developers, and each system has its own end of the application', () => {
  const roles = (options: Partial<MenuOptions>): string[] =>
    menu(options).items.flatMap(({ role }) => role ?? []);
  expect(roles({}).filter((role) => /tools|reload/i.test(role))).toEqual([]);
  expect(roles({ hasDevTools: true })).toContain('toggleDevTools');
  expect([roles({}).includes('quit'), roles({ platform: 'darwin' }).includes('quit')]).toEqual([true, false]);
  expect(roles({ platform: 'darwin' })).toContain('appMenu');
});
