import * as Menu from '@radix-ui/react-dropdown-menu';
import { Download } from 'lucide-react';
import type { ReactNode } from 'react';
import type { RequestArgs } from '../../shared/contract/contract.ts';
import type { TimelineFilter } from '../../shared/model/timeline.ts';
import { showProblem } from '../lib/app-store.ts';
import { request } from '../lib/client.ts';
import { Button } from './Button.tsx';

type Format = RequestArgs<'export.start'>['format'];

const FORMATS: readonly (readonly [Format, string])[] = [
  ['csv', 'CSV, for a spreadsheet'],
  ['html', 'HTML, to read and print'],
  ['jsonl', 'JSON Lines, for programs'],
];

export interface ExportMenuProps {
  readonly label: string;
  /** What the file is called when the user does not say, without the ending of its format. */
  readonly fileName: string;
  readonly filter: TimelineFilter;
}

/** Writes the events that the filter finds to a file. How it ended is told where all runs are. */
export function ExportMenu({ label, fileName, filter }: ExportMenuProps): ReactNode {
  const exportAs = async (format: Format): Promise<void> => {
    try {
      const file = await request('file.chooseTarget', {
        purpose: `export-${format}`,
        suggestedName: `${fileName}.${format}`,
      });
      if (file !== null) await request('export.start', { fileId: file.fileId, format, filter });
    } catch (error) {
      showProblem(error);
    }
  };
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
              onSelect={() => void exportAs(format)}
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
