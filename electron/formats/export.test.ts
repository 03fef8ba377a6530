import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import type { EventPayload, WorkflowEvent } from '../../shared/model/events.ts';
import { csvLine } from './csv-write.ts';
import { exportCsv } from './export-csv.ts';
import type { ExportHeader } from './export-document.ts';
import { escapeHtml, exportHtml } from './export-html.ts';
import { exportJsonl } from './export-jsonl.ts';
import { collect } from './testing.ts';

const event = (
  position: number,
  payload: EventPayload,
  more: Partial<WorkflowEvent> = {},
): WorkflowEvent => ({
  position,
  id: `id-${position}`,
  eventType: 'ASSET_UPDATED',
  aggregateType: 'ASSET',
  aggregateId: 'asset-1',
  ruleId: null,
  discipline: 'ELECTRICAL',
  payload,
  metadata: {},
  correlationId: 'batch-1',
  causationId: null,
  sequenceNum: position - 1,
  userId: 'ann',
  timestamp: '2025-03-01T08:00:00.000Z',
  prevHash: 'a'.repeat(64),
  hash: 'b'.repeat(64),
  isRolledBack: false,
  ...more,
});

const events: WorkflowEvent[] = [
  event(
    1,
    {
      before: null,
      after: { tag: '=cmd|x', area: '47', properties: { power_kw: 55 } },
      diff: [],
      context: {},
    },
    { eventType: 'ASSET_CREATED', ruleId: 'motor<1>', isRolledBack: true },
  ),
  event(2, {
    before: { area: '47' },
    after: { area: '<b>"48"' },
    diff: [
      { field: 'area', old: '47', new: '<b>"48"' },
      { field: 'system', old: '1', new: null },
    ],
    context: { tag: 'P-1' },
  }),
  event(3, { before: { tag: 'P-2' }, after: null, diff: [], context: {} }, { eventType: 'ASSET_DELETED' }),
  event(4, { before: null, after: null, diff: [], context: {} }, { eventType: 'BATCH_COMPLETED' }),
];

const header: ExportHeader = {
  project: { id: 'p-1', name: 'Plant & <Co>', country: 'DE', client: null },
  headHash: 'c'.repeat(64),
  events: 4,
  filters: { discipline: 'ELECTRICAL', eventTypes: ['ASSET_CREATED'], user: null },
  exportedAt: '2025-03-02T08:00:00.000Z',
};

async function* later(): AsyncGenerator<WorkflowEvent> {
  yield* events;
}

describe('the CSV export', () => {
  test('has a row for each event that other programs read', async () => {
    const text = (await collect(exportCsv(later(), header))).join('');
    const rows: Record<string, string>[] = parse(text, {
      bom: true,
      columns: true,
      record_delimiter: '\r\n',
    });
    expect(
      rows.map(({ position, tag, changes, isRolledBack }) => [position, tag, changes, isRolledBack]),
    ).toEqual([
      ['1', "'=cmd|x", 'tag = =cmd|x; area = 47; properties.power_kw = 55', 'true'],
      ['2', 'P-1', 'area: 47 -> <b>"48"; system: 1 removed', 'false'],
      ['3', 'P-2', 'tag: P-2 removed', 'false'],
      ['4', '', '', 'false'],
    ]);
    expect(JSON.parse(rows[1]?.['payload'] ?? '')).toEqual(events[1]?.payload);
  });

  test('keeps spreadsheets from running a text as a formula, and leaves numbers alone', () => {
    expect(csvLine(['=1+1', '+x', '-x', '@a', '\tb', '-5.2', '+4', -3, 'a=b', null, true])).toBe(
      "'=1+1,'+x,'-x,'@a,\"'\tb\",-5.2,+4,-3,a=b,,true\r\n",
    );
    expect([csvLine(['']), csvLine(['a"b\n', ' c', 'd;e'])]).toEqual(['""\r\n', '"a""b\n"," c","d;e"\r\n']);
  });
});

describe('the JSON Lines export', () => {
  test('has every stored field of each event, and none that is derived', async () => {
    const lines = (await collect(exportJsonl(events, header))).join('').trimEnd().split('\n');
    const stored = events.map(({ isRolledBack: _derived, ...rest }) => rest);
    expect(lines.map((line): unknown => JSON.parse(line))).toEqual(stored);
    expect(lines[0]).toContain(JSON.stringify(events[0]?.payload));
  });
});

describe('the HTML export', () => {
  test('is one page that says what it is and runs and loads nothing', async () => {
    const page = (await collect(exportHtml(later(), header))).join('');
    expect(page).toContain('<title>Plant &#38; &#60;Co&#62;: event log</title>');
    expect(page).toContain('<dt>Project</dt><dd>Plant &#38; &#60;Co&#62;, DE</dd>');
    expect(page).toContain(
      '<dt>Filters</dt><dd>discipline: ELECTRICAL; eventTypes: [&#34;ASSET_CREATED&#34;]</dd>',
    );
    expect(page).toContain(`<dt>Hash of the last event</dt><dd>${header.headHash}</dd>`);
    expect(page).not.toMatch(/<script|src=|href=|url\(/);
    expect(page.endsWith('</html>\n')).toBe(true);
  });

  test('shows each event with its changes, escaped, and marks what is rolled back', async () => {
    const page = (await collect(exportHtml(events, header))).join('');
    const rows = page.split('\n').filter((line) => line.startsWith('<tr'));
    expect(rows).toHaveLength(4);
    expect(rows[0]).toContain('<tr class="rolled-back"><td class="number">1</td>');
    expect(rows[0]).toContain('ASSET_CREATED <span class="off">rolled back</span>');
    expect(rows[0]).toContain('<td>motor&#60;1&#62;</td>');
    expect(rows[1]).toContain('<li>area: <del>47</del> <ins>&#60;b&#62;&#34;48&#34;</ins></li>');
    expect(rows[1]).toContain('<li>system: <del>1</del> </li>');
    expect(rows[3]).toContain('<td></td>');
    expect((await collect(exportHtml([], { ...header, filters: {} }))).join('')).toContain(
      'none: the whole log',
    );
  });

  test('escapes what HTML reads as its own and what is not shown', () => {
    expect(escapeHtml('<a href="x">\'&\u0000\u202E\n')).toBe(
      '&#60;a href=&#34;x&#34;&#62;&#39;&#38;\uFFFD\uFFFD\n',
    );
  });
});
