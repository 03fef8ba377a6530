import { describe, expect, test } from 'vitest';
import { MOST_TAIL_LINES, type RunState } from '../../shared/contract/runs.ts';
import { SynapseError } from '../../shared/errors.ts';
import { RunPusher, type LineText } from './run-pusher.ts';

const line =
  (tag: string): LineText =>
  () => ({ op: 'CREATE', aggregateType: 'ASSET', tag, ruleId: 'r', text: 'created by r' });

function newPusher() {
  const sent: RunState[] = [];
  let time = 0;
  const pusher = new RunPusher({
    runId: 'run',
    kind: 'EXECUTION',
    startedAt: '2026-01-01T00:00:00.000Z',
    send: (run) => sent.push(run),
    now: () => time,
    clock: () => new Date(time),
  });
  return { pusher, sent, pass: (ms: number) => (time += ms) };
}

describe('a run', () => {
  test('is told at most once in 50 ms, with the newest lines since the last time', () => {
    const { pusher, sent, pass } = newPusher();
    pusher.phase('Applying changes', 200);
    for (let index = 0; index < 200; index += 1) {
      pass(1);
      pusher.action(line(`P-${index}`));
    }
    expect(sent.map(({ done, elapsedMs, tail }) => [done, elapsedMs, tail.length])).toEqual([
      [0, 0, 0],
      [50, 50, MOST_TAIL_LINES],
      [100, 100, MOST_TAIL_LINES],
      [150, 150, MOST_TAIL_LINES],
      [200, 200, MOST_TAIL_LINES],
    ]);
    expect(sent[1]?.tail.at(-1)).toEqual({
      index: 49,
      at: '1970-01-01T00:00:00.050Z',
      op: 'CREATE',
      aggregateType: 'ASSET',
      tag: 'P-49',
      ruleId: 'r',
      text: 'created by r',
    });
    expect(sent[2]?.tail.map(({ index }) => index)).toEqual(
      Array.from({ length: MOST_TAIL_LINES }, (_, at) => 60 + at),
    );
  });

  test('makes the text of a line only where it is sent', () => {
    const { pusher } = newPusher();
    let made = 0;
    for (let index = 0; index < 1_000; index += 1) {
      pusher.action(() => {
        made += 1;
        return { op: 'UPDATE', aggregateType: 'ASSET', tag: '', ruleId: null, text: '' };
      });
    }
    pusher.step('Saving');
    expect(made).toBeLessThanOrEqual(MOST_TAIL_LINES + 1);
  });

  test('tells a new phase and the end at once, whenever the last push was', () => {
    const { pusher, sent } = newPusher();
    pusher.phase('Reading', null);
    pusher.progress({ done: 7 });
    pusher.error(line('P-1'));
    pusher.step('Saving');
    pusher.complete({ kind: 'PLAN', planId: 'plan' });
    expect(
      sent.map(({ status, phase, done, errors, tail }) => [status, phase, done, errors, tail.length]),
    ).toEqual([
      ['RUNNING', 'Reading', 0, 0, 0],
      ['RUNNING', 'Saving', 7, 1, 1],
      ['COMPLETED', 'Completed', 7, 1, 0],
    ]);
    expect(sent.at(-1)?.outcome).toEqual({ kind: 'PLAN', planId: 'plan' });
  });

  test('that was cancelled is no failure; all else that stops it is, with its reason', () => {
    const cancelled = newPusher();
    cancelled.pusher.stop(new SynapseError('CANCELLED'));
    const failed = newPusher();
    failed.pusher.stop(new SynapseError('DISK_FULL', 'The disk is full.'));
    const ends = [cancelled, failed].map(({ sent }) => [sent[0]?.status, sent[0]?.error]);
    expect(ends).toEqual([
      ['CANCELLED', null],
      ['FAILED', { code: 'DISK_FULL', message: 'The disk is full.', context: {} }],
    ]);
  });
});
