import { expect, test } from 'vitest';
import type { ImportColumn } from '../../shared/contract/imports.ts';
import { headerSetKey, rememberedImports } from './remembered-imports.ts';
import { fakeShell } from './testing.ts';

const columns = (...headers: string[]): ImportColumn[] =>
  headers.map((header) => ({ header, target: null, decimal: null, filled: 1, examples: [] }));

test('headers are the same set in any order and case', () => {
  expect(headerSetKey(['Tag', ' kW', ''])).toBe(headerSetKey(['KW', 'tag']));
  expect(headerSetKey(['tag', 'kw'])).not.toBe(headerSetKey(['tag']));
});

test('options are remembered once what was looked at is imported, and only where something was stated', async () => {
  const { preferences, kept } = fakeShell();
  const memory = rememberedImports(preferences);
  memory.looked('first', columns('a', 'b'), { type: 'PUMP' });
  await memory.imported('another');
  expect([await memory.find(columns('b', 'A')), kept.size]).toEqual([null, 0]);
  await memory.imported('first');
  expect(await memory.find(columns('b', 'A'))).toEqual({ type: 'PUMP' });
  memory.looked('second', columns('c'), {});
  await memory.imported('second');
  expect(kept.size).toBe(1);
});
