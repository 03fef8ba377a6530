import * as Radix from '@radix-ui/react-dialog';
import { Command } from 'cmdk';
import { useDeferredValue, useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import { useApp } from '../lib/app-store.ts';
import { useOverlays } from '../lib/overlays.ts';
import { wordFilter } from '../lib/word-filter.ts';
import { commandsFor, type AppCommand } from './commands.ts';
import { PaletteTags } from './PaletteTags.tsx';
import { PALETTE_GROUP, PALETTE_ITEM } from './palette-styles.ts';

const close = (): void => useOverlays.setState({ palette: false });

/** Search for a tag or a command, opened by Ctrl+K. */
export function CommandPalette() {
  const isOpen = useOverlays((overlays) => overlays.palette);
  return (
    <Radix.Root open={isOpen} onOpenChange={(palette) => useOverlays.setState({ palette })}>
      <Radix.Portal>
        <Radix.Overlay className="appear fixed inset-0 z-40 bg-black/30" />
        <Radix.Content
          aria-describedby={undefined}
          className="appear fixed top-14 left-1/2 z-40 flex max-h-[min(480px,calc(100vh-80px))] w-[560px] max-w-[calc(100vw-32px)] -translate-x-1/2 flex-col rounded-md border border-line-strong/60 bg-surface-raised shadow-xl"
        >
          <Radix.Title className="sr-only">Search or command</Radix.Title>
          <Palette />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function Palette() {
  const [text, setText] = useState('');
  const search = useDeferredValue(text.trim());
  const commands = useCommands();
  const goTo = useGoTo();
  const hasProject = useApp((app) => app.project !== null);
  return (
    <Command label="Search or command" loop filter={wordFilter} className="flex min-h-0 flex-col">
      <Command.Input
        autoFocus
        value={text}
        onValueChange={setText}
        placeholder={hasProject ? 'A tag, a description or a command' : 'A command'}
        className="h-10 shrink-0 border-b border-line bg-transparent px-3 outline-none"
      />
      <Command.List className="min-h-0 flex-1 overflow-y-auto p-1">
        <Command.Empty className="p-3 text-text-muted">Nothing found for "{text}".</Command.Empty>
        {groupsOf(commands).map(([group, members]) => (
          <Command.Group key={group} heading={group} className={PALETTE_GROUP}>
            {members.map((command) => (
              <CommandItem key={command.label} command={command} />
            ))}
          </Command.Group>
        ))}
        {hasProject && search !== '' && (
          <PaletteTags
            search={search}
            onChoose={(path) => {
              close();
              goTo(path);
            }}
          />
        )}
      </Command.List>
    </Command>
  );
}

function CommandItem({ command }: { readonly command: AppCommand }) {
  return (
    <Command.Item
      value={`${command.group} ${command.label}`}
      keywords={[...(command.keywords ?? [])]}
      onSelect={() => {
        close();
        command.run();
      }}
      className={PALETTE_ITEM}
    >
      <span className="min-w-0 flex-1 truncate">{command.label}</span>
      {command.keys !== undefined && (
        <kbd className="font-sans text-small text-text-muted">{command.keys}</kbd>
      )}
    </Command.Item>
  );
}

function useCommands(): readonly AppCommand[] {
  const goTo = useGoTo();
  const mode = useApp((app) => app.project?.mode ?? null);
  const control = useApp((app) => (app.platform === 'darwin' ? 'Cmd' : 'Ctrl'));
  return useMemo(() => commandsFor(mode === null ? null : { mode }, goTo, control), [mode, goTo, control]);
}

function useGoTo(): (path: string) => void {
  const navigate = useNavigate();
  return useMemo(() => (path: string) => void navigate(path), [navigate]);
}

const groupsOf = (commands: readonly AppCommand[]) => [...Map.groupBy(commands, ({ group }) => group)];
