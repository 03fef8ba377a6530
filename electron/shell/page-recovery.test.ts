import { EventEmitter } from 'node:events';
import type { WebContents } from 'electron';
import { expect, test, vi } from 'vitest';
import { recoverPage } from './page-recovery.ts';

vi.mock('electron', () => ({ dialog: {} }));

function page(answer: boolean) {
  let time = 0;
  let isClosed = false;
  const told: string[] = [];
  const contents = Object.assign(new EventEmitter(), {
    isDestroyed: () => isClosed,
    reload: () => told.push('reload'),
  });
  recoverPage(contents as unknown as WebContents, {
    now: () => time,
    askToRetry: async () => {
      told.push('ask');
      return answer;
    },
    giveUp: () => told.push('give up'),
  });
  const crash = async (at: number, reason = 'crashed'): Promise<void> => {
    time = at;
    contents.emit('render-process-gone', {}, { reason });
    await Promise.resolve();
    await Promise.resolve();
  };
  const close = (): void => {
    isClosed = true;
  };
  return { told, crash, close };
}

test('a page whose process ended is loaded anew, whatever ended it', async () => {
  const { told, crash } = page(true);
  await crash(0, 'oom');
  await crash(90_000, 'killed');
  await crash(180_000);
  await crash(270_000);
  expect(told).toEqual(['reload', 'reload', 'reload', 'reload']);
});

test('a page that was closed in good order stays closed', async () => {
  const { told, crash } = page(true);
  await crash(0, 'clean-exit');
  expect(told).toEqual([]);
});

test('a page of a window that is closed is not loaded anew', async () => {
  const { told, crash, close } = page(true);
  close();
  await crash(0, 'killed');
  expect(told).toEqual([]);
});

test('a page that crashes again and again asks before it is loaded once more', async () => {
  const { told, crash } = page(true);
  for (const at of [0, 1_000, 2_000, 3_000]) await crash(at);
  expect(told).toEqual(['reload', 'reload', 'reload', 'ask', 'reload']);
});

test('the user may give up on a page that crashes again and again', async () => {
  const { told, crash } = page(false);
  for (const at of [0, 1_000, 2_000, 3_000]) await crash(at);
  expect(told).toEqual(['reload', 'reload', 'reload', 'ask', 'give up']);
});
