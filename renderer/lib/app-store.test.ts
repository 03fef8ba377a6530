import { afterEach, expect, test } from 'vitest';
import { SynapseError } from '../../shared/errors.ts';
import { afterPush, followApp, useApp } from './app-store.ts';
import { anApp, aProject, aRun, fakeBridge, giveBridge, takeBridge } from './testing.ts';

afterEach(takeBridge);

test('a push changes what it tells and nothing else', () => {
  const state = { ...anApp(), isLoaded: true };
  const project = aProject();
  const error = { code: 'DISK_FULL', message: 'The disk is full.', context: {} } as const;
  expect(afterPush(state, { type: 'project', project })).toEqual({ ...state, project });
  expect(afterPush(state, { type: 'run', run: aRun() })).toEqual({ ...state, run: aRun() });
  expect(afterPush(state, { type: 'problem', error })).toEqual({ ...state, problem: error });
  expect(afterPush(state, { type: 'command', command: 'verify' })).toBe(state);
});

test('the state is asked for at the start and kept by the pushes', async () => {
  const bridge = fakeBridge({ 'app.state': () => anApp({ project: aProject() }) });
  giveBridge(bridge);
  const stop = followApp();
  await expect.poll(() => useApp.getState()).toEqual({ ...anApp({ project: aProject() }), isLoaded: true });
  bridge.push({ type: 'project', project: null });
  expect(useApp.getState()).toEqual({ ...anApp(), isLoaded: true });
  stop();
});

test('where there is no state, the reason is the problem that shows', async () => {
  giveBridge(
    fakeBridge({
      'app.state': () => {
        throw new SynapseError('DISK_FULL', 'The disk is full.');
      },
    }),
  );
  followApp()();
  await expect.poll(() => useApp.getState().problem?.message).toBe('The disk is full.');
});
