import * as Menu from '@radix-ui/react-dropdown-menu';
import { Download } from 'lucide-react';
import type { RequestArgs } from '../../../shared/contract/contract.ts';
import type { TimelineFilter } from '../../../shared/model/timeline.ts';
import { Button } from '../../components/Button.tsx';
import { showProblem, useApp } from '../../lib/app-store.ts';
import { request } from '../../lib/client.ts';
import { isFiltered } from './timeline-address.ts';

type Format = RequestArgs<'export.start'>['format'];

const FORMATS: readonly (readonly [Format, string])[] = [
  ['csv', 'CSV, for a spreadsheet'],
  ['html', 'HTML, to read and print'],
  ['jsonl', 'JSON Lines, for programs'],
];

/** Writes the events that the filter finds to a file. How it ended is told where all runs are. */
export function ExportMenu({ filter }: { readonly filter: TimelineFilter }) {
  const name = useApp((app) => app.project?.project.name ?? 'project');
  return (
    <Menu.Root>
      <Menu.Trigger asChild>
        <Button icon={<Download size={14} aria-hidden />}>
          {isFiltered(filter) ? 'Export matching' : 'Export'}
        </Button>
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Content
          align="end"
          sideOffset={4}
          className="appear z-40 min-w-48 rounded-md border border-line-strong/60 bg-surface-raised p-1 shadow-lg"
        >
          {FORMATS.map(([format, label]) => (
            <Menu.Item
              key={format}
              onSelect={() => void exportEvents(name, filter, format)}
              className="flex h-control items-center rounded px-2 outline-none data-highlighted:bg-accent data-highlighted:text-accent-contrast"
            >
              {label}
            </Menu.Item>
          ))}
        </Menu.Content>
      </Menu.Portal>
    </Menu.Root>
  );
}

async function exportEvents(name: string, filter: TimelineFilter, format: Format): Promise<void> {
  try {
    const suggestedName = `${name.replaceAll(/[^\p{L}\p{N} ._-]+/gu, '-').slice(0, 80)} timeline.${format}`;
    const file = await request('file.chooseTarget', { purpose: `export-${format}`, suggestedName });
    if (file !== null) await request('export.start', { fileId: file.fileId, format, filter });
  } catch (error) {
    showProblem(error);
  }
}
