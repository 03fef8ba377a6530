import * as Menu from '@radix-ui/react-dropdown-menu';
import { Download } from 'lucide-react';
import type { ReactNode } from 'react';
import type { RequestArgs } from '../../../shared/contract/contract.ts';
import { Button } from '../../components/Button.tsx';
import { showProblem } from '../../lib/app-store.ts';
import { request } from '../../lib/client.ts';

type Format = RequestArgs<'export.start'>['format'];

const FORMATS: readonly (readonly [Format, string])[] = [
  ['csv', 'CSV, for a spreadsheet'],
  ['html', 'HTML, to read and print'],
  ['jsonl', 'JSON Lines, for programs'],
];

/** Writes all events of a tag, and of what ever touched it, to a file. */
export function ExportHistory({ tag }: { readonly tag: string }): ReactNode {
  return (
    <Menu.Root>
      <Menu.Trigger asChild>
        <Button icon={<Download size={14} aria-hidden />}>Export</Button>
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
              onSelect={() => void exportEvents(tag, format)}
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

async function exportEvents(tag: string, format: Format): Promise<void> {
  try {
    const suggestedName = `${fileName(tag)}-history.${format}`;
    const file = await request('file.chooseTarget', { purpose: `export-${format}`, suggestedName });
    if (file === null) return;
    await request('export.start', { fileId: file.fileId, format, filter: { asset: tag } });
  } catch (error) {
    showProblem(error);
  }
}

/** A tag as part of a file's name: what no file system takes becomes a dash. */
export const fileName = (tag: string): string =>
  tag
    .replaceAll(/[^\p{L}\p{N}._-]+/gu, '-')
    .replaceAll(/^[-.]+|[-.]+$/g, '')
    .slice(0, 80) || 'tag';
