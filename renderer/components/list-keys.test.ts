import { expect, test } from 'vitest';
import { stepFor } from './list-keys.ts';

test('keys move in a list and stop at its ends', () => {
  const from = (key: string, active: number | null): number | null => stepFor(key, active, 100, 20);
  expect([
    from('j', null),
    from('ArrowDown', 99),
    from('k', 5),
    from('ArrowUp', 0),
    from('Home', 50),
    from('End', 50),
    from('PageDown', 50),
    from('PageUp', 5),
    from('x', 5),
  ]).toEqual([0, 99, 4, 0, 0, 99, 70, 0, null]);
});

test('an empty list has no rows to move to', () => {
  expect(stepFor('j', null, 0, 20)).toBeNull();
});
