import type Electron from 'electron';
import { strict } from './strict.ts';

type Template = Electron.MenuItemConstructorOptions;

/** An item of the native menu: what tests look at and click. */
interface StandinItem {
  readonly id: string;
  readonly label: string;
  readonly accelerator: string | null;
  readonly role: string | null;
  readonly enabled: boolean;
  readonly submenu: StandinMenu | null;
  click(): void;
}

class StandinMenu {
  readonly items: readonly StandinItem[];

  constructor(items: readonly StandinItem[]) {
    this.items = items;
  }

  getMenuItemById(id: string): StandinItem | null {
    return allItems(this).find((item) => item.id === id) ?? null;
  }
}

let applicationMenu: StandinMenu | null = null;

const target = {
  buildFromTemplate: (template: Template[]): StandinMenu => menuOf(template),
  setApplicationMenu: (menu: StandinMenu | null): void => {
    applicationMenu = menu;
  },
  getApplicationMenu: (): StandinMenu | null => applicationMenu,
} satisfies { [K in 'buildFromTemplate' | 'setApplicationMenu' | 'getApplicationMenu']: unknown };

export const Menu = strict('Menu', target);

/** Clicks the item with this accelerator, if there is one: the menu's keys, without the menu. */
export function pressAccelerator(keys: string): void {
  if (applicationMenu === null) return;
  allItems(applicationMenu)
    .find((item) => item.accelerator === keys && item.enabled)
    ?.click();
}

function menuOf(template: readonly Template[]): StandinMenu {
  return strict('menu', new StandinMenu(template.map(itemOf)));
}

function itemOf(options: Template): StandinItem {
  const item: StandinItem = {
    id: options.id ?? '',
    label: options.label ?? options.role ?? '',
    accelerator: options.accelerator ?? null,
    role: options.role ?? null,
    enabled: options.enabled ?? true,
    submenu: Array.isArray(options.submenu) ? menuOf(options.submenu) : null,
    click: () => options.click?.(item as never, undefined, {}),
  };
  return item;
}

const allItems = (menu: StandinMenu): StandinItem[] =>
  menu.items.flatMap((item) => [item, ...(item.submenu === null ? [] : allItems(item.submenu))]);
