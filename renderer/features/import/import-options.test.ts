import { expect, test } from 'vitest';
import { withMeanings, withoutValue, withTarget, withType, withValue } from './import-options.ts';
import { newPropertyOf, targetLabel } from './import-targets.ts';
import { meaningsOf, rowsOf } from './meaning-rows.ts';

test('what is stated is added to what was stated before, and taken away without a trace', () => {
  const mapped = withTarget({ delimiter: ';' }, 'Pos.', 'tag');
  const valued = withValue(withTarget(mapped, 'Remark', ''), 'area', '100');
  expect(valued).toEqual({ delimiter: ';', map: { 'Pos.': 'tag', Remark: '' }, set: { area: '100' } });
  expect(withoutValue(valued, 'area')).toEqual({ delimiter: ';', map: { 'Pos.': 'tag', Remark: '' } });
  expect([withType({}, 'PUMP'), withType({ type: 'PUMP' }, null)]).toEqual([{ type: 'PUMP' }, {}]);
});

test('meanings of a column without any line are no meanings', () => {
  const meanings = { Kreiselpumpe: { type: 'PUMP' } };
  expect(withMeanings({}, 'Art', meanings)).toEqual({ values: { Art: meanings } });
  expect(withMeanings({ values: { Art: meanings } }, 'Art', {})).toEqual({});
});

test('lines of meanings give back what they were made of; examples wait for theirs', () => {
  const meanings = { Kreiselpumpe: { type: 'PUMP', pump_kind: 'CENTRIFUGAL', outdoor: 'true' } };
  const rows = rowsOf(['Kreiselpumpe', 'Ventil'], meanings);
  expect(rows).toEqual([
    { value: 'Kreiselpumpe', type: 'PUMP', properties: 'pump_kind = CENTRIFUGAL, outdoor = true' },
    { value: 'Ventil', type: '', properties: '' },
  ]);
  expect(meaningsOf(rows)).toEqual(meanings);
});

test('a new property is named by lower-case words that are not known yet', () => {
  expect(['pid_no', 'power_kw', 'type', 'PID No', '', '9x'].map(newPropertyOf)).toEqual([
    'properties.pid_no',
    null,
    null,
    null,
    null,
    null,
  ]);
  expect([targetLabel('properties.pid_no'), targetLabel('area')]).toEqual(['pid_no', 'area']);
});
