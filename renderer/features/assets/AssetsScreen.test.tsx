// @vitest-environment jsdom
import { QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AssetPageRequest } from '../../../shared/contract/assets.ts';
import { useApp } from '../../lib/app-store.ts';
import { createQueryClient } from '../../lib/query-client.ts';
import { AssetsScreen } from './AssetsScreen.tsx';
import {
  assetDetail,
  assetLine,
  fakeBridge,
  giveLayout,
  projectStatus,
  type FakeAnswers,
} from './testing.ts';

const TOTAL = 100_000;
let pages: AssetPageRequest[];
let asked: { name: string; args: unknown }[];

const answers = (): FakeAnswers => ({
  'assets.page': (args) => {
    const page = args as AssetPageRequest;
    pages.push(page);
    const total = page.filter.search === 'none' ? 0 : TOTAL;
    const rows = Array.from({ length: Math.min(page.limit, Math.max(0, total - page.offset)) }, (_, index) =>
      assetLine(page.offset + index),
    );
    return { rows, total, position: 1 };
  },
  'assets.facets': () => ({
    types: [{ value: 'PUMP', count: TOTAL }],
    disciplines: [{ value: 'MECHANICAL', count: TOTAL }],
    areas: [
      { value: '100', count: 90_000 },
      { value: '', count: 10_000 },
    ],
    systems: [],
  }),
  'assets.get': () => assetDetail(),
  'history.of': () => ({ versions: [{ number: 4, correlationId: 'batch-4' }] }),
});

beforeEach(() => {
  pages = [];
  asked = [];
  giveLayout({ width: 900, height: 600 });
});
afterEach(cleanup);

async function show(address = '/assets', more: FakeAnswers = {}) {
  fakeBridge({ ...answers(), ...more }, asked);
  // Another project each time, as the cursor of one is remembered.
  useApp.setState({ project: { ...projectStatus(TOTAL), fileId: crypto.randomUUID() }, isLoaded: true });
  const router = createMemoryRouter(
    [
      { path: '/elsewhere', element: null },
      { path: '*', element: <AssetsScreen /> },
    ],
    {
      initialEntries: [address],
    },
  );
  render(
    <QueryClientProvider client={createQueryClient()}>
      <RouterProvider router={router} />
    </QueryClientProvider>,
  );
  return router;
}

const grid = () => screen.getByRole('grid', { name: 'Assets' });

describe('the table of assets', () => {
  test('draws only the rows in view and asks for one window', async () => {
    await show();
    expect(await screen.findByText('P-000000')).toBeTruthy();
    expect(grid().getAttribute('aria-rowcount')).toBe(String(TOTAL + 1));
    expect(within(grid()).getAllByRole('row').length).toBeLessThan(60);
    expect(pages).toEqual([
      { filter: {}, sort: { column: 'tag', descending: false }, offset: 0, limit: 200 },
    ]);
    expect(screen.getByText('100,000 assets')).toBeTruthy();
  });

  test('goes to the end and reads the last window only', async () => {
    await show();
    await screen.findByText('P-000000');
    fireEvent.keyDown(grid(), { key: 'End' });
    // jsdom moves, but tells nobody.
    fireEvent.scroll(grid());
    expect(grid().getAttribute('aria-activedescendant')).toBe('asset-row-99999');
    await waitFor(() => expect(pages.map(({ offset }) => offset)).toEqual([0, 99_800]));
  });

  test('sorts by a header, in the address and for those who hear it', async () => {
    const router = await show();
    await screen.findByText('P-000000');
    fireEvent.click(within(grid()).getByRole('button', { name: 'Area' }));
    await waitFor(() => expect(router.state.location.search).toBe('?sort=area'));
    fireEvent.click(within(grid()).getByRole('button', { name: 'Area' }));
    await waitFor(() => expect(pages.at(-1)?.sort).toEqual({ column: 'area', descending: true }));
    expect(screen.getByRole('columnheader', { name: /Area/ }).getAttribute('aria-sort')).toBe('descending');
  });

  test('filters by facets, also by "none", and by a search that rests', async () => {
    const router = await show();
    fireEvent.click(await screen.findByRole('checkbox', { name: /none/ }));
    fireEvent.change(screen.getByRole('searchbox'), { target: { value: 'pump' } });
    await waitFor(() => expect(pages.at(-1)?.filter).toEqual({ areas: [''], search: 'pump' }));
    expect(router.state.location.search).toBe('?q=pump&area=');
    fireEvent.click(screen.getByRole('button', { name: 'Clear search and facets' }));
    await waitFor(() => expect(router.state.location.search).toBe(''));
  });

  test('says what to do where nothing matches', async () => {
    await show('/assets?q=none');
    expect(await screen.findByText('No asset matches')).toBeTruthy();
  });

  test('says why it cannot be read, and tries again', async () => {
    let fails = true;
    const page = answers()['assets.page'];
    await show('/assets', {
      'assets.page': (args) => {
        if (fails) throw new Error('The file cannot be read.');
        return page?.(args);
      },
    });
    expect(await screen.findByText('The file cannot be read.')).toBeTruthy();
    fails = false;
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('P-000000')).toBeTruthy();
  });

  test('opens the details by Enter and the history by h', async () => {
    const router = await show();
    await screen.findByText('P-000000');
    fireEvent.keyDown(grid(), { key: 'j' });
    fireEvent.keyDown(grid(), { key: 'Enter' });
    await waitFor(() => expect(router.state.location.search).toBe('?asset=id-1'));
    fireEvent.keyDown(grid(), { key: 'h' });
    await waitFor(() => expect(router.state.location.pathname).toBe('/assets/id-1/history'));
  });
});

