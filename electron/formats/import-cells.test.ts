import { describe, expect, test } from 'vitest';
import { type CellValue, parseFieldValue } from './import-cells.ts';

const valueOf = (field: string, text: string, decimal?: 'point' | 'comma'): unknown => {
  const parsed: CellValue = parseFieldValue(field, text, decimal);
  return parsed.kind === 'value' ? parsed.value : parsed;
};
const messageOf = (field: string, text: string): string => {
  const parsed = parseFieldValue(field, text);
  return parsed.kind === 'error' ? parsed.message : `accepted: ${JSON.stringify(parsed)}`;
};

describe('a property that no vocabulary knows', () => {
  test.each([
    ['60', 60],
    ['-4.5', -4.5],
    ['+5', 5],
    ['-0', 0],
    ['0.125', 0.125],
    ['0', 0],
    ['0012', '0012'],
    ['-012', '-012'],
    ['123456789012345', 123456789012345],
    ['1234567890123456', '1234567890123456'],
    ['0.1234567890123456', '0.1234567890123456'],
    ['1e5', '1e5'],
    ['1,5', '1,5'],
    ['1,234.5', '1,234.5'],
    ['.5', '.5'],
    ['Infinity', 'Infinity'],
    ['0x10', '0x10'],
    ['TRUE', true],
    ['false', false],
    ['yes', 'yes'],
    ['  DN 80 ', 'DN 80'],
    ['1.4305;1.4306', '1.4305;1.4306'],
  ])('has from "%s" the value it looks like', (text, value) => {
    expect(valueOf('some_name', text)).toBe(value);
  });

  test('takes a decimal comma where its column has one', () => {
    expect(['1,5', '-2', '1.5', '1.234,5'].map((text) => valueOf('some_name', text, 'comma'))).toEqual([
      1.5,
      -2,
      '1.5',
      '1.234,5',
    ]);
  });
});

describe('a property of the vocabulary', () => {
  test('has the type that the vocabulary gives', () => {
    expect(valueOf('loop', '4712.10')).toBe('4712.10');
    expect(valueOf('power_kw', '0055')).toBe(55);
    expect(valueOf('properties.efficiency', '0.8666666666666667')).toBe(0.8666666666666667);
    expect(valueOf('power_kw', '1,5', 'comma')).toBe(1.5);
    expect(['true', 'Yes', 'y', '1'].map((text) => valueOf('outdoor', text))).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(['FALSE', 'no', 'N', '0'].map((text) => valueOf('outdoor', text))).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });

  test('has its allowed values in their own spelling', () => {
    expect(valueOf('pump_kind', ' centrifugal ')).toBe('CENTRIFUGAL');
  });

  test('refuses what does not parse, saying what it takes', () => {
    expect(messageOf('power_kw', '60 kW')).toBe(
      'power_kw: "60 kW" is not a number. Give digits only, in kW.',
    );
    expect(messageOf('power_factor', 'x')).toBe(
      'power_factor: "x" is not a number. Give digits only, without a unit.',
    );
    expect(messageOf('power_kw', '9'.repeat(400))).toContain('is not a number');
    expect(messageOf('outdoor', 'maybe')).toContain('is neither true nor false.');
    expect(messageOf('driver', 'STEAM')).toBe(
      'driver: "STEAM" is not allowed. Give one of ELECTRIC, TURBINE, ENGINE.',
    );
    expect(parseFieldValue('power_kw', '1.5', 'comma')).toEqual({
      kind: 'error',
      message: 'power_kw: "1.5" is not a number with a decimal comma. Give digits only, in kW.',
    });
  });
});

describe('a top-level field', () => {
  test('is text, trimmed', () => {
    expect(valueOf('area', ' 0100 ')).toBe('0100');
    expect(valueOf('description', 'true')).toBe('true');
    expect(valueOf('io_type', 'AI')).toBe('AI');
  });

  test('of fixed words has them in upper snake case', () => {
    expect(valueOf('type', 'Centrifugal pump')).toBe('CENTRIFUGAL_PUMP');
    expect(valueOf('discipline', 'electrical')).toBe('ELECTRICAL');
    expect(valueOf('data_status', 'In review')).toBe('IN_REVIEW');
    expect(messageOf('discipline', 'Plumbing')).toContain('Give one of PROCESS, MECHANICAL');
    expect(messageOf('type', '42')).toContain('"42" is not a type.');
  });

  test('that is a tag is in NFC, without control or invisible characters, and not too long', () => {
    expect(valueOf('tag', 'Ku\u0308hler-1')).toBe('Kühler-1');
    expect(messageOf('tag', 'P\n1')).toBe(
      'tag: "P\uFFFD1" holds a control or invisible character (U+000A). Remove it.',
    );
    expect(messageOf('parent_tag', 'P\u200B1')).toContain('(U+200B)');
    expect(messageOf('tag', 'P\uD8001')).toContain('(U+D800)');
    expect(valueOf('tag', '𝒫'.repeat(200))).toBe('𝒫'.repeat(200));
    expect(messageOf('tag', 'x'.repeat(201))).toContain('has 201 characters. Shorten it to at most 200.');
  });
});

test('an empty text says nothing, and an impossible name is refused', () => {
  expect(['tag', 'area', 'power_kw', 'some_name'].map((field) => parseFieldValue(field, ' \t'))).toEqual(
    Array.from({ length: 4 }, () => ({ kind: 'empty' })),
  );
  expect(messageOf('Power kW', '1')).toContain('cannot be the name of a property');
  expect(valueOf('constructor', '5')).toBe(5);
});
