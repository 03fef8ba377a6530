import { afterEach, expect, test } from 'vitest';
import { createQueryClient, followProject } from './query-client.ts';
import { aProject, fakeBridge, giveBridge, takeBridge } from './testing.ts';

afterEach(takeBridge);

const KEYS = [
  ['assets.page', {}],
  ['import.rows', {}],
];

function opened() {
  const bridge = fakeBridge({});
  giveBridge(bridge);
  const queries = createQueryClient();
  for (const key of KEYS) queries.setQueryData(key, 'answer');
  const stale = () => KEYS.map((key) => queries.getQueryState(key)?.isInvalidated ?? 'gone');
  return { bridge, stale, stop: followProject(queries, aProject()) };
}

test('what was asked of the project is asked again when its log grows', () => {
  const { bridge, stale, stop } = opened();
  bridge.push({ type: 'project', project: aProject({ verified: { at: '', ok: true, position: 1 } }) });
  const before = stale();
  bridge.push({ type: 'project', project: aProject({ head: { position: 21, hash: 'a' } }) });
  expect([before, stale()]).toEqual([
    [false, false],
    [true, false],
  ]);
  stop();
});

test('answers of another project are forgotten', () => {
  const { bridge, stale, stop } = opened();
  bridge.push({ type: 'project', project: null });
  expect(stale()).toEqual(['gone', false]);
  stop();
});
