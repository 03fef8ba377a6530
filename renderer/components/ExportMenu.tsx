import * as Menu from '@radix-ui/react-dropdown-menu';
import { Download } from 'lucide-react';
import type { ReactNode } from 'react';
import type { TimelineFilter } from '../../shared/model/timeline.ts';
import { exportEvents, type ExportFormat } from '../lib/project-actions.ts';
import { Button } from './Button.tsx';

const FORMATS: readonly (readonly [ExportFormat, string])[] = [
  ['csv', 'CSV, for a spreadsheet'],
  ['html', 'HTML, to read and print'],
  ['jsonl', 'JSON Lines, for programs'],
];

export interface ExportMenuProps {
  readonly label: string;
  /** What the file is called when the user does not say, without the ending of its format. */
  readonly stem: string;
  readonly filter: TimelineFilter;
}

/** Writes the events that the filter finds to a file. How it ended is told where all runs are. */
export function ExportMenu({ label, stem, filter }: ExportMenuProps): ReactNode {
  return (
    <Menu.Root>
      <Menu.Trigger asChild>
        <Button icon={<Download size={14} aria-hidden />}>{label}</Button>
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Content
          align="end"
          sideOffset={4}
          className="appear z-40 min-w-48 rounded-md border border-line-strong/60 bg-surface-raised p-1 shadow-lg"
        >
          {FORMATS.map(([format, words]) => (
            <Menu.Item
              key={format}
              onSelect={() => exportEvents(stem, format, filter)}
              className="flex h-control items-center rounded px-2 outline-none data-highlighted:bg-accent data-highlighted:text-accent-contrast"
            >
              {words}
            </Menu.Item>
          ))}
        </Menu.Content>
      </Menu.Portal>
    </Menu.Root>
  );
}
