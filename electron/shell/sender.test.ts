import { expect, test } from 'vitest';
import { isOwnPage } from './sender.ts';

const own = { name: 'contents of the window' };
const page = { url: 'app://bundle/index.html#/assets', parent: null };

test('the page that the application loaded into its window is trusted', () => {
  expect(isOwnPage({ sender: own, senderFrame: page }, own)).toBe(true);
});

test('nobody else is', () => {
  const strangers = [
    { sender: { name: 'other contents' }, senderFrame: page },
    { sender: own, senderFrame: null },
    { sender: own, senderFrame: { ...page, parent: {} } },
    { sender: own, senderFrame: { ...page, url: 'https://bundle/index.html' } },
    { sender: own, senderFrame: { ...page, url: 'app://bundle.example/index.html' } },
    { sender: own, senderFrame: { ...page, url: 'app://bundle/other.html' } },
    { sender: own, senderFrame: { ...page, url: 'about:blank' } },
    { sender: own, senderFrame: { ...page, url: '' } },
  ];
  expect(strangers.map((stranger) => isOwnPage(stranger, own))).toEqual(strangers.map(() => false));
  expect(isOwnPage({ sender: own, senderFrame: page }, null)).toBe(false);
});
