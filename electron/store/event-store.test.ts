import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { EventDraft } from '../../shared/model/events.ts';
import { findBatch } from './batch-query.ts';
import { clientOf } from './database.ts';
import type { EventRow } from './event-hash.ts';
import { compareProjections } from './rebuild.ts';
import {
  asset,
  contentOf,
  created,
  deleted,
  newWorld,
  note,
  plainSql,
  refusal,
  run,
  START,
  updated,
  type World,
} from './testing.ts';
import { verifyProject } from './verify.ts';

const P1 = asset('a1', { tag: 'P-1', properties: { shaft_power_kw: 60, duty: 'line\nbreak "quoted" Ω' } });
const P2 = asset('a2', { tag: 'P-2' });

const log = ({ database }: Pick<World, 'database'>): EventRow[] =>
  clientOf(database).prepare<[], EventRow>('SELECT * FROM workflow_events ORDER BY position').all();

/** The written rule once more: header line, metadata, payload. */
function writtenHash(row: EventRow): string {
  const { payload, metadata, hash: _, ...header } = row;
  const lines = [JSON.stringify(Object.values(header)), metadata, payload];
  return createHash('sha256')
    .update(Buffer.from(lines.join('\n'), 'utf8'))
    .digest('hex');
}

describe('an event in the log', () => {
  test('has the hash that the written rule gives, chained from 64 zeros on', () => {
    const world = newWorld();
    run(world.store, [
      created('ASSET', P1, { ruleId: 'r', metadata: { tag: 'P-1' } }),
      updated('ASSET', P1, { ...P1, area: '47' }),
    ]);
    const rows = log(world);
    expect(rows.map(({ hash }) => hash)).toEqual(rows.map(writtenHash));
    expect(rows.map(({ prev_hash }) => prev_hash)).toEqual([
      '0'.repeat(64),
      ...rows.slice(0, -1).map(({ hash }) => hash),
    ]);
    expect(rows.map(({ position }) => position)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  test('is numbered inside its batch from 0 on, with BATCH_STARTED as the cause of what states none', () => {
    const world = newWorld();
    run(world.store, [
      note({ eventType: 'RULE_EXECUTION_STARTED' }),
      created('ASSET', P1, { cause: 0 }),
      updated('ASSET', P1, { ...P1, area: '47' }, { cause: 'an-event-of-before' }),
      created('ASSET', P2),
    ]);
    const [started, rule, p1, area, p2, completed] = log(world).slice(3);
    expect(
      [started, rule, p1, area, p2, completed].map((row) => [
        row?.event_type,
        row?.sequence_num,
        row?.causation_id,
      ]),
    ).toEqual([
      ['BATCH_STARTED', 0, null],
      ['RULE_EXECUTION_STARTED', 1, started?.id],
      ['ASSET_CREATED', 2, rule?.id],
      ['ASSET_UPDATED', 3, 'an-event-of-before'],
      ['ASSET_CREATED', 4, started?.id],
      ['BATCH_COMPLETED', 5, started?.id],
    ]);
  });

  test('is never earlier than the one before it, even when the clock goes back', () => {
    const times = [START, START + 5, START + 5, START - 86_400_000, START + 1, START + 9];
    let looks = 0;
    const world = newWorld(() => new Date(times[Math.min(looks++, times.length - 1)] ?? START));
    run(world.store, [created('ASSET', P1)]);
    run(world.store, [created('ASSET', P2)]);
    const stamps = log(world).map(({ timestamp }) => timestamp);
    expect(stamps).toEqual(stamps.toSorted());
    expect(stamps.at(-1)).toBe('2026-01-05T08:00:00.009Z');
  });

  test('keeps a user name that is no whole Unicode text in a form that can be hashed again', () => {
    const world = newWorld();
    run(world.store, [created('ASSET', P1)], { userId: 'ada\ud800' });
    expect(log(world).at(-1)?.user_id).toBe('ada\ufffd');
    expect(verifyProject(world.database).ok).toBe(true);
  });

  test('names a cause of the same batch only if it came before', async () => {
    const { store } = newWorld();
    expect(
      await refusal(() => run(store, [created('ASSET', P1, { cause: 1 }), created('ASSET', P2)])),
    ).toEqual({
      code: 'INTERNAL',
      message: 'Event 0 names a cause that comes after it.',
    });
  });
});

describe('a commit', () => {
  const failures: Record<string, { drafts: (world: World) => Iterable<EventDraft>; code: string }> = {
    'an error between two events': {
      *drafts() {
        yield created('ASSET', P2);
        throw new RangeError('no more');
      },
      code: 'RangeError',
    },
    'the update of what does not exist': {
      drafts: () => [created('ASSET', P2), updated('ASSET', asset('gone'), asset('gone', { area: '1' }))],
      code: 'INTERNAL',
    },
    'the deletion of what does not exist': {
      drafts: () => [created('ASSET', P2), deleted('ASSET', asset('gone'))],
      code: 'INTERNAL',
    },
    'the creation of what exists': {
      drafts: () => [created('ASSET', P2), created('ASSET', P1)],
      code: 'INTERNAL',
    },
    'the creation of the same twice': {
      drafts: () => [created('ASSET', P2), created('ASSET', P2)],
      code: 'INTERNAL',
    },
    'the creation of what exists, and its deletion at once': {
      drafts: () => [created('ASSET', P1), deleted('ASSET', P1)],
      code: 'INTERNAL',
    },
    'a tag that another asset bears': {
      drafts: () => [created('ASSET', P2), created('ASSET', asset('a3', { tag: 'p-1' }))],
      code: 'INTERNAL',
    },
    'the id of an event that is in the log': {
      drafts: (world) => [created('ASSET', P2, { id: log(world)[1]?.id ?? '' })],
      code: 'INTERNAL',
    },
    'a full disk': {
      drafts: ({ database }) => {
        database.pragma(`max_page_count = ${Number(database.pragma('page_count', { simple: true })) + 3}`);
        return Array.from({ length: 1_000 }, (_, index) => created('ASSET', asset(`x${index}`)));
      },
      code: 'DISK_FULL',
    },
  };

  test.each(Object.entries(failures))(
    'that ends in %s leaves BATCH_STARTED and nothing else',
    (_, { drafts, code }) => {
      const world = newWorld();
      run(world.store, [created('ASSET', P1)]);
      const batch = world.store.start({ kind: 'IMPORT', userId: 'bob', reason: 'list 3' });
      const before = contentOf(world.database);
      let error: unknown;
      try {
        world.store.commit(batch, drafts(world));
      } catch (thrown) {
        error = thrown;
      }
      expect(error).toMatchObject(code === 'RangeError' ? { name: 'RangeError' } : { code });
      expect(contentOf(world.database)).toEqual(before);
      world.database.pragma('max_page_count = 1000000');
      world.store.end(batch, 'BATCH_FAILED', { code: 'INTERNAL', message: 'it failed', context: {} });
      expect(
        log(world)
          .slice(-2)
          .map((row) => [row.event_type, row.sequence_num]),
      ).toEqual([
        ['BATCH_STARTED', 0],
        ['BATCH_FAILED', 1],
      ]);
      expect(findBatch(world.database, batch.correlationId, false)).toMatchObject({
        status: 'FAILED',
        canRollback: false,
      });
      expect(verifyProject(world.database).ok).toBe(true);
    },
  );

  test('that is cancelled in the middle leaves nothing of itself', async () => {
    const world = newWorld();
    const batch = world.store.start({ kind: 'IMPORT', userId: 'bob', reason: null });
    const before = contentOf(world.database);
    const seen: number[] = [];
    const drafts = Array.from({ length: 1_200 }, (_, index) => created('ASSET', asset(`x${index}`)));
    const options = {
      onProgress: (events: number) => void seen.push(events),
      shouldCancel: () => seen.length === 3,
    };
    expect((await refusal(() => world.store.commit(batch, drafts, options))).code).toBe('CANCELLED');
    expect(seen).toEqual([0, 500, 1_000]);
    expect(contentOf(world.database)).toEqual(before);
    world.store.end(batch, 'BATCH_CANCELLED');
    expect(findBatch(world.database, batch.correlationId, false)?.status).toBe('CANCELLED');
    expect(verifyProject(world.database).ok).toBe(true);
  });

  test('tried again under the same id answers the same and writes nothing', () => {
    const world = newWorld();
    const start = { kind: 'EDIT', userId: 'ada', reason: 'once', correlationId: 'batch-7' } as const;
    const batch = world.store.start(start);
    expect(world.store.start(start)).toEqual(batch);
    const first = world.store.commit(batch, [created('ASSET', P1), created('ASSET', P2)], {
      summary: { done: 2 },
    });
    const content = contentOf(world.database);
    expect(
      world.store.commit(world.store.start(start), [created('ASSET', P1), created('ASSET', P2)]),
    ).toEqual(first);
    expect(first).toEqual({
      correlationId: 'batch-7',
      lastPosition: 7,
      headHash: log(world).at(-1)?.hash,
      changes: 2,
    });
    expect(contentOf(world.database)).toEqual(content);
  });

  test('that was applied cannot be recorded as failed afterwards', () => {
    const world = newWorld();
    const batch = world.store.start({ kind: 'EDIT', userId: 'ada', reason: null });
    world.store.commit(batch, [created('ASSET', P1)]);
    const content = contentOf(world.database);
    world.store.end(batch, 'BATCH_FAILED');
    world.store.end(batch, 'BATCH_CANCELLED');
    expect(contentOf(world.database)).toEqual(content);
  });

  test('of a batch that was given up is refused', async () => {
    const world = newWorld();
    const batch = world.store.start({ kind: 'EDIT', userId: 'ada', reason: null, correlationId: 'batch-7' });
    world.store.end(batch, 'BATCH_FAILED');
    expect(await refusal(() => world.store.commit(batch, [created('ASSET', P1)]))).toEqual({
      code: 'INTERNAL',
      message: 'Batch batch-7 is FAILED, so nothing can be added to it. Start a new one.',
    });
  });

  test('with an expected position goes through only if nothing but its own start came after it', async () => {
    const { store } = newWorld();
    const batch = store.start({ kind: 'EDIT', userId: 'ada', reason: null });
    expect((await refusal(() => store.commit(batch, [], { expectedPosition: 2 }))).code).toBe('PLAN_STALE');
    const other = store.start({ kind: 'EDIT', userId: 'bob', reason: null });
    expect((await refusal(() => store.commit(batch, [], { expectedPosition: 3 }))).code).toBe('PLAN_STALE');
    expect(store.commit(other, [], { expectedPosition: 4 }).lastPosition).toBe(6);
  });

  test('that changes nothing is recorded all the same, without a snapshot', () => {
    const world = newWorld();
    const { correlationId, changes } = run(
      world.store,
      [],
      { kind: 'EXECUTION', planHash: 'abc', details: { scope: {} } },
      { summary: () => ({ late: true }) },
    );
    expect(changes).toBe(0);
    expect(findBatch(world.database, correlationId, false)).toMatchObject({
      status: 'COMPLETED',
      planHash: 'abc',
      summary: { late: true },
      canRollback: false,
    });
    expect(JSON.parse(log(world).at(-1)?.payload ?? '')).toEqual({
      before: null,
      after: null,
      diff: [],
      context: { summary: { late: true }, changes: 0, snapshot: null },
    });
    expect(compareProjections(world.database)).toEqual([]);
  });
});

describe('the table of events', () => {
  test.each([
    ['an update', "UPDATE workflow_events SET user_id = 'eve'"],
    ['an update that replaces', 'UPDATE OR REPLACE workflow_events SET position = 1 WHERE position = 2'],
    ['a deletion', 'DELETE FROM workflow_events WHERE position = 3'],
    [
      'an insertion with an update',
      'INSERT INTO workflow_events SELECT * FROM workflow_events WHERE position = 2 ON CONFLICT DO UPDATE SET user_id = 1',
    ],
  ])('refuses %s by plain SQL', (_, sql) => {
    const world = newWorld();
    const before = log(world);
    expect(() => plainSql(world.path, sql)).toThrow(/append-only/);
    expect(log(world)).toEqual(before);
  });
});
