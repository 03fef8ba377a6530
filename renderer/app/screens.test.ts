import { expect, test } from 'vitest';
import { crumbsOf, screenOf } from './screens.ts';
import { windowTitle } from './use-window-title.ts';

test('each address belongs to a screen', () => {
  const paths = ['/', '/import', '/assets', '/assets/P-101/history', '/rules/timeline', '/nowhere'];
  expect(paths.map((path) => screenOf(path)?.word ?? null)).toEqual([
    'Start',
    'Import',
    'Assets',
    'Assets',
    'Timeline',
    null,
  ]);
});

test('a history is found behind the assets', () => {
  expect(crumbsOf('/assets/P-101/history')).toEqual([
    { word: 'Assets', path: '/assets' },
    { word: 'History', path: '/assets/P-101/history' },
  ]);
});

test('the window is called after its file and screen', () => {
  expect([
    windowTitle('a.synapse', '/rules/timeline'),
    windowTitle('a.synapse', '/'),
    windowTitle(null, '/'),
  ]).toEqual(['a.synapse - Timeline - Synapse', 'a.synapse - Synapse', 'Synapse']);
});
