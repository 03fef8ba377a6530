import { expect, test } from 'vitest';
import { allowOwnStyles } from './style-nonce.ts';

function page(head: string): Document {
  return new DOMParser().parseFromString(`<html><head>${head}</head></html>`, 'text/html');
}

test('a style element that anyone makes gets the nonce of the page, other elements do not', () => {
  const made = page('<meta property="csp-nonce" nonce="abc">');
  const meta = made.querySelector('meta');
  if (meta !== null) meta.nonce = 'abc';
  expect(allowOwnStyles(made)).toBe('abc');
  expect([made.createElement('style').nonce, made.createElement('div').nonce]).toEqual(['abc', '']);
});

test('a page without a nonce stays as it is', () => {
  expect(allowOwnStyles(page(''))).toBeNull();
});
