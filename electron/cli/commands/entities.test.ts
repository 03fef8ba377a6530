import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MOTOR_RULES } from '../../services/testing/motor-rules.ts';
import { openForWriting } from '../../services/project.ts';
import { batchOfChanges, cable, create, packageOf } from '../../services/testing/entity-changes.ts';
import { errorOf, listOf, newPlant, textOf, type Desk } from '../testing.ts';

let desk: Desk;
let project: string;
beforeAll(async () => {
  desk = await newPlant('tag,type,area,shaft_power_kw\nP-1,PUMP,100,10\nP-2,PUMP,200,120\np_[3],PUMP,200,\n');
  ({ project } = desk);
  await desk.done('rules', 'load', project, desk.write('m.yaml', `pack: m\nrules:\n${MOTOR_RULES}`));
  await desk.done('execute', project);
});
afterAll(() => desk.close());

const ID = expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-[57][0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/);
const tagsOf = async (...options: string[]) =>
  listOf(await desk.done('assets', project, ...options), 'items').map(({ tag }) => tag);

describe('assets', () => {
  test('come by tag, with all their fields and the tag of their parent', async () => {
    const document = await desk.done('assets', project, '--type', 'motor');
    expect(document).toMatchObject({
      items: [
        {
          id: ID,
          tag: 'P-1-M',
          type: 'MOTOR',
          description: null,
          discipline: 'ELECTRICAL',
          area: '100',
          system: null,
          parentId: ID,
          parentTag: 'P-1',
          ioType: null,
          dataStatus: 'FRESH_IMPORT',
          properties: { power_kw: 11 },
          origin: { ruleId: 'm.motor', sourceId: ID, slot: 'motor' },
          owners: { '*': 'rule:m.motor' },
          version: 2,
        },
        { tag: 'P-2-M' },
      ],
      total: 2,
    });
  });

  test('are limited by type, tag and area; the total counts all that match', async () => {
    expect(await tagsOf('--tag', 'P-?')).toEqual(['P-1', 'P-2']);
    expect(await tagsOf('--tag', 'p-*-m', '--area', '200')).toEqual(['P-2-M']);
    expect(await tagsOf('--tag', '*[3]')).toEqual(['p_[3]']);
    expect(await tagsOf('--area', '300')).toEqual([]);
    expect(await desk.done('assets', project, '--limit', '1')).toMatchObject({
      items: [{ tag: 'P-1' }],
      total: 5,
    });
    expect((await desk.run('assets', project, '--limit', '2')).stdout).toContain('2 of 5 assets.');
  });

  test.each(['0', '-1', 'x', '1.5', '', '99999999999999999999'])('refuse --limit %j', async (limit) => {
    const result = await desk.json('assets', project, '--limit', limit);
    expect([result.status, errorOf(result)['code']]).toEqual([1, 'INVALID_FILTER']);
  });
});

describe('other lists', () => {
  test('edges show their ends by tag', async () => {
    expect(await desk.done('edges', project)).toMatchObject({
      items: [
        {
          id: ID,
          sourceId: ID,
          sourceTag: 'P-1-M',
          targetId: ID,
          targetTag: 'P-1',
          relation: 'powers',
          slot: '',
          properties: {},
          origin: {},
        },
        { sourceTag: 'P-2-M' },
      ],
      total: 2,
    });
    expect((await desk.run('edges', project)).stdout).toMatch(/^P-1-M +powers +P-1$/m);
  });

  test('findings are the open ones, or all', async () => {
    expect(await desk.done('findings', project)).toMatchObject({
      items: [
        {
          ruleId: 'm.large',
          severity: 'ERROR',
          code: 'FAILED',
          tag: 'P-2-M',
          message: 'P-2-M is large',
          status: 'OPEN',
        },
      ],
      total: 1,
    });
    await desk.done('edit', project, 'P-2', '--set', 'shaft_power_kw=20');
    await desk.done('execute', project);
    expect(await desk.done('findings', project)).toEqual({ items: [], total: 0 });
    expect(await desk.done('findings', project, '--all')).toMatchObject({
      items: [{ status: 'RESOLVED' }],
      total: 1,
    });
  });

  test('cables and packages of a project without any are empty', async () => {
    for (const name of ['cables', 'packages']) {
      expect(await desk.done(name, project)).toEqual({ items: [], total: 0 });
      expect((await desk.run(name, project)).stdout).toContain(`0 of 0 ${name}.`);
    }
  });

  test('cables and packages show their fields, and are edited and deleted like assets', async () => {
    const [pump = {}] = listOf(await desk.done('assets', project, '--tag', 'P-1'), 'items');
    const id = textOf(pump, 'id');
    await seed(id);
    expect(await desk.done('cables', project)).toMatchObject({
      items: [
        { tag: 'W-1', cableType: 'POWER', fromTag: 'P-1', toTag: null, lengthM: 75, status: 'PROPOSED' },
      ],
      total: 1,
    });
    const members = [{ aggregateType: 'ASSET', aggregateId: id }];
    expect(await desk.done('packages', project)).toMatchObject({
      items: [{ code: '100-CA', packageType: 'CA-P040', status: 'OPEN', members }],
      total: 1,
    });
    expect(
      await desk.done('edit', project, 'w-1', '--set', 'lengthM=80', '--set', 'status=APPROVED'),
    ).toMatchObject({
      cable: { tag: 'W-1', lengthM: 80, status: 'APPROVED', version: 2 },
    });
    expect(await desk.done('edit', project, '100-ca', '--set', 'status=ISSUED')).toMatchObject({
      package: { code: '100-CA', status: 'ISSUED', members },
    });
    expect(await desk.done('history', project, 'W-1')).toMatchObject({
      cable: { tag: 'W-1' },
      events: [{}, {}],
    });
    expect(await desk.done('edit', project, 'W-1', '--delete')).toMatchObject({ cable: null });
    expect(await desk.done('edit', project, '100-CA', '--delete')).toMatchObject({ package: null });
    expect(await desk.done('info', project)).toMatchObject({ counts: { cables: 0, packages: 0 } });
  });
});

/** A cable and a package, which no rule makes yet. */
async function seed(pumpId: string): Promise<void> {
  const opened = await openForWriting(project, 'anna');
  try {
    batchOfChanges(opened, [
      create('CABLE', cable('W-1', pumpId, null, { lengthM: 75 })),
      create('PACKAGE', packageOf('100-CA', [`ASSET:${pumpId}`])),
    ]);
  } finally {
    opened.close();
  }
}
