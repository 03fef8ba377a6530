import { expect, test } from 'vitest';
import type { EventPage } from '../../../shared/contract/timelines.ts';
import type { TimelineRequest } from '../../../shared/model/timeline.ts';
import { createEventPages } from './event-pages.ts';
import { event } from './testing.ts';

const LIST = { key: 'list', filter: { text: 'x' }, before: 301 };
const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

/** A log of so many events, newest first. */
function log(count: number, asked: TimelineRequest[] = []) {
  return async (request: TimelineRequest): Promise<EventPage> => {
    asked.push(request);
    const { before = count + 1, limit } = request;
    const newest = Math.min(count, before - 1);
    const events = Array.from({ length: Math.min(limit, newest) }, (_, index) => event(newest - index));
    const oldest = newest - events.length + 1;
    return { events, nextBefore: oldest > 1 ? oldest : null, total: count };
  };
}

test('a list grows page by page until its end', async () => {
  const asked: TimelineRequest[] = [];
  const pages = createEventPages(log(150, asked));
  pages.more(LIST);
  pages.more(LIST);
  await settled();
  expect(pages.get('list')).toMatchObject({ hasMore: true, total: 150 });
  pages.more(LIST);
  await settled();
  pages.more(LIST);
  await settled();
  expect(asked.map(({ before }) => before)).toEqual([301, 51]);
  expect(pages.get('list').events.map(({ position }) => position)).toEqual(
    Array.from({ length: 150 }, (_, index) => 150 - index),
  );
  expect(pages.get('list').hasMore).toBe(false);
});

test('events without a rule are picked out of what no filter can tell apart', async () => {
  const pages = createEventPages(async () => ({
    events: [event(3), event(2, { ruleId: null }), event(1)],
    nextBefore: null,
    total: 3,
  }));
  pages.more({ ...LIST, isWithoutRule: true });
  await settled();
  expect(pages.get('list').events.map(({ position }) => position)).toEqual([2]);
});

test('a failure stands until someone tries again', async () => {
  let fails = true;
  const pages = createEventPages(async () => {
    if (fails) throw new Error('busy');
    return { events: [event(1)], nextBefore: null, total: 1 };
  });
  pages.more(LIST);
  await settled();
  expect(pages.get('list').error?.message).toBe('busy');
  fails = false;
  pages.more(LIST);
  await settled();
  expect(pages.get('list').error?.message).toBe('busy');
  pages.retry(LIST);
  await settled();
  expect(pages.get('list')).toMatchObject({ error: null, events: [event(1)] });
});

test('a refresh keeps the rows and renews what they say', async () => {
  let isRolledBack = false;
  const pages = createEventPages(async () => ({
    events: [event(2, { isRolledBack }), event(1)],
    nextBefore: null,
    total: 2,
  }));
  pages.more(LIST);
  await settled();
  isRolledBack = true;
  pages.refresh();
  await settled();
  expect(pages.get('list').events).toEqual([event(2, { isRolledBack }), event(1)]);
});
