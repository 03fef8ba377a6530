import { useEffect, useRef } from 'react';

interface ExecutionKeys {
  /** d */
  readonly onDryRun: () => void;
  /** Ctrl+Enter */
  readonly onExecute: () => void;
}

/** The keys of the screen, wherever the focus is in it, but not while one types or something lies over it. */
export function useExecutionKeys(keys: ExecutionKeys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.altKey || isTyping(event.target) || isOverlaid()) return;
      const isControl = event.ctrlKey || event.metaKey;
      if (event.key === 'd' && !isControl) latest.current.onDryRun();
      else if (event.key === 'Enter' && isControl) latest.current.onExecute();
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable="true"]');

const isOverlaid = (): boolean => document.querySelector('[role="dialog"], [role="menu"]') !== null;
