import { describe, expect, test } from 'vitest';
import {
  batchRows,
  contiguousRows,
  loadedRows,
  rowId,
  type TimelineContents,
  type TimelineRows,
} from './timeline-rows.ts';
import { batch, event, rule } from './testing.ts';

const NOTHING = { events: [], hasMore: true, total: null, error: null };
const contents = (more: Partial<TimelineContents>): TimelineContents => ({
  batches: [batch(2), batch(1, { kind: 'IMPORT' })],
  hasMoreBatches: false,
  batchError: null,
  open: new Set(),
  rulesOf: () => [rule('r1'), rule(null)],
  eventsOf: () => NOTHING,
  ...more,
});
const ids = (rows: TimelineRows): string[] =>
  Array.from({ length: rows.count }, (_, index) => {
    const row = rows.at(index);
    return row === null ? 'nothing' : rowId(row);
  });

describe('the rows of the batches', () => {
  test('are the batches while nothing is expanded', () => {
    expect(ids(batchRows(contents({})))).toEqual(['batch-2', 'batch-1']);
  });

  test('end with a row that waits while there are more', () => {
    expect(ids(batchRows(contents({ hasMoreBatches: true })))).toEqual([
      'batch-2',
      'batch-1',
      'wait batches',
    ]);
  });

  test('show the rules of an execution and the events of a rule', () => {
    const rows = batchRows(
      contents({
        open: new Set(['batch-2', 'batch-2 r1']),
        eventsOf: () => ({ ...NOTHING, events: [event(29), event(25)] }),
      }),
    );
    expect(ids(rows)).toEqual([
      'batch-2',
      'batch-2 r1',
      '#29',
      '#25',
      'wait batch-2 r1',
      'batch-2 ',
      'batch-1',
    ]);
    expect(rows.at(2)).toEqual({ kind: 'event', event: event(29), depth: 2 });
  });

  test('show the events of an import without rules between', () => {
    const rows = batchRows(
      contents({
        open: new Set(['batch-1']),
        eventsOf: () => ({ ...NOTHING, hasMore: false, events: [event(12)] }),
      }),
    );
    expect(ids(rows)).toEqual(['batch-2', 'batch-1', '#12']);
  });

  test('wait where rules are asked for, and say where they could not be read', () => {
    const open = new Set(['batch-2']);
    expect(batchRows(contents({ open, rulesOf: () => null })).at(1)).toEqual({
      kind: 'wait',
      of: 'batch-2',
      error: null,
      depth: 1,
    });
    const error = new Error('gone');
    expect(batchRows(contents({ open, rulesOf: () => error })).at(1)).toMatchObject({ error });
  });

  test('are found again after others came before them', () => {
    const open = new Set(['batch-2', 'batch-2 r1']);
    const eventsOf = () => ({ ...NOTHING, events: [event(29), event(25), event(21)] });
    const rows = batchRows(contents({ batches: [batch(3), batch(2), batch(1)], open, eventsOf }));
    expect(['batch-1', 'batch-2 r1', '#25', '#24', 'batch-9'].map(rows.find)).toEqual([8, 2, 4, null, null]);
  });

  test('stand for a million events without making them', () => {
    const events = Array.from({ length: 1_000_000 }, (_, index) => event(1_000_000 - index));
    const rows = loadedRows('events', { events, hasMore: false, total: null, error: null });
    const started = performance.now();
    expect([rows.count, rows.find('#1'), rows.at(999_999)]).toEqual([
      1_000_000,
      999_999,
      { kind: 'event', event: event(1), depth: 0 },
    ]);
    expect(performance.now() - started).toBeLessThan(50);
  });
});

describe('rows of positions without gaps', () => {
  const rows = contiguousRows(1_000_000, 1_000_000, (position) => (position === 7 ? event(7) : null));

  test('have their place before they are loaded', () => {
    expect([rows.at(0), rows.at(999_999), rows.at(1_000_000), rows.at(-1)]).toEqual([
      { kind: 'blank', position: 1_000_000 },
      { kind: 'blank', position: 1 },
      null,
      null,
    ]);
    expect(rows.at(999_993)).toEqual({ kind: 'event', event: event(7), depth: 0 });
  });

  test('are found by position', () => {
    expect(['#1000000', '#1', '#1000001', 'batch-1'].map(rows.find)).toEqual([0, 999_999, null, null]);
  });
});
