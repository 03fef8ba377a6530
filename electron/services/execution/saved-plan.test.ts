import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isJsonArray, isJsonObject, type JsonValue } from '../../../shared/json.ts';
import type { Plan } from '../../../shared/model/plan.ts';
import { failureOf } from '../testing/failure.ts';
import { MOTOR_RULES } from '../testing/motor-rules.ts';
import { batchLines } from '../testing/project-reading.ts';
import { newWorld, type World } from '../testing/world.ts';
import { executePlan } from './execute.ts';
import { parsePlan, planProject, readPlan } from './plan.ts';

let world: World;
let plan: Plan;
beforeAll(async () => {
  world = await newWorld();
  await world.importRows([{ tag: 'P-1', type: 'PUMP', area: '1', shaft_power_kw: 120 }]);
  world.loadRules(MOTOR_RULES);
  plan = planProject(world.project, { scope: {} });
});
afterAll(() => world.close());

function saved(text: string | Uint8Array): string {
  const path = join(world.folder, 'plan.json');
  writeFileSync(path, text);
  return path;
}

const refusal = (text: string | Uint8Array) => failureOf(() => readPlan(saved(text))).code;

describe('a plan in a file', () => {
  test('comes back as it was', () => {
    expect(readPlan(saved(JSON.stringify(plan)))).toEqual(JSON.parse(JSON.stringify(plan)));
  });

  test('is refused where any value of an operation, its reason or its scope was edited', () => {
    const { operations, projectId, scope, takes, draft } = plan;
    const subject = { operations, projectId, scope, takes, draft } as unknown as JsonValue;
    const edited = [...editsOf(subject)].map((value) => ({ ...plan, ...(value as object) }));
    expect(edited.length).toBeGreaterThan(50);
    const accepted = edited.filter(
      (value) => failureCode(() => parsePlan(value, 'plan.json')) !== 'INVALID_PLAN',
    );
    expect(accepted).toEqual([]);
  });

  test('is refused where an operation was left out, doubled or moved', () => {
    const [first, ...rest] = plan.operations;
    for (const operations of [rest, [first, first, ...rest], [...rest, first], []])
      expect(refusal(JSON.stringify({ ...plan, operations }))).toBe('INVALID_PLAN');
  });

  test('is refused where it is none', () => {
    for (const text of ['', '{', 'null', '[]', '{}', '7', new Uint8Array([0xff, 0xfe, 0])])
      expect(refusal(text)).toBe('INVALID_PLAN');
    expect(refusal(JSON.stringify({ ...plan, format: 'synapse-plan/2' }))).toBe('INVALID_PLAN');
    expect(refusal(JSON.stringify({ ...plan, more: 1 }))).toBe('INVALID_PLAN');
  });

  test('is not readable where it is not there or is a folder', () => {
    mkdirSync(join(world.folder, 'folder'));
    for (const name of ['none.json', 'folder'])
      expect(failureOf(() => readPlan(join(world.folder, name))).code).toBe('FILE_NOT_READABLE');
  });
});

describe('executing a given plan', () => {
  const refusedWith = (given: Plan) => {
    const before = batchLines(world.project);
    const { code, message } = failureOf(() =>
      executePlan(world.project, { scope: {}, plan: given, reason: null }),
    );
    expect(batchLines(world.project)).toEqual(before);
    return [code, message];
  };

  test('is refused where it is of another project', async () => {
    const other = await newWorld();
    try {
      expect(refusedWith(planProject(other.project, { scope: {} }))).toEqual([
        'INVALID_PLAN',
        'The plan was made for another project. Make a new plan here.',
      ]);
    } finally {
      other.close();
    }
  });

  test('is refused where it was made with draft rules', () => {
    expect(refusedWith(planProject(world.project, { scope: {}, draft: true }))).toEqual([
      'INVALID_PLAN',
      'The plan was made with draft rules; it is for looking at only. Plan again without --draft.',
    ]);
  });

  test('is refused where it says to be newer than the log', () => {
    expect(refusedWith({ ...plan, basePosition: plan.basePosition + 1 })[0]).toBe('INVALID_PLAN');
  });
});

