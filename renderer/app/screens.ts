import { ChartNoAxesGantt, FileInput, House, ListTree, SquareFunction, type LucideIcon } from 'lucide-react';
import type { MenuCommand } from '../../shared/contract/contract.ts';

export interface Screen {
  readonly path: string;
  readonly word: string;
  readonly Icon: LucideIcon;
  readonly command: MenuCommand;
  /** Pressed after g. */
  readonly letter: string;
}

/** The screens of the rail, in its order; Ctrl and their number lead there. */
export const SCREENS: readonly Screen[] = [
  { path: '/', word: 'Start', Icon: House, command: 'go-start', letter: 's' },
  { path: '/import', word: 'Import', Icon: FileInput, command: 'go-import', letter: 'i' },
  { path: '/assets', word: 'Assets', Icon: ListTree, command: 'go-assets', letter: 'a' },
  { path: '/rules/execution', word: 'Rules', Icon: SquareFunction, command: 'go-execution', letter: 'r' },
  { path: '/rules/timeline', word: 'Timeline', Icon: ChartNoAxesGantt, command: 'go-timeline', letter: 't' },
];

/** The screen that an address belongs to. */
export function screenOf(path: string): Screen | null {
  return (
    SCREENS.find((screen) => screen.path !== '/' && path.startsWith(screen.path)) ??
    SCREENS.find((screen) => screen.path === path) ??
    null
  );
}

/** Where a click on a trail of crumbs leads: of a history to the assets. */
export function crumbsOf(path: string): readonly { readonly word: string; readonly path: string }[] {
  const screen = screenOf(path);
  if (screen === null) return [];
  const first = { word: screen.word, path: screen.path };
  return /^\/assets\/.+\/history$/.test(path) ? [first, { word: 'History', path }] : [first];
}
