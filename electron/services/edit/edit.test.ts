import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cable, create, packageOf } from '../testing/entity-changes.ts';
import { failureOf } from '../testing/failure.ts';
import { MOTOR_RULES } from '../testing/motor-rules.ts';
import { assetOf, batchLines, eventLines, eventsIn } from '../testing/project-reading.ts';
import { newWorld, type World } from '../testing/world.ts';
import { editEntity } from './edit.ts';

let world: World;
beforeEach(async () => {
  world = await newWorld();
  await world.importRows([
    { tag: 'P-1', type: 'PUMP', area: '100', shaft_power_kw: 60 },
    { tag: 'P-2', type: 'PUMP', area: '100' },
  ]);
});
afterEach(() => world.close());

const refusal = (call: () => unknown) => {
  const { code, message } = failureOf(call);
  return [code, message];
};

describe('a hand edit of an asset', () => {
  test('writes every kind of field, read like a cell of an import', () => {
    const { id: _id, ...before } = assetOf(world.project, 'P-2');
    const correlationId = world.edit(
      'p-2',
      {
        tag: 'P-2A',
        type: 'control valve',
        description: ' Feed ',
        discipline: 'piping',
        area: '0200',
        system: '4',
        parent_tag: 'p-1',
        io_type: 'AI',
        data_status: 'in review',
        power_kw: '415',
        'properties.loop': '4712.10',
        outdoor: 'yes',
        note: '0012',
      },
      { reason: 'as built' },
    );
    const { id: _same, ...after } = assetOf(world.project, 'P-2A');
    expect(after).toEqual({
      ...before,
      tag: 'P-2A',
      type: 'CONTROL_VALVE',
      description: 'Feed',
      discipline: 'PIPING',
      area: '0200',
      system: '4',
      parentId: assetOf(world.project, 'P-1').id,
      ioType: 'AI',
      dataStatus: 'IN_REVIEW',
      properties: { power_kw: 415, loop: '4712.10', outdoor: true, note: '0012' },
    });
    const [, event] = eventsIn(world.project, correlationId);
    expect([event?.eventType, event?.discipline, event?.payload.context]).toEqual([
      'ASSET_UPDATED',
      'MECHANICAL',
      { reason: 'as built' },
    ]);
  });

  test('gives back the entity as it stands afterwards, whatever was renamed', () => {
    const set = { tag: ' P-9 ', code: '7' };
    const { found } = editEntity(world.project, { tag: 'P-2', set, reason: null });
    expect(found?.entity).toMatchObject({ tag: 'P-9', properties: { code: 7 } });
  });

  test('that sets the value that stands there claims it for the person', () => {
    world.as('ben').edit('P-1', { area: '100' });
    expect(assetOf(world.project, 'P-1')).toMatchObject({
      area: '100',
      owners: { '*': 'user:anna', area: 'user:ben' },
    });
  });

  test('that changes nothing is recorded all the same', () => {
    expect(eventLines(world.project, world.edit('P-1', { area: '100' }))).toEqual([
      'BATCH_STARTED',
      'BATCH_COMPLETED',
    ]);
  });

  test('keeps a value from the rules, and unset gives it back to them', () => {
    world.loadRules(MOTOR_RULES);
    world.execute();
    world.edit('P-1-M', { power_kw: '90', tag: 'MOTOR-7' });
    world.execute();
    expect(assetOf(world.project, 'MOTOR-7').properties).toMatchObject({ power_kw: 90 });
    world.edit('MOTOR-7', {}, { unset: ['power_kw', 'tag'] });
    expect(assetOf(world.project, 'MOTOR-7')).toMatchObject({
      properties: {},
      owners: { '*': 'rule:m.motor' },
    });
    world.execute();
    expect(assetOf(world.project, 'P-1-M').properties).toMatchObject({ power_kw: 75 });
  });

  test('keeps a value that a person claimed though it was the rule that wrote it', () => {
    world.loadRules(MOTOR_RULES);
    world.execute();
    world.edit('P-1-M', { power_kw: '75' });
    world.edit('P-1', { shaft_power_kw: '30' });
    world.execute();
    expect(assetOf(world.project, 'P-1-M').properties).toMatchObject({ power_kw: 75 });
  });

  test("makes a new asset with its fields, all of them the person's", () => {
    const { found } = editEntity(world.project, {
      tag: ' M-9 ',
      newType: 'motor',
      set: { area: '7', power_kw: '5.5', parent_tag: 'P-1' },
      reason: null,
    });
    expect(found?.entity).toMatchObject({
      tag: 'M-9',
      type: 'MOTOR',
      discipline: 'ELECTRICAL',
      area: '7',
      parentId: assetOf(world.project, 'P-1').id,
      properties: { power_kw: 5.5 },
      origin: { userId: 'anna' },
      owners: { '*': 'user:anna' },
    });
  });

  test('is refused where a tag is used: renamed, or new', () => {
    world.change([create('CABLE', cable('C-1', null, null)), create('PACKAGE', packageOf('PK-1', []))]);
    expect(refusal(() => world.edit('P-1', { tag: 'p-2' }))).toEqual([
      'DUPLICATE_TAG',
      '"p-2" is used already. Choose another one.',
    ]);
    expect(refusal(() => world.edit('P-1', { tag: 'C-1' }))[0]).toBe('DUPLICATE_TAG');
    expect(refusal(() => world.edit('P-1', { tag: 'pk-1' }))[0]).toBe('DUPLICATE_TAG');
    expect(refusal(() => world.edit('P-2', {}, { newType: 'PUMP' }))).toEqual([
      'DUPLICATE_TAG',
      '"P-2" exists already. Choose another tag, or edit it without --new.',
    ]);
    expect(refusal(() => world.edit(' P-2', {}, { newType: 'PUMP' }))[0]).toBe('DUPLICATE_TAG');
    world.edit('P-1', { tag: 'p-1' });
    expect(assetOf(world.project, 'P-1').tag).toBe('p-1');
  });

  test('is refused where an asset would stand below itself', () => {
    world.edit('P-2', { parent_tag: 'P-1' });
    expect(refusal(() => world.edit('P-1', { parent_tag: 'P-2' }))).toEqual([
      'INVALID_ARGUMENT',
      'parent_tag: "P-1" would stand below itself. Choose another parent.',
    ]);
    expect(refusal(() => world.edit('P-1', { parent_tag: 'P-1' }))[0]).toBe('INVALID_ARGUMENT');
  });

  test('is refused for what is not there or not allowed, and then leaves no batch', () => {
    const before = batchLines(world.project);
    const refused: readonly [() => unknown, string][] = [
      [() => world.edit('NONE', { area: '1' }), 'ASSET_NOT_FOUND'],
      [() => world.edit('P-1', { parent_tag: 'NONE' }), 'ASSET_NOT_FOUND'],
      [() => world.edit('P-1', { 'Bad Name': '1' }), 'UNKNOWN_PROPERTY'],
      [() => world.edit('P-1', { power_kw: 'many' }), 'INVALID_ARGUMENT'],
      [() => world.edit('P-1', { tag: ' ' }), 'INVALID_ARGUMENT'],
      [() => world.edit('P-1', { area: '' }), 'INVALID_ARGUMENT'],
      [() => world.edit('P-1', { discipline: 'MAGIC' }), 'INVALID_ARGUMENT'],
      [() => world.edit('P-1', {}, { unset: ['tag'] }), 'INVALID_ARGUMENT'],
      [() => world.edit('P-1', { area: '1' }, { unset: ['area'] }), 'INVALID_ARGUMENT'],
      [() => world.edit('P-1', { area: '1' }, { delete: true }), 'INVALID_ARGUMENT'],
      [() => world.edit('X-1', {}, { newType: 'PUMP', delete: true }), 'INVALID_ARGUMENT'],
      [() => world.edit('X-1', {}, { newType: '!' }), 'INVALID_ARGUMENT'],
    ];
    expect(refused.map(([call]) => failureOf(call).code)).toEqual(refused.map(([, code]) => code));
    expect(batchLines(world.project)).toEqual(before);
  });
});
