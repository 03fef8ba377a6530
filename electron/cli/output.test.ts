import { closeSync, openSync, statSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createOutput, printable } from './output.ts';
import { newPlant, type Desk } from './testing.ts';

/** Escape sequences in C0 and C1, a bell, a delete, and every mark that turns the direction of writing. */
const HOSTILE = '\u001b[2J\u009b31m\u0007\u007f\u061c\u200e\u200f\u202a\u202e\u2066\u2069';
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const RAW = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

let desk: Desk;
beforeEach(async () => {
  desk = await newPlant();
});
afterEach(() => desk.close());

describe('text from outside', () => {
  test('is shown with its control characters and marks of direction as codes', () => {
    expect(printable('a\u001b[31mb\u202ec\n')).toBe('a\\u001b[31mb\\u202ec\n');
  });

  test('reaches no terminal raw, whatever command shows it', async () => {
    const { project } = desk;
    await desk.done('edit', project, 'P-1', '--new', '--type', 'PUMP', '--set', `description=d${HOSTILE}`);
    await desk.done('settings', project, '--set', `client=c${HOSTILE}`, '--user', `u${HOSTILE}`);
    const shown = [
      await desk.run('assets', project),
      await desk.run('assets', project, '--json'),
      await desk.run('info', project),
      await desk.run('timeline', project, '--facets'),
      await desk.run('timeline', project, '--json'),
      await desk.run('batches', project),
      await desk.run('history', project, 'P-1'),
      await desk.run('history', project, `x${HOSTILE}`),
      await desk.run('edit', project, 'P-1', '--set', `tag=${HOSTILE}`),
      await desk.run('info', desk.path(`x${HOSTILE}`)),
      await desk.run('info', project, `--x${HOSTILE}`),
    ];
    for (const { stdout, stderr } of shown) expect(`${stdout}${stderr}`).not.toMatch(RAW);
    expect(shown.some(({ stdout }) => stdout.includes(String.raw`\u009b31m`))).toBe(true);
  });

  test('is the same value in a document, codes or not', async () => {
    const { project } = desk;
    await desk.done('edit', project, 'P-1', '--new', '--type', 'PUMP', '--set', `maker=d${HOSTILE}`);
    const { items } = await desk.done('assets', project);
    expect(items).toMatchObject([{ properties: { maker: `d${HOSTILE}` } }]);
  });

  test('in a cell keeps to one line and to its width, and no sign is cut in half', async () => {
    const { project } = desk;
    const text = `${'x'.repeat(58)}\u{1F600}\u{1F600}\u{1F600}`;
    const list = desk.write('list.csv', `tag,type,description\nP-1,PUMP,"one\ntwo"\nP-2,PUMP,${text}\n`);
    await desk.done('import', project, list);
    const { stdout } = await desk.run('assets', project);
    expect(stdout.split('\n')).toHaveLength(5);
    expect(stdout).toContain('one two');
    expect(stdout).toContain(`${'x'.repeat(58)}\u{1F600}…`);
  });

  test('a long table comes in pieces, each with its head', async () => {
    const rows = Array.from({ length: 4_100 }, (_, index) => `P-${index},PUMP`).join('\n');
    await desk.done('import', desk.project, desk.write('many.csv', `tag,type\n${rows}`));
    const { stdout } = await desk.run('assets', desk.project);
    expect(stdout.split('\n').filter((line) => line.startsWith('tag '))).toHaveLength(3);
    expect(stdout).toContain('4100 of 4100 assets.');
  });
});

describe('a long document', () => {
  test('is written piece by piece: its text never stands in memory whole', () => {
    const path = desk.path('long.json');
    const file = openSync(path, 'w');
    let [told, most] = [0, 0];
    const operation = {
      toJSON: () => {
        told += 1;
        if (told % 5_000 === 0) most = Math.max(most, told * LONG.length - statSync(path).size);
        return { text: LONG };
      },
    };
    createOutput({ stdout: file }).json({ operations: Array.from({ length: 60_000 }, () => operation) });
    closeSync(file);
    expect([told, statSync(path).size > 60_000 * LONG.length]).toEqual([60_000, true]);
    expect(most).toBeLessThan(100_000);
  });
});

const LONG = 'x'.repeat(500);

describe('on a terminal', () => {
  test('long work tells how far it is on standard error, and the answer stays whole', async () => {
    const terminal = await newPlant('tag,type\nP-1,PUMP', {
      output: (plain) => ({ ...plain, isTerminal: true }),
    });
    const { status, stdout } = await terminal.run('verify', terminal.project);
    expect([status, stdout.split(':')[0]]).toEqual([0, 'Nothing was altered']);
    terminal.close();
  });
});
