import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { useApp } from '../lib/app-store.ts';
import { fakeBridge, giveBridge, takeBridge } from '../lib/testing.ts';
import { DropOverlay } from './DropOverlay.tsx';

afterEach(() => {
  cleanup();
  takeBridge();
  useApp.setState({ problem: null });
});

const files = (...names: readonly string[]) => ({
  dataTransfer: { types: ['Files'], files: names.map((name) => new File(['x'], name)) },
});

function open() {
  const bridge = { ...fakeBridge({}), drop: vi.fn((file: File) => fakeBridge({}).drop(file)) };
  giveBridge(bridge);
  render(<DropOverlay />);
  return bridge;
}

test('a file over the window is told what may be dropped, and handed over when it is', () => {
  const bridge = open();
  fireEvent.dragEnter(document.body, files('list.csv'));
  expect(screen.queryByText('Drop to open')).not.toBeNull();
  fireEvent.drop(document.body, files('list.csv'));
  expect(screen.queryByText('Drop to open')).toBeNull();
  expect(bridge.drop.mock.calls.map(([file]) => file.name)).toEqual(['list.csv']);
});

test('several files at once are refused with a reason', () => {
  const bridge = open();
  fireEvent.drop(document.body, files('a.csv', 'b.csv'));
  expect([bridge.drop.mock.calls, useApp.getState().problem?.message]).toEqual([
    [],
    '2 files were dropped. Drop one file at a time.',
  ]);
});

test('text that is dragged is none of its business', () => {
  open();
  fireEvent.dragEnter(document.body, { dataTransfer: { types: ['text/plain'], files: [] } });
  expect(screen.queryByText('Drop to open')).toBeNull();
});
