import { Dialog } from '../components/Dialog.tsx';
import { useApp } from '../lib/app-store.ts';
import { useOverlays } from '../lib/overlays.ts';
import { SCREENS } from './screens.ts';

/** The keys that work everywhere. */
export function ShortcutsDialog() {
  const open = useOverlays((overlays) => overlays.shortcuts);
  const control = useApp((app) => (app.platform === 'darwin' ? 'Cmd' : 'Ctrl'));
  return (
    <Dialog open={open} onOpenChange={(shortcuts) => useOverlays.setState({ shortcuts })} title="Keyboard">
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5">
        {keysOf(control).map(([keys, what]) => (
          <div key={keys} className="contents">
            <dt>
              <kbd className="rounded border border-line-strong/60 bg-surface-raised px-1.5 font-sans text-small whitespace-nowrap">
                {keys}
              </kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}

const keysOf = (control: string): readonly (readonly [string, string])[] => [
  [`${control}+K`, 'Search for a tag or a command'],
  ...SCREENS.map(
    ({ word, letter }, index) => [`${control}+${index + 1}, or g ${letter}`, `Go to ${word}`] as const,
  ),
  ['/', 'Filter the list'],
  ['j, k, arrows', 'Move in a list'],
  ['Home, End, PageUp, PageDown', 'Move far in a list'],
  ['Enter', 'Open what is chosen'],
  ['Esc', 'Close what is open'],
  ['h', 'History of the asset chosen in Assets'],
  ['F2', 'Edit the field that has the focus'],
  ['d', 'Dry run, in Rules'],
  [`${control}+Enter`, 'Execute the plan, in Rules'],
  ['Right click, menu key', 'Copy a tag, a row or a link'],
  ['?', 'This list'],
];
