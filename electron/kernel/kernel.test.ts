import { describe, expect, test } from 'vitest';
import { NIL, v5 } from 'uuid';
import { systemClock } from './clock.ts';
import { hashOf, sha256 } from './hash.ts';
import { madeId, newId } from './ids.ts';

const UUID_7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('a new id', () => {
  test('is a UUID of version 7, different from all others, and sorts by the order they were made in', () => {
    const ids = Array.from({ length: 5_000 }, newId);
    expect(ids.filter((id) => !UUID_7.test(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(ids.toSorted());
  });

  test('carries the time it was made at', () => {
    const before = Date.now();
    const stamp = Number.parseInt(newId().replaceAll('-', '').slice(0, 12), 16);
    expect(stamp).toBeGreaterThanOrEqual(before);
    expect(stamp).toBeLessThanOrEqual(Date.now());
  });
});

describe('the id of what a rule makes', () => {
  test('is a UUID of version 5 that never changes for the same project, rule, source and slot', () => {
    expect(madeId('project', 'motor', 'pump', 'motor')).toBe(madeId('project', 'motor', 'pump', 'motor'));
    expect(madeId('project', 'motor', 'pump', 'motor')).toBe(v5('project\nmotor\npump\nmotor', NIL));
    expect(madeId('project', 'motor', 'pump', 'Ω 日本')).toBe(v5('project\nmotor\npump\nΩ 日本', NIL));
  });

  test('differs as soon as one of them does, wherever the border between two lies', () => {
    const ids = [
      madeId('p', 'r', 's', 't'),
      madeId('p', 'r', 'st', ''),
      madeId('p', 'rs', '', 't'),
      madeId('p', '', 'r', 's\nt'),
      madeId('x', 'r', 's', 't'),
    ];
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('a hash', () => {
  test('is the SHA-256 of the UTF-8 bytes, in lower-case hexadecimal', () => {
    expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(sha256('Ω')).toBe(sha256(new Uint8Array([0xce, 0xa9])));
  });

  test('of a value does not depend on the order of its keys', () => {
    expect(hashOf({ a: 1, b: { c: [1, 2], d: null } })).toBe(hashOf({ b: { d: null, c: [1, 2] }, a: 1 }));
    expect(hashOf({ a: 1 })).toBe(sha256('{"a":1}'));
    expect(hashOf([1, 2])).not.toBe(hashOf([2, 1]));
  });
});

test('the system clock tells the present time', () => {
  expect(Math.abs(systemClock().getTime() - Date.now())).toBeLessThan(1_000);
});