test('the way back from a history leads to the row where it was left', async () => {
  const router = await show();
  await screen.findByText('P-000000');
  for (let row = 0; row < 50; row += 1) fireEvent.keyDown(grid(), { key: 'j' });
  await act(() => router.navigate('/elsewhere'));
  await act(() => router.navigate('/assets'));
  await screen.findByText('P-000050');
  expect(grid().getAttribute('aria-activedescendant')).toBe('asset-row-50');
});

describe('the details of an asset', () => {
  test('save several edits at once, with a reason, and lead to the batch', async () => {
    await show('/assets?asset=id-101', { 'assets.edit': () => assetDetail() });
    const power = await screen.findByRole('group', { name: 'power_kw' });
    fireEvent.doubleClick(power);
    fireEvent.change(within(power).getByRole('textbox'), { target: { value: '75' } });
    fireEvent.keyDown(within(power).getByRole('textbox'), { key: 'Enter' });
    fireEvent.click(screen.getByRole('button', { name: 'Remove loop' }));
    const save = screen.getByRole('button', { name: 'Save 2 changes' });
    expect(save.hasAttribute('disabled')).toBe(true);
    fireEvent.change(screen.getByRole('textbox', { name: 'Reason' }), { target: { value: 'as built' } });
    fireEvent.click(save);
    const link = await screen.findByRole('link', { name: 'its batch in the timeline' });
    expect(link.getAttribute('href')).toContain('batch-4');
    expect(asked.find(({ name }) => name === 'assets.edit')?.args).toEqual({
      tag: 'P-101-M',
      set: { 'properties.power_kw': '75' },
      unset: ['properties.loop'],
      reason: 'as built',
    });
    expect(screen.queryByRole('form', { name: 'Save edits' })).toBe(null);
  });

  test('show a refusal beside the field it is about, and keep the edit', async () => {
    const refused = { code: 'INVALID_ARGUMENT', message: 'area: no.', context: { field: 'area' } };
    await show('/assets?asset=id-101', {
      'assets.edit': () => {
        throw Object.assign(new Error('refused'), { report: refused });
      },
    });
    const area = await screen.findByRole('group', { name: 'area' });
    fireEvent.keyDown(within(area).getByRole('button', { name: 'Edit area' }), { key: 'F2' });
    fireEvent.change(within(area).getByRole('textbox'), { target: { value: '9' } });
    fireEvent.blur(within(area).getByRole('textbox'));
    fireEvent.change(screen.getByRole('textbox', { name: 'Reason' }), { target: { value: 'x' } });
    fireEvent.click(screen.getByRole('button', { name: 'Save 1 change' }));
    expect((await within(area).findByRole('alert')).textContent).toBe('area: no.');
    expect(screen.getByRole('button', { name: 'Save 1 change' })).toBeTruthy();
  });

  test('of a project that can only be read say why nothing can be edited', async () => {
    await show('/assets?asset=id-101');
    act(() => useApp.setState({ project: projectStatus(TOTAL, 'anna has it open on PC-7.') }));
    expect(await screen.findByText(/read-only.*anna has it open on PC-7\./)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Edit area' })).toBe(null);
    expect(screen.queryByRole('button', { name: 'New asset' })).toBe(null);
  });

  test('delete only with a reason, saying what goes along and what stays', async () => {
    await show('/assets?asset=id-101', { 'assets.delete': () => null });
    fireEvent.click(await screen.findByRole('button', { name: 'Delete asset' }));
    const dialog = await screen.findByRole('dialog');
    expect(
      within(dialog)
        .getAllByRole('heading', { level: 3 })
        .map((title) => title.textContent),
    ).toEqual([
      'Deleted with it: cables',
      'Deleted with it: relations',
      'Taken out of packages',
      'Stay, without this asset as parent',
      'Findings resolved',
    ]);
    const remove = within(dialog).getByRole('button', { name: 'Delete 1 asset, 1 cable and 1 relation' });
    expect(remove.hasAttribute('disabled')).toBe(true);
    fireEvent.change(within(dialog).getByRole('textbox', { name: 'Reason' }), { target: { value: 'gone' } });
    fireEvent.click(remove);
    await waitFor(() =>
      expect(asked.find(({ name }) => name === 'assets.delete')?.args).toEqual({
        tag: 'P-101-M',
        reason: 'gone',
      }),
    );
  });
});
