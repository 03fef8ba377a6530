import { useEffect } from 'react';
import { useNavigate } from 'react-router';
import { openPalette, openShortcuts } from '../lib/overlays.ts';
import { SCREENS } from './screens.ts';

/** How long a letter is waited for after g, in milliseconds. */
const PAUSE_MS = 1_500;

/** Keys that work on every screen. */
export function useShortcuts(): void {
  const navigate = useNavigate();
  useEffect(() => {
    let pressedG = Number.NEGATIVE_INFINITY;
    const go = (event: KeyboardEvent, path: string | undefined): void => {
      if (path === undefined) return;
      event.preventDefault();
      void navigate(path);
    };
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.altKey) return;
      if (event.ctrlKey || event.metaKey) {
        if (event.shiftKey) return;
        if (event.key.toLowerCase() === 'k') {
          event.preventDefault();
          openPalette();
        } else go(event, SCREENS[Number(event.key) - 1]?.path);
        return;
      }
      if (isTyping(event.target) || isOverlaid()) return;
      const afterG = event.timeStamp - pressedG < PAUSE_MS;
      pressedG = event.key === 'g' && !afterG ? event.timeStamp : Number.NEGATIVE_INFINITY;
      if (afterG) go(event, SCREENS.find(({ letter }) => letter === event.key)?.path);
      else if (event.key === '/') focusFilter(event);
      else if (event.key === '?') openShortcuts();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [navigate]);
}

/** The screen's filter is its search field, or what it marks with `data-filter`. */
function focusFilter(event: KeyboardEvent): void {
  const field = document.querySelector<HTMLInputElement>('main [data-filter], main input[type="search"]');
  if (field === null) return;
  event.preventDefault();
  field.focus();
  field.select();
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input, textarea, select, [role="combobox"]'))
  );
}

const isOverlaid = (): boolean => document.querySelector('[role="dialog"], [role="menu"]') !== null;
