import { describe, expect, test } from 'vitest';
import { EVENT_TYPES } from '../../../shared/model/events.ts';
import { changeKindOf, eventSummary, eventWord, hasHistory, tagOf } from './event-words.ts';
import { event } from './testing.ts';

describe('an event in words', () => {
  test('has a name of its own for every type', () => {
    expect(new Set(EVENT_TYPES.map(eventWord)).size).toBe(EVENT_TYPES.length);
  });

  test('has the sign of what it does', () => {
    const types = [
      'CABLE_CREATED',
      'PACKAGE_UPDATED',
      'RULE_RETIRED',
      'RULE_SKIPPED',
      'BATCH_STARTED',
    ] as const;
    expect(types.map(changeKindOf)).toEqual(['CREATE', 'UPDATE', 'DELETE', 'SKIP', null]);
  });

  test('tells a creation by its type and figures, with units', () => {
    expect(eventSummary(event(1))).toBe('MOTOR, 75 kW');
  });

  test('tells a change by its first fields', () => {
    const diff = ['a', 'b', 'properties.power_kw', 'd'].map((field) => ({ field, old: 55, new: 75 }));
    const changed = event(1, { payload: { before: {}, after: {}, diff, context: {} } });
    expect(eventSummary(changed)).toBe('a 55 \u2192 75, b 55 \u2192 75, power_kw 55 kW \u2192 75 kW, 1 more');
  });

  test('tells what changes nothing by its message or reason', () => {
    const payload = { before: null, after: null, diff: [], context: { message: 'props.x is not set.' } };
    expect(eventSummary(event(1, { eventType: 'RULE_SKIPPED', payload }))).toBe('props.x is not set.');
  });

  test('names what it is about, where that has a name', () => {
    const start = event(1, { aggregateType: 'BATCH', metadata: {} });
    expect([tagOf(event(7)), tagOf(start), hasHistory(event(7)), hasHistory(start)]).toEqual([
      'P-7-M',
      null,
      true,
      false,
    ]);
  });
});
