// @vitest-environment jsdom
import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createQueryClient } from '../../lib/query-client.ts';
import { fakeBridge, giveLayout, type FakeAnswers } from '../assets/testing.ts';
import { HistoryScreen } from './HistoryScreen.tsx';
import { entityHistory } from './testing.ts';

let asked: { name: string; args: unknown }[];

beforeEach(() => {
  asked = [];
  localStorage.clear();
  giveLayout({ width: 900, height: 600 });
});
afterEach(cleanup);

function show(address = '/assets/P-1-M/history', more: FakeAnswers = {}) {
  fakeBridge({ 'history.of': () => entityHistory(), ...more }, asked);
  const router = createMemoryRouter(
    [
      { path: '/assets/:id/history', element: <HistoryScreen /> },
      { path: '*', element: null },
    ],
    { initialEntries: [address] },
  );
  render(
    <QueryClientProvider client={createQueryClient()}>
      <RouterProvider router={router} />
    </QueryClientProvider>,
  );
  return router;
}

const versions = async () => within(await screen.findByRole('listbox')).getAllByRole('option');
/** The lines of the comparison as they are read: sign and text of each side. */
const lines = async () => {
  const comparison = await screen.findByRole('region', { name: /compared with/ });
  return (await within(comparison).findAllByRole('row')).map((row) => row.textContent?.trim());
};

describe('the history of an entity', () => {
  test('lists its versions, newest first, with who and why; a rolled-back one says so', async () => {
    show();
    const [newest, second, first] = await versions();
    expect(newest?.textContent).toContain('v3');
    expect(newest?.textContent).toContain('power_kw 43 kW → 53 kW');
    expect(newest?.textContent).toContain('anna · “as built”');
    expect(second?.textContent).toContain('rolled back');
    expect(first?.textContent).toContain('created');
    expect(first?.textContent).toContain('rule mech.pump-motor');
    expect(screen.getByText(/made by rule mech\.pump-motor, from P-1 because/)).toBeTruthy();
  });

  test('is asked for by the tag as it is, whatever stands in it', async () => {
    show(`/assets/${encodeURIComponent('P/1 <b>ü')}/history`);
    await versions();
    expect(asked).toEqual([{ name: 'history.of', args: { of: 'P/1 <b>ü' } }]);
  });

  test('compares the newest with the one before it, with signs', async () => {
    show();
    await versions();
    expect(await lines()).toEqual(['-power_kw: 52 kW+power_kw: 53 kW']);
    fireEvent.click(screen.getByRole('button', { name: 'Show 2 unchanged fields' }));
    await waitFor(async () =>
      expect(await lines()).toEqual([
        'tag: P-1-Mtag: P-1-M',
        'type: MOTORtype: MOTOR',
        '-power_kw: 52 kW+power_kw: 53 kW',
      ]),
    );
  });

  test('compares any two by Shift and a click, by keys, and by the two choices', async () => {
    const router = show();
    const [, , first] = await versions();
    if (first !== undefined) fireEvent.click(first, { shiftKey: true });
    await waitFor(() => expect(router.state.location.search).toBe('?with=1&version=3'));
    fireEvent.keyDown(screen.getByRole('listbox'), { key: 'j' });
    await waitFor(() => expect(router.state.location.search).toBe('?version=2'));
    fireEvent.change(screen.getByRole('combobox', { name: 'Right' }), { target: { value: '3' } });
    await waitFor(() => expect(router.state.location.search).toBe('?with=1&version=3'));
  });

  test('shows them one below the other, and remembers that', async () => {
    show();
    await versions();
    fireEvent.click(screen.getByRole('button', { name: 'Show unified' }));
    await waitFor(async () => expect(await lines()).toEqual(['-power_kw: 52 kW', '+power_kw: 53 kW']));
    expect(localStorage.getItem('history.split')).toBe('false');
  });

  test('leads to the batch, to what stands beside it, and to others with the tag', async () => {
    show();
    await versions();
    const hrefs = screen.getAllByRole('link').map((link) => link.getAttribute('href'));
    expect(hrefs).toEqual([
      '/assets?asset=id-1',
      '/rules/timeline?asset=P-1-M',
      '/rules/timeline?batch=batch-3',
      '/assets/c-1/history',
      '/assets?asset=MCC-1',
      '/assets/id-0/history',
    ]);
  });

  test('of a tag that never was says so, with a way on', async () => {
    show('/assets/X/history', {
      'history.of': () => {
        throw new Error('Nothing in this project has or ever had the tag "X". Check the tag.');
      },
    });
    expect((await screen.findByRole('alert')).textContent).toContain('ever had the tag "X"');
    expect(screen.getByRole('link', { name: 'Look for it among the assets' })).toBeTruthy();
  });
});
