import { screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import type { AppState } from '../../shared/contract/project.ts';
import { useApp } from '../lib/app-store.ts';
import { anApp, fakeBridge, giveBridge, takeBridge } from '../lib/testing.ts';
import { startApp } from './start-app.tsx';

afterEach(() => {
  takeBridge();
  useApp.setState({ isLoaded: false });
  document.body.innerHTML = '';
  vi.unstubAllGlobals();
});

test('the frame that the page came with stays until the state of the application is known', async () => {
  vi.stubGlobal('matchMedia', () => ({
    matches: false,
    addEventListener: vi.fn(),
    removeEventListener: vi.fn(),
  }));
  document.body.innerHTML = '<div id="root"><p>Opening...</p></div>';
  const state = Promise.withResolvers<AppState>();
  giveBridge(fakeBridge({ 'app.state': () => state.promise }));
  startApp(document);
  await Promise.resolve();
  expect(document.body.textContent).toBe('Opening...');
  state.resolve(anApp({}));
  await screen.findByRole('contentinfo', { name: 'Status' });
  expect(document.body.textContent).not.toContain('Opening...');
});
