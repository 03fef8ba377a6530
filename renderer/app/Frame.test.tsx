import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { followApp, useApp } from '../lib/app-store.ts';
import { anApp, aProject, aRun, fakeBridge, giveBridge, takeBridge } from '../lib/testing.ts';
import { useOverlays } from '../lib/overlays.ts';
import type { AppState } from '../../shared/contract/project.ts';
import { App } from './App.tsx';

beforeEach(() => {
  vi.stubGlobal('matchMedia', () => ({
    matches: false,
    addEventListener: vi.fn(),
    removeEventListener: vi.fn(),
  }));
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  );
  Element.prototype.scrollIntoView = vi.fn();
});
afterEach(() => {
  cleanup();
  stopFollowing();
  takeBridge();
  useApp.setState({ isLoaded: false });
  useOverlays.setState({ palette: false, newProject: false, shortcuts: false, rulesFile: null });
  window.location.hash = '';
  vi.unstubAllGlobals();
});

let stopFollowing = (): void => undefined;

async function open(state: Partial<AppState>) {
  const bridge = fakeBridge({ 'app.state': () => anApp(state), 'verify.start': () => ({ runId: 'v' }) });
  giveBridge(bridge);
  stopFollowing = followApp();
  await expect.poll(() => useApp.getState().isLoaded).toBe(true);
  render(<App />);
  await screen.findByRole('contentinfo', { name: 'Status' });
  return bridge;
}

const status = (): string => screen.getByRole('contentinfo', { name: 'Status' }).textContent;

test('the status bar tells file, mode, counts, head and whether it was verified', async () => {
  await open({ project: aProject() });
  for (const told of ['cooling.synapse', 'writable', '10 assets', '9f3a7c1e', 'not verified']) {
    expect(status()).toContain(told);
  }
});

test('a run shows in the status bar from any screen, until it ends', async () => {
  const bridge = await open({ project: aProject() });
  bridge.push({ type: 'run', run: aRun({ done: 62, total: 100 }) });
  await screen.findByText('62 %');
  bridge.push({ type: 'run', run: aRun({ status: 'COMPLETED', done: 100, total: 100 }) });
  await expect.poll(() => screen.queryByText('62 %')).toBeNull();
});

test('a menu command opens the palette, and Enter carries out what was found', async () => {
  const bridge = await open({ project: aProject() });
  bridge.push({ type: 'command', command: 'palette' });
  const input = await screen.findByRole('combobox', { name: 'Search or command' });
  fireEvent.change(input, { target: { value: 'verify' } });
  await expect
    .poll(() => screen.queryAllByRole('option').map((option) => option.textContent))
    .toEqual(['Verify the log']);
  fireEvent.keyDown(input, { key: 'Enter' });
  await expect.poll(() => bridge.asked.some(([name]) => name === 'verify.start')).toBe(true);
});

test('a problem that no request asked for is shown until it was read', async () => {
  const bridge = await open({});
  bridge.push({ type: 'problem', error: { code: 'DISK_FULL', message: 'The disk is full.', context: {} } });
  const alert = await screen.findByRole('alert');
  expect(alert.textContent).toContain('The disk is full.');
  fireEvent.click(screen.getByRole('button', { name: 'Dismiss' }));
  expect(screen.queryByRole('alert')).toBeNull();
});

test('keys lead to the screens', async () => {
  await open({ project: aProject() });
  fireEvent.keyDown(document.body, { key: 'g' });
  fireEvent.keyDown(document.body, { key: 'i' });
  await screen.findByRole('button', { name: 'Choose a tag list...' });
  fireEvent.keyDown(document.body, { key: '1', ctrlKey: true });
  await screen.findByRole('heading', { name: 'Cooling station' });
});
