import { describe, expect, test } from 'vitest';
import {
  editRequest,
  fieldOfError,
  NO_EDITS,
  withoutEdit,
  withoutValue,
  withProperty,
  withText,
} from './edit-draft.ts';
import { fieldRows, newPropertyRow, type FieldRow } from './field-rows.ts';
import { assetDetail } from './testing.ts';

function rowOf(path: string): FieldRow {
  const { fields, properties } = fieldRows(assetDetail());
  const found = [...fields, ...properties].find((row) => row.path === path);
  if (found === undefined) throw new Error(`no field ${path}`);
  return found;
}

describe('a draft of edits', () => {
  test('becomes one request: what is set, what is emptied, and why', () => {
    const typed = withText(NO_EDITS, rowOf('properties.power_kw'), ' 75 ');
    const emptied = withText(typed, rowOf('description'), '');
    const draft = withProperty(withoutValue(emptied, 'properties.loop'), 'outdoor', 'yes');
    expect(editRequest('P-101', draft, ' as built ')).toEqual({
      tag: 'P-101',
      set: { 'properties.power_kw': '75', 'properties.outdoor': 'yes' },
      unset: ['description', 'properties.loop'],
      reason: 'as built',
    });
  });

  test('holds nothing for a field that is typed back to what it was, or given up', () => {
    const area = rowOf('area');
    const draft = withText(NO_EDITS, area, '200');
    expect([withText(draft, area, '100').size, withoutEdit(draft, 'area').size, draft.size]).toEqual([
      0, 0, 1,
    ]);
  });

  test('sends the empty text of a field that cannot be empty, so that the refusal says why', () => {
    expect(editRequest('P-101', withText(NO_EDITS, rowOf('tag'), ' '), 'x').set).toEqual({ tag: '' });
  });

  test('knows which of its fields an error is about', () => {
    const draft = withText(NO_EDITS, rowOf('area'), '200');
    expect([
      fieldOfError(draft, { field: 'area' }),
      fieldOfError(draft, { field: 'system' }),
      fieldOfError(draft, {}),
    ]).toEqual(['area', null, null]);
  });
});

describe('the rows of an asset', () => {
  test('tell owner, unit, allowed values and how an edit names them', () => {
    expect(rowOf('properties.power_kw')).toEqual({
      name: 'properties.power_kw',
      path: 'properties.power_kw',
      text: '55',
      shown: '55',
      unit: 'kW',
      description: 'Rated output of a motor or rated load of other electrical equipment.',
      owner: 'rule:mech.motor-kw',
      choices: null,
      required: false,
    });
    expect(rowOf('parentId')).toMatchObject({ name: 'parent_tag', text: 'AREA-100', owner: 'user:anna' });
    expect(rowOf('dataStatus')).toMatchObject({ name: 'data_status', required: true });
  });

  test('of a property that is to be added come from the vocabulary', () => {
    expect(newPropertyRow('outdoor')).toMatchObject({ text: '', choices: ['true', 'false'], unit: null });
    expect(newPropertyRow('shaft_power_kw')).toMatchObject({ unit: 'kW', choices: null });
    expect(newPropertyRow('our_own')).toMatchObject({ unit: null, choices: null, description: null });
  });
});
