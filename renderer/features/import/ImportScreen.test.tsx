import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { afterEach, expect, test } from 'vitest';
import type { ImportOptionsRequest, ImportPreview } from '../../../shared/contract/imports.ts';
import type { ProjectStatus } from '../../../shared/contract/project.ts';
import { SynapseError } from '../../../shared/errors.ts';
import { useApp } from '../../lib/app-store.ts';
import { createQueryClient } from '../../lib/query-client.ts';
import { anApp, aProject, aRun, fakeBridge, giveBridge, takeBridge } from '../../lib/testing.ts';
import { ImportScreen } from './ImportScreen.tsx';
import { leaveTagList } from './import-store.ts';

const FILE = { fileId: 'f', name: 'equipment.csv', folder: '/lists' };
const COUNTS = { totalRows: 1_210, created: 1_088, updated: 15, unchanged: 100, failed: 4, blank: 3 };

const preview = (options: ImportOptionsRequest | null): ImportPreview => ({
  previewId: 'preview-1',
  fileName: FILE.name,
  size: 184_320,
  encoding: 'windows-1252',
  delimiter: options?.delimiter ?? ';',
  options: options ?? { set: { area: '100' } },
  isRemembered: options === null,
  columns: [
    { header: 'Pos.', target: 'properties.pos', decimal: null, filled: 1_210, examples: ['P-101', 'P-102'] },
  ],
  counts: COUNTS,
  problem: null,
  warnings: [],
});

afterEach(() => {
  cleanup();
  leaveTagList();
  takeBridge();
});

function open(
  project: Partial<ProjectStatus> = {},
  read: (options: ImportOptionsRequest | null) => ImportPreview = preview,
) {
  const bridge = fakeBridge({
    'file.choose': () => FILE,
    'import.read': ({ options }) => read(options),
    'import.rows': () => ({ rows: [], total: 0 }),
    'import.start': () => ({ runId: 'run-1' }),
  });
  giveBridge(bridge);
  useApp.setState({ ...anApp({ project: aProject(project) }), isLoaded: true });
  render(
    <QueryClientProvider client={createQueryClient()}>
      <MemoryRouter>
        <ImportScreen />
      </MemoryRouter>
    </QueryClientProvider>,
  );
  fireEvent.click(screen.getByRole('button', { name: 'Choose a tag list...' }));
  return bridge;
}

test('a list is looked at, imported by one button that says how much, and its result stays', async () => {
  open();
  fireEvent.click(await screen.findByRole('button', { name: 'Import 1,103 assets' }));
  await screen.findByText('Importing equipment.csv');
  const outcome = { kind: 'IMPORT', correlationId: 'c', counts: COUNTS } as const;
  useApp.setState({ run: aRun({ kind: 'IMPORT', status: 'COMPLETED', outcome }) });
  await screen.findByText('1,103 assets imported');
  useApp.setState({ run: aRun({ runId: 'run-2', kind: 'VERIFY' }) });
  expect(screen.getByText('4').parentElement?.textContent).toBe('x4rows left out');
});

test('what is stated otherwise is read anew, with what was remembered', async () => {
  const bridge = open();
  fireEvent.change(await screen.findByRole('combobox', { name: 'Delimiter' }), { target: { value: ',' } });
  await expect
    .poll(() => bridge.asked.filter(([name]) => name === 'import.read').at(-1))
    .toEqual(['import.read', { fileId: 'f', options: { set: { area: '100' }, delimiter: ',' } }]);
});

test('a project that can only be read says so and imports nothing', async () => {
  useApp.setState({
    ...anApp({ project: aProject({ mode: 'READ_ONLY', readOnlyReason: 'anna has it open.' }) }),
  });
  const { unmount } = render(<ImportScreen />);
  screen.getByText(/can be looked at, but not imported\. anna has it open\./);
  unmount();
  const bridge = open({ mode: 'READ_ONLY', readOnlyReason: 'anna has it open.' });
  fireEvent.click(await screen.findByRole('button', { name: 'Import 1,103 assets' }));
  expect(screen.getByText(/so nothing can be imported/).textContent).toContain('anna has it open.');
  expect(bridge.asked.some(([name]) => name === 'import.start')).toBe(false);
});

test('a file that cannot be read says why', async () => {
  open({}, () => {
    throw new SynapseError('FILE_NOT_READABLE', 'equipment.csv is a folder.');
  });
  expect((await screen.findByRole('alert')).textContent).toContain('equipment.csv is a folder.');
});
