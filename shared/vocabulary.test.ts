import { describe, expect, test } from 'vitest';
import { propertyTerm, VOCABULARY } from './vocabulary.ts';

/** Ends of names and the unit that they stand for. */
const UNIT_BY_ENDING: Readonly<Record<string, string>> = {
  kw: 'kW',
  v: 'V',
  hz: 'Hz',
  a: 'A',
  m: 'm',
  c: '°C',
  bar: 'bar',
  m2: 'm2',
  m3: 'm3',
  mm: 'mm',
  rpm: 'rpm',
  pct: '%',
};

describe('the vocabulary', () => {
  const terms = Object.entries(VOCABULARY);

  test('has names in lower snake case', () => {
    expect(terms.map(([name]) => name).filter((name) => !/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(name))).toEqual(
      [],
    );
  });

  test('says each property in one sentence', () => {
    expect(terms.filter(([, term]) => !/^[A-Z].*\.$/.test(term.description)).map(([name]) => name)).toEqual(
      [],
    );
  });

  test('has a unit where the name ends in one', () => {
    const wrong = terms.filter(([name, term]) => {
      const unit = UNIT_BY_ENDING[name.split('_').at(-1) ?? ''];
      return unit !== undefined && term.type === 'number' && name.includes('_') && term.unit !== unit;
    });
    expect(wrong.map(([name]) => name)).toEqual([]);
  });

  test('lists allowed values of texts only, in upper case and each once', () => {
    const wrong = terms.filter(([, { type, values }]) => {
      if (values === null) return false;
      const upper = values.map((value) => value.toUpperCase());
      return (
        type !== 'string' ||
        values.length === 0 ||
        new Set(upper).size < values.length ||
        upper.join() !== values.join()
      );
    });
    expect(wrong.map(([name]) => name)).toEqual([]);
  });

  test('keeps loop numbers as text', () => {
    expect(VOCABULARY['loop']?.type).toBe('string');
  });

  test('knows no name that objects have by themselves', () => {
    expect(['constructor', '__proto__', 'toString'].map(propertyTerm)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(propertyTerm('duty')?.values).toEqual(['CONSTANT', 'VARIABLE']);
  });
});
