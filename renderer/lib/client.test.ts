import { afterEach, expect, test, vi } from 'vitest';
import type { Push } from '../../shared/contract/contract.ts';
import { onPush, request, RequestError } from './client.ts';
import { fakeBridge, giveBridge, takeBridge } from './testing.ts';

afterEach(takeBridge);

test('a request gives the value, or throws why there is none', async () => {
  giveBridge(fakeBridge({ 'recent.forget': () => [] }));
  expect(await request('recent.forget', { fileId: 'x' })).toEqual([]);
  await expect(request('project.close', {})).rejects.toEqual(
    new RequestError({ code: 'INTERNAL', message: 'project.close is not answered here.', context: {} }),
  );
});

test('each push goes to all that listen, until they stop', () => {
  const bridge = fakeBridge({});
  giveBridge(bridge);
  const push: Push = { type: 'command', command: 'palette' };
  const [first, second] = [vi.fn(), vi.fn()];
  const stopFirst = onPush(first);
  const stopSecond = onPush(second);
  bridge.push(push);
  stopFirst();
  bridge.push(push);
  stopSecond();
  expect([first.mock.calls, second.mock.calls, bridge.listening()]).toEqual([[[push]], [[push], [push]], 0]);
});
