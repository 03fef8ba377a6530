import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { historyOf } from './history.ts';
import { failureOf } from './testing/failure.ts';
import { MOTOR_RULES } from './testing/motor-rules.ts';
import { newWorld, type World } from './testing/world.ts';

let world: World;
beforeEach(async () => {
  world = await newWorld();
  await world.importRows([{ tag: 'P-1', type: 'PUMP', area: '1', shaft_power_kw: 60 }]);
  world.loadRules(MOTOR_RULES);
});
afterEach(() => world.close());

const lines = (tag: string) => {
  const { found, events, related } = historyOf(world.project, tag);
  const line = ({ eventType, isRolledBack }: (typeof events)[number]) =>
    `${eventType}${isRolledBack ? ' (rolled back)' : ''}`;
  return { found: found === null ? null : found.type, events: events.map(line), related: related.map(line) };
};

describe('the history of a tag', () => {
  test('is every event of the asset and of what is tied to it, oldest first, rolled-back ones marked', () => {
    world.execute();
    const edit = world.edit('P-1-M', { power_kw: '90' });
    world.rollBack(edit);
    expect(lines('p-1-m')).toEqual({
      found: 'ASSET',
      events: ['ASSET_CREATED', 'ASSET_UPDATED', 'ASSET_UPDATED (rolled back)', 'ASSET_UPDATED'],
      related: ['RELATIONSHIP_CREATED'],
    });
  });

  test('tells of a tag that is gone', () => {
    world.execute();
    world.remove('P-1-M');
    expect(lines('P-1-M')).toEqual({
      found: null,
      events: ['ASSET_CREATED', 'ASSET_UPDATED', 'ASSET_DELETED'],
      related: ['RELATIONSHIP_CREATED', 'RELATIONSHIP_DELETED'],
    });
  });

  test('tells of all that bore the tag, one after another, and of what bears another one now', async () => {
    world.remove('P-1');
    await world.importRows([{ tag: 'P-1', type: 'PUMP' }]);
    expect(lines('P-1')).toEqual({
      found: 'ASSET',
      events: ['ASSET_CREATED', 'ASSET_DELETED', 'ASSET_CREATED'],
      related: [],
    });
    world.edit('P-1', { tag: 'P-2' });
    expect(lines('P-1')).toMatchObject({
      found: null,
      events: ['ASSET_CREATED', 'ASSET_DELETED', 'ASSET_CREATED', 'ASSET_UPDATED'],
    });
  });

  test('is refused for a tag that nothing ever bore', () => {
    const { code, message } = failureOf(() => historyOf(world.project, 'NONE'));
    expect([code, message]).toEqual([
      'ASSET_NOT_FOUND',
      'Nothing in this project has or ever had the tag "NONE". Check the tag.',
    ]);
  });
});
