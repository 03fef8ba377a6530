import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createOutput, OutputClosed } from './output.ts';
import { runCommand } from './run-command.ts';
import { errorOf, newPlant, textOf, type Desk } from './testing.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await newPlant('tag,type\nP-1,PUMP');
});
afterAll(() => desk.close());

const COMMANDS = [
  'new',
  'info',
  'settings',
  'import',
  'edit',
  'rules load',
  'rules list',
  'rules check',
  'rules test',
  'plan',
  'execute',
  'assets',
  'cables',
  'edges',
  'packages',
  'findings',
  'timeline',
  'batches',
  'batch',
  'history',
  'rollback',
  'verify',
  'export',
];

describe('wrong usage', () => {
  const cases: readonly [what: string, argv: string[], message: string][] = [
    ['an unknown command', ['frobnicate'], "unknown command 'frobnicate'"],
    ['a command named like a member of every object', ['constructor'], "unknown command 'constructor'"],
    ['an unknown option', ['info', 'x', '--frob'], "unknown option '--frob'"],
    ['a missing argument', ['history', 'x'], "missing required argument 'tag'"],
    [
      'a surplus argument',
      ['info', 'x', 'y'],
      "too many arguments for 'info'. Expected 1 argument but got 2",
    ],
    ['a missing option', ['new', 'x'], "required option '--name <name>' not specified"],
    [
      'an option given twice that takes one value',
      ['timeline', 'x', '--asset', 'A', '--asset', 'B'],
      "option '--asset <tag>' is given twice",
    ],
    [
      'an encoding that there is none of',
      ['import', 'x', 'y', '--encoding', 'ebcdic'],
      "option '--encoding <encoding>' argument 'ebcdic' is invalid.",
    ],
    [
      'a delimiter that there is none of',
      ['import', 'x', 'y', '--delimiter', '#'],
      "option '--delimiter <sign>' argument '#' is invalid.",
    ],
    ['an empty user', ['edit', 'x', 'P-1', '--set', 'a=1', '--user', ' '], '--user needs a name'],
  ];
  test.each(cases)('%s ends with 2 and says what is wrong', async (_what, argv, message) => {
    const plain = await desk.run(...argv);
    expect([plain.status, plain.stdout]).toEqual([2, '']);
    const document = await desk.json(...argv);
    expect(document.status).toBe(2);
    const error = errorOf(document);
    expect({ ...error, message: textOf(error, 'message').slice(0, message.length) }).toEqual({
      code: 'INVALID_ARGUMENT',
      message,
      context: {},
    });
  });

  test('no command at all shows the commands and ends with 2', async () => {
    const { status, stdout, stderr } = await desk.run();
    expect([status, stdout]).toEqual([2, '']);
    for (const command of COMMANDS) expect(stderr).toContain(`  ${command.split(' ')[0]} `);
  });
});

test('an option without its value ends with 2', async () => {
  const { status, stdout } = await desk.run('plan', 'x', '--json', '--out');
  expect([status, JSON.parse(stdout)]).toEqual([
    2,
    {
      error: {
        code: 'INVALID_ARGUMENT',
        message: "option '--out <plan>' argument missing",
        context: {},
      },
    },
  ]);
});

describe('help', () => {
  test.each(COMMANDS)('%s --help ends with 0 and names --json and --user', async (command) => {
    const { status, stdout, stderr } = await desk.run(...command.split(' '), '--help');
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain('--json');
    expect(stdout).toContain('--user <name>');
  });
});

describe('a refusal', () => {
  test('ends with 1, its sentence on standard error', async () => {
    expect(await desk.run('info', desk.path('absent.synapse'))).toEqual({
      status: 1,
      stdout: '',
      stderr: 'PROJECT_NOT_FOUND: absent.synapse does not exist. Check the path, or create it with `new`.\n',
    });
  });

  test('under --json ends with 1, its document on standard output and nothing else', async () => {
    const { status, document, stderr } = await desk.json('info', desk.path('absent.synapse'));
    expect({ status, document, stderr }).toEqual({
      status: 1,
      document: {
        error: {
          code: 'PROJECT_NOT_FOUND',
          message: 'absent.synapse does not exist. Check the path, or create it with `new`.',
          context: {},
        },
      },
      stderr: '',
    });
  });

  test('that nobody expected is INTERNAL', async () => {
    const notes: string[] = [];
    const failing = {
      ...createOutput(),
      table: () => {
        throw new TypeError('oops');
      },
      note: (text: string) => void notes.push(text),
    };
    expect(await runCommand(['batches', desk.project], { shouldCancel: () => false }, failing)).toBe(1);
    expect(notes).toEqual([expect.stringMatching(/^INTERNAL: .*\(oops\)$/)]);
  });

  test('a reader that has gone ends the command quietly', async () => {
    const notes: string[] = [];
    const closed = {
      ...createOutput(),
      json: () => {
        throw new OutputClosed();
      },
      note: (text: string) => void notes.push(text),
    };
    const argv = ['info', desk.project, '--json'];
    expect(await runCommand(argv, { shouldCancel: () => false }, closed)).toBe(1);
    expect(notes).toEqual([]);
  });
});
