import { afterAll, expect, test } from 'vitest';
import { refusal, testFolder } from './testing.ts';
import { parseValuesMapping, readValuesMapping } from './values-mapping.ts';

const folder = testFolder();
afterAll(() => folder.remove());

test('a mapping of values gives fields and properties, read as cells are', () => {
  const { headers } = parseValuesMapping(
    'dexpi_class:\n  CentrifugalPump: {type: pump, pump_kind: centrifugal, loop: 4712.10, n: 5}\n  Tank: {type: TANK}\n',
    'values.yaml',
  );
  expect([...(headers.get('dexpi_class') ?? [])]).toEqual([
    [
      'CentrifugalPump',
      [
        { target: { kind: 'field', field: 'type' }, value: 'PUMP' },
        { target: { kind: 'property', name: 'pump_kind' }, value: 'CENTRIFUGAL' },
        { target: { kind: 'property', name: 'loop' }, value: '4712.10' },
        { target: { kind: 'property', name: 'n' }, value: 5 },
      ],
    ],
    ['Tank', [{ target: { kind: 'field', field: 'type' }, value: 'TANK' }]],
  ]);
});

test.each([
  ['bad YAML', 'a:\n  b: {type: PUMP\n', 3, 1, ''],
  ['a list', 'a:\n  - b\n', 2, 3, 'expected the values and their fields as a map'],
  ['nothing', '', 1, 1, 'expected the headers and their values as a map'],
  ['a text for the fields', 'a:\n  b: PUMP\n', 2, 6, 'expected the fields as a map'],
  ['a value twice', 'a:\n  b: {type: X}\n  b: {type: Y}\n', 3, 3, ''],
  ['an impossible name', 'a:\n  b: {Shaft Power: 5}\n', 2, 7, 'is neither a field nor'],
  ['a value of the wrong type', 'a:\n  b: {power_kw: much}\n', 2, 17, 'is not a number'],
  ['no value', 'a:\n  b: {type: }\n', 2, 13, 'type has no value'],
  ['a list as a value', 'a:\n  b: {type: [x]}\n', 2, 13, 'expected a plain text or number'],
  ['a tag', 'a:\n  b: {tag: P-1}\n', 2, 7, 'cannot be given by a value'],
  ['an alias', 'a: &x\n  b: {type: X}\nc: *x\n', 3, 4, 'expected the values'],
])(
  '%s in a mapping of values is refused with line and column',
  async (_name, text, line, column, message) => {
    const error = await refusal(() => parseValuesMapping(text, 'values.yaml'));
    expect([error.code, error.context]).toEqual(['IMPORT_FAILED', { file: 'values.yaml', line, column }]);
    expect(error.message).toContain(
      `"values.yaml" is not a mapping of values: line ${line}, column ${column}: `,
    );
    expect(error.message).toContain(message);
  },
);

test('a mapping file is read; a missing or huge one is refused', async () => {
  const mapping = await readValuesMapping(folder.write('values.yaml', 'a: {b: {type: X}}'));
  expect([...mapping.headers.keys()]).toEqual(['a']);
  expect((await refusal(readValuesMapping(`${folder.path}/none.yaml`))).code).toBe('FILE_NOT_READABLE');
  const huge = folder.write('huge.yaml', '#'.repeat(5_000_001));
  expect((await refusal(readValuesMapping(huge))).message).toContain('Shorten it to 5000000.');
});
