import { describe, expect, test } from 'vitest';
import { compareStates, stateLines } from './state-lines.ts';

const texts = (state: Parameters<typeof stateLines>[0]): string[] =>
  stateLines(state).map(({ text }) => text);

describe('the lines of a state', () => {
  test('are its fields by name, then its properties, with units; ids and owners are left out', () => {
    const state = {
      id: 'a',
      type: 'MOTOR',
      tag: 'P-1-M',
      area: null,
      owners: { '*': 'user:anna' },
      origin: { userId: 'anna' },
      properties: { power_kw: 75, brake: true, ambient_c: 40, note: 'line 1\r\nline 2' },
    };
    expect(texts(state)).toEqual([
      'tag: P-1-M',
      'type: MOTOR',
      'ambient_c: 40 °C',
      'brake: true',
      'note: line 1↵line 2',
      'power_kw: 75 kW',
    ]);
  });

  test('of a cable and of a package have their units and members', () => {
    expect(texts({ lengthM: 75, conductorSizeMm2: 35 })).toEqual(['conductor size: 35 mm²', 'length: 75 m']);
    expect(texts({ code: 'EL-M040', members: { 'ASSET:P-1-M': true } })).toEqual([
      'code: EL-M040',
      'member: ASSET:P-1-M',
    ]);
  });

  test('of what is not there are none, and odd names are names', () => {
    expect(texts(null)).toEqual([]);
    expect(texts({ properties: JSON.parse('{"__proto__": 1, "constructor": 2}') })).toEqual([
      '__proto__: 1',
      'constructor: 2',
    ]);
  });
});

describe('two states compared', () => {
  const before = { tag: 'P-1', area: '100', properties: { power_kw: 55, loop: '1' } };
  const after = { tag: 'P-1', area: '100', properties: { power_kw: 75, poles: 4 } };

  test('show what differs, and count what does not', () => {
    expect(compareStates(before, after, false)).toEqual({
      before: 'loop: 1\npower_kw: 55 kW',
      after: 'poles: 4\npower_kw: 75 kW',
      changed: 3,
      unchanged: 2,
    });
  });

  test('show everything on demand', () => {
    expect(compareStates(before, after, true).before).toBe('area: 100\ntag: P-1\nloop: 1\npower_kw: 55 kW');
  });

  test('of a creation have nothing at the left', () => {
    expect(compareStates(null, { tag: 'P-1' }, false)).toEqual({
      before: '',
      after: 'tag: P-1',
      changed: 1,
      unchanged: 0,
    });
  });
});
