import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SETTINGS } from '../../shared/settings.ts';
import { loadProject } from '../store/plant.ts';
import { changeSettings, readSettings } from './settings.ts';
import { failureOf } from './testing/failure.ts';
import { batchLines, eventsIn } from './testing/project-reading.ts';
import { newWorld, type World } from './testing/world.ts';

let world: World;
beforeEach(async () => {
  world = await newWorld();
});
afterEach(() => world.close());

const DEFAULTS = Object.fromEntries(Object.entries(SETTINGS).map(([name, term]) => [name, term.default]));

describe('the settings of a project', () => {
  test('have their defaults until they are changed, and an empty text brings a default back', () => {
    expect(readSettings(world.project)).toEqual(DEFAULTS);
    const { settings, correlationId } = changeSettings(
      world.project,
      { ambient_c: '-5.5', installation: 'C', tag_pattern: '^[A-Z]' },
      'north',
    );
    expect(settings).toEqual({ ...DEFAULTS, ambient_c: -5.5, installation: 'C', tag_pattern: '^[A-Z]' });
    const [, event] = eventsIn(world.project, correlationId);
    expect([event?.eventType, event?.payload.diff]).toEqual([
      'PROJECT_CHANGED',
      [
        { field: 'settings.ambient_c', old: null, new: -5.5 },
        { field: 'settings.installation', old: null, new: 'C' },
        { field: 'settings.tag_pattern', old: null, new: '^[A-Z]' },
      ],
    ]);
    world.settings({ ambient_c: '', installation: ' ', tag_pattern: '' });
    expect(readSettings(world.project)).toEqual(DEFAULTS);
  });

  test('name, country and client change with them', () => {
    world.settings({ name: ' Works ', country: 'us', client: 'ACME' });
    expect(loadProject(world.project.database)).toMatchObject({
      name: 'Works',
      country: 'US',
      client: 'ACME',
    });
    world.settings({ country: '', client: ' ' });
    expect(loadProject(world.project.database)).toMatchObject({ name: 'Works', country: null, client: null });
  });

  test('that are unknown or out of range are refused by name, and nothing of the call is kept', () => {
    const refused: readonly Readonly<Record<string, string>>[] = [
      { ambient: '1' },
      { ambient: '' },
      { __proto__x: '1' },
      { constructor: '1' },
      { ambient_c: 'warm' },
      { ambient_c: '1e1' },
      { ambient_c: '0x10' },
      { ambient_c: '81' },
      { tag_pattern: '(' },
      { name: ' ' },
      { country: 'Germany' },
    ];
    for (const values of refused)
      expect(failureOf(() => world.settings({ lv_limit_kw: '100', ...values })).code).toBe(
        'INVALID_ARGUMENT',
      );
    expect(failureOf(() => world.settings({ ambient_c: '81' })).message).toBe(
      'ambient_c: "81" is no number from -40 to 80. Ambient temperature that cables and motors are sized for.',
    );
    expect(readSettings(world.project)).toEqual(DEFAULTS);
    expect(batchLines(world.project)).toEqual(['SETTINGS COMPLETED']);
  });

  test('that are as they were leave a batch without changes', () => {
    world.settings({ ambient_c: '30' });
    const { correlationId } = changeSettings(world.project, { ambient_c: '30' }, null);
    expect(eventsIn(world.project, correlationId).map(({ eventType }) => eventType)).toEqual([
      'BATCH_STARTED',
      'BATCH_COMPLETED',
    ]);
  });
});
