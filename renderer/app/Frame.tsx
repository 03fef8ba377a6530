import { Outlet } from 'react-router';
import { NewProjectDialog } from '../features/start/NewProjectDialog.tsx';
import { CommandPalette } from './CommandPalette.tsx';
import { DropOverlay } from './DropOverlay.tsx';
import { ProblemBanner } from './ProblemBanner.tsx';
import { Rail } from './Rail.tsx';
import { RulesFileDialog } from './RulesFileDialog.tsx';
import { ShortcutsDialog } from './ShortcutsDialog.tsx';
import { StatusBar } from './StatusBar.tsx';
import { TopBar } from './TopBar.tsx';
import { useFilePushes } from './use-file-pushes.ts';
import { useMenuCommands } from './use-menu-commands.ts';
import { useProjectRoute } from './use-project-route.ts';
import { useRunMessages } from './use-run-messages.ts';
import { useShortcuts } from './use-shortcuts.ts';
import { useWindowTitle } from './use-window-title.ts';

/** What stands around every screen: rail, top bar, status bar, and what can open over them. */
export function Frame() {
  useMenuCommands();
  useShortcuts();
  useFilePushes();
  useProjectRoute();
  useRunMessages();
  useWindowTitle();
  return (
    <div className="flex h-full flex-col">
      <a
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          document.querySelector<HTMLElement>('#main')?.focus();
        }}
        className="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:bg-surface focus:p-2"
      >
        Go to the content
      </a>
      <div className="flex min-h-0 flex-1">
        <Rail />
        <div className="flex min-w-0 flex-1 flex-col">
          <TopBar />
          <ProblemBanner />
          <main id="main" tabIndex={-1} className="flex min-h-0 flex-1 flex-col outline-none">
            <Outlet />
          </main>
        </div>
      </div>
      <StatusBar />
      <CommandPalette />
      <NewProjectDialog />
      <RulesFileDialog />
      <ShortcutsDialog />
      <DropOverlay />
    </div>
  );
}
