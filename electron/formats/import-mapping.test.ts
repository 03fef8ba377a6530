import { describe, expect, test } from 'vitest';
import { targetName } from './import-fields.ts';
import { type ImportMapping, planColumns } from './import-mapping.ts';
import { refusal } from './testing.ts';
import { parseValuesMapping } from './values-mapping.ts';

/** The target of each column, by its name in messages. */
const targets = (headers: readonly string[], mapping: ImportMapping = {}): (string | null)[] =>
  planColumns(headers, mapping).columns.map(({ target }) => (target === null ? null : targetName(target)));
const refused = async (
  headers: readonly string[],
  mapping: ImportMapping = {},
): Promise<[string, string]> => {
  const { code, message } = await refusal(() => planColumns(headers, mapping));
  return [code, message];
};
const values = (text: string) => parseValuesMapping(text, 'values.yaml');

describe('columns become', () => {
  test('fields by their own name or an alias, in English and German, and properties', () => {
    expect(
      targets(['Tag No.', 'TYP', 'Bezeichnung', 'Gewerk', 'Area', 'System', 'Parent Tag', 'I/O Type']),
    ).toEqual(['tag', 'type', 'description', 'discipline', 'area', 'system', 'parent_tag', 'io_type']);
    expect(targets(['tag', 'type', 'shaft_power_kW', 'Area m²', ''])).toEqual([
      'tag',
      'type',
      'properties.shaft_power_kw',
      'properties.area_m2',
      null,
    ]);
  });

  test('fields by their own name rather than by an alias; the one that loses is a property', () => {
    expect(targets(['Tag No', 'tag', 'type', 'KKS'])).toEqual([
      'properties.tag_no',
      'tag',
      'type',
      'properties.kks',
    ]);
  });

  test('what an explicit mapping says before all else', () => {
    const map = {
      'Tag No': 'tag',
      kind: 'type',
      id: 'key',
      up: 'parent_key',
      note: 'remark_text',
      desc: 'properties.area',
    };
    expect(targets(['tag', 'Tag No', 'KIND', 'id', 'up', 'note', 'desc'], { map })).toEqual([
      'properties.tag',
      'tag',
      'type',
      'key',
      'parent_key',
      'properties.remark_text',
      'properties.area',
    ]);
  });

  test('nothing else by similarity', () => {
    expect(targets(['tag', 'type', 'tags', 'typed', 'descr'])).toEqual([
      'tag',
      'type',
      'properties.tags',
      'properties.typed',
      'properties.descr',
    ]);
  });
});

describe('refused is', () => {
  test('two headers for one field or property, naming both', async () => {
    expect(await refused(['Tag No', 'KKS', 'type'])).toEqual([
      'IMPORT_FAILED',
      'Headers "Tag No" (column 1) and "KKS" (column 2) both give the field tag. Rename one, or map it to another name.',
    ]);
    expect((await refused(['tag', 'TAG', 'type']))[1]).toContain(
      'Headers "tag" (column 1) and "TAG" (column 2)',
    );
    expect((await refused(['tag', 'type', 'Power [kW]', 'power_kw']))[1]).toContain(
      'Headers "Power [kW]" (column 3) and "power_kw" (column 4) both give the property power_kw.',
    );
    expect((await refused(['tag', 'type', 'a', 'b'], { map: { a: 'area', b: 'area' } }))[1]).toContain(
      '"a" (column 3)',
    );
  });

  test('a file without tag or type, saying what was looked for', async () => {
    const [code, message] = await refused(['name', 'type']);
    expect(code).toBe('IMPORT_FAILED');
    expect(message).toMatch(
      /^The file has no column for the tag\. Looked for: tag, tag_no, .*It has: name, type\. Map one/,
    );
    expect((await refused(['tag', 'dexpi_class']))[1]).toContain('state a type for all rows');
    const many = Array.from({ length: 40 }, (_, i) => `h${i}`);
    expect((await refused(many))[1]).toContain('h29 and 10 more');
  });

  test('a mapping of a header that is not in the file, or to no possible name, or twice', async () => {
    expect(await refused(['tag', 'type', 'WMT_TAG_NAME'], { map: { WMT_TAG_NAM: 'tag' } })).toEqual([
      'INVALID_ARGUMENT',
      'The mapping names header "WMT_TAG_NAM", which the file does not have. Did you mean "WMT_TAG_NAME"? It has: tag, type, WMT_TAG_NAME.',
    ]);
    expect((await refused(['tag', 'type'], { map: { tag: 'Power kW' } }))[1]).toContain(
      'is mapped to "Power kW"',
    );
    expect((await refused(['tag', 'type'], { map: { tag: 'tag', TAG: 'area' } }))[1]).toContain(
      'is mapped twice',
    );
  });

  test('a value for all rows that cannot be one', async () => {
    const headers = ['tag', 'type'];
    expect((await refused(headers, { set: { tag: 'P' } }))[1]).toContain('cannot be the same in every row');
    expect((await refused(headers, { set: { 'A b': 'P' } }))[1]).toContain('is neither a field nor');
    expect((await refused(headers, { set: { power_kw: 'x' } }))[1]).toContain('is not a number');
    expect((await refused(headers, { set: { area: '' } }))[1]).toBe(
      'area is given without a value. Give one.',
    );
    expect((await refused(headers, { set: { type: 'A' }, type: 'B' }))[1]).toContain('stated twice');
    expect((await refused(headers, { type: '12' }))[0]).toBe('INVALID_ARGUMENT');
  });
});

describe('a type comes also', () => {
  test('from a default, a set value or a mapping of values', () => {
    expect(planColumns(['tag'], { type: 'pump' }).defaults).toEqual([
      { target: { kind: 'field', field: 'type' }, value: 'PUMP' },
    ]);
    expect(targets(['tag'], { set: { type: 'PUMP' } })).toEqual(['tag']);
    expect(targets(['tag', 'Class'], { values: values('class: {A: {type: PUMP}}') })).toEqual([
      'tag',
      'properties.class',
    ]);
  });

  test('from a column whose cells are only looked up, where its values give its own field', () => {
    expect(targets(['tag', 'type'], { values: values('type: {CP: {type: PUMP}}') })).toEqual(['tag', null]);
  });
});

test('a value for all rows beside a column of its own fills only empty cells, and that is told', () => {
  expect(planColumns(['tag', 'type', 'Area'], { set: { area: '47' } }).warnings).toEqual([
    'Column "Area" gives area already: the value stated for all rows fills only its empty cells.',
  ]);
});