describe('a plan of a copy of the project that went another way', () => {
  test('is compared with what would be planned here, though the log is as long', async () => {
    const here = await newWorld();
    try {
      await here.importRows([{ tag: 'P-1', type: 'PUMP', area: '1', shaft_power_kw: 5 }]);
      here.loadRules(MOTOR_RULES);
      const there = planProject(here.project, { scope: {} });
      here.edit('P-1', { shaft_power_kw: '180' });
      const { basePosition } = planProject(here.project, { scope: {} });
      const execute = (given: Plan) => executePlan(here.project, { scope: {}, plan: given, reason: null });
      const refused = failureOf(() => execute({ ...there, planHash: there.planHash, basePosition }));
      expect([refused.code, refused.message]).toEqual([
        'PLAN_STALE',
        expect.stringContaining('The project changed since the plan was made'),
      ]);
      const same = planProject(here.project, { scope: {} });
      expect(execute({ ...same, planHash: same.planHash, baseHash: there.baseHash }).summary.errors).toBe(0);
    } finally {
      here.close();
    }
  });
});

describe('a rule that is loaded', () => {
  test('goes on where the last asset that carries one of its names loses it', async () => {
    const own = await newWorld();
    try {
      await own.importCsv('tag,type,special\nM-1,MOTOR,\nM-2,MOTOR,true\n');
      own.loadRules(
        `  - { id: own.note, name: Note, for: { type: MOTOR }, where: 'props.rating_kw > 100 || props.special == true', do: { set_property: { poles: 4 } } }\n`,
      );
      own.execute();
      own.edit('M-2', {}, { unset: ['special'] });
      own.edit('M-1', { rating_kw: '160' });
      const { operations, notes } = planProject(own.project, { scope: {} });
      expect([operations.map(({ op, tag }) => `${op} ${tag}`), notes]).toEqual([['UPDATE M-1'], []]);
    } finally {
      own.close();
    }
  });

  test('goes on where no value of a property is of the type any more that it had, and names what it cannot compare', async () => {
    const own = await newWorld();
    try {
      await own.importCsv('tag,type,grade\nM-1,MOTOR,2\nM-2,MOTOR,B\n');
      own.loadRules(
        `  - { id: own.note, name: Note, for: { type: MOTOR }, where: 'props.poles == 2 || props.grade == "B"', do: { set_property: { phases: 3 } } }\n`,
      );
      own.edit('M-1', { poles: '2' });
      own.edit('M-2', { grade: '5' });
      const { operations, errors, notes } = planProject(own.project, { scope: {} });
      expect([operations.map(({ op, tag }) => `${op} ${tag}`), notes]).toEqual([['UPDATE M-1'], []]);
      expect(errors).toMatchObject([
        { tag: 'M-2', message: expect.stringContaining('props.grade') as unknown },
      ]);
    } finally {
      own.close();
    }
  });
});

describe('planning', () => {
  test('is refused for rules and assets that are not there', () => {
    const codeOf = (scope: Parameters<typeof planProject>[1]['scope']) =>
      failureOf(() => planProject(world.project, { scope })).code;
    expect([codeOf({ ruleIds: ['m.none'] }), codeOf({ assets: ['P-1', 'NONE'] })]).toEqual([
      'RULE_NOT_FOUND',
      'ASSET_NOT_FOUND',
    ]);
  });

  test('can be cancelled', () => {
    expect(failureOf(() => planProject(world.project, { scope: {}, shouldCancel: () => true })).code).toBe(
      'CANCELLED',
    );
  });
});

const failureCode = (call: () => unknown): string | null => {
  try {
    call();
    return null;
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  }
};

/** The value with each of its leaves changed in turn; where a thing came from (its chain) is only told. */
function* editsOf(value: JsonValue): Generator<JsonValue> {
  if (isJsonArray(value)) {
    for (const [index, member] of value.entries())
      for (const edited of editsOf(member)) yield value.with(index, edited);
  } else if (isJsonObject(value)) {
    for (const [key, member] of Object.entries(value)) {
      if (key === 'chain' || member === undefined) continue;
      for (const edited of editsOf(member)) yield { ...value, [key]: edited };
    }
  } else if (typeof value === 'string') yield `${value}x`;
  else if (typeof value === 'number') yield value + 1;
  else if (typeof value === 'boolean') yield !value;
  else yield 'x';
}
