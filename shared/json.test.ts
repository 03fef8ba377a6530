import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  canonicalJson,
  displayText,
  isJsonArray,
  isJsonObject,
  jsonEqual,
  type JsonObject,
  type JsonValue,
} from './json.ts';

const json = fc.jsonValue() as fc.Arbitrary<JsonValue>;

/** The same value with the keys of all its objects in another order. */
function reordered(value: JsonValue): JsonValue {
  if (isJsonArray(value)) return value.map(reordered);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, member]) => [key, reordered(member ?? null)]),
  );
}

describe('canonical JSON', () => {
  test('follows RFC 8785: keys by code units, no white space, numbers and strings as ECMAScript writes them', () => {
    const value: JsonObject = {
      '€': 'Euro',
      '\r': 'CR',
      '\ufb33': 'Hebrew',
      '1': 'One',
      '😀': 'Smiley',
      '\u0080': 'Control',
      ö: 'O',
      b: [333333333.3333333, 1e30, 4.5, 0.002, 1e-27, -0],
      a: null,
      left: undefined,
    };
    expect(canonicalJson(value)).toBe(
      '{"\\r":"CR","1":"One","a":null,"b":[333333333.3333333,1e+30,4.5,0.002,1e-27,0],"\u0080":"Control","ö":"O","€":"Euro","😀":"Smiley","\ufb33":"Hebrew"}',
    );
  });

  test('reads back as the value, and is the same text for the same value', () => {
    fc.assert(
      fc.property(json, (value) => {
        const text = canonicalJson(value);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalJson(JSON.parse(text) as JsonValue)).toBe(text);
        expect(canonicalJson(reordered(value))).toBe(text);
      }),
    );
  });

  test('of nothing is null, of a hostile key is that key', () => {
    expect(canonicalJson(undefined)).toBe('null');
    expect(canonicalJson(JSON.parse('{"__proto__":1,"constructor":2}') as JsonValue)).toBe(
      '{"__proto__":1,"constructor":2}',
    );
  });
});

describe('equality of JSON', () => {
  test('looks at values, not at the order of keys', () => {
    fc.assert(
      fc.property(json, json, (a, b) => {
        expect(jsonEqual(a, reordered(a))).toBe(true);
        expect(jsonEqual(a, b)).toBe(canonicalJson(a) === canonicalJson(b));
      }),
    );
  });

  test('keeps kinds of values apart', () => {
    const values: JsonValue[] = [null, 0, '', '0', false, [], {}, [0], { 0: 0 }];
    expect(values.flatMap((a) => values.filter((b) => a !== b && jsonEqual(a, b)))).toEqual([]);
  });
});

test('an array is no object, and neither is null', () => {
  expect([[], {}, null, 'a', undefined].map((value) => [isJsonArray(value), isJsonObject(value)])).toEqual([
    [true, false],
    [false, true],
    [false, false],
    [false, false],
    [false, false],
  ]);
});

test('a text is displayed as it is, all else as JSON', () => {
  expect([displayText('P-1'), displayText(4), displayText(undefined), displayText({ a: 1 })]).toEqual([
    'P-1',
    '4',
    'null',
    '{"a":1}',
  ]);
});
