import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findBatch, listBatches } from '../../store/batch-query.ts';
import { eventsOfBatch } from '../../store/event-query.ts';
import { verifyProject } from '../../store/verify.ts';
import { asset, cable, create, edge, finding, update } from '../testing/entity-changes.ts';
import { stateOf } from '../testing/state-of.ts';
import { newWorld, type World } from '../testing/world.ts';
import { runBatch } from '../run-batch.ts';
import { previewRollback, rollBack } from './rollback.ts';

let world: World;

beforeEach(async () => {
  world = await newWorld();
});

afterEach(() => world.close());

const refused = (code: string) => expect.objectContaining({ code });
const statusOf = (id: string) => findBatch(world.project.database, id, true)?.status;
const firstBatch = (): string => listBatches(world.project.database, true).at(-1)?.correlationId ?? '';

const plant = () =>
  world.change([
    create('ASSET', asset('P-1', 'PUMP')),
    create('ASSET', asset('M-1', 'MOTOR', { parentId: 'P-1' })),
    create('CABLE', cable('C-1', 'P-1', 'M-1')),
    create('EDGE', edge('M-1', 'powers', 'P-1')),
  ]);

describe('a rollback', () => {
  test('is a batch of its own: what it targets, the compensations with their causes, what it undid', () => {
    const batch = plant();
    const original = [...eventsOfBatch(world.project.database, batch)];
    const id = (aggregate: string) => original.find(({ aggregateId }) => aggregateId === aggregate)?.id;
    const rollback = world.rollBack(batch);
    const events = [...eventsOfBatch(world.project.database, rollback)];
    expect(events.map(({ eventType, aggregateId }) => `${eventType} ${aggregateId}`)).toEqual([
      `BATCH_STARTED ${rollback}`,
      `ROLLBACK ${rollback}`,
      'RELATIONSHIP_DELETED M-1 powers P-1',
      'CABLE_DELETED C-1',
      'ASSET_DELETED M-1',
      'ASSET_DELETED P-1',
      `BATCH_ROLLED_BACK ${batch}`,
      `BATCH_COMPLETED ${rollback}`,
    ]);
    expect(events.slice(2, 6).map(({ causationId }) => causationId)).toEqual(
      ['M-1 powers P-1', 'C-1', 'M-1', 'P-1'].map(id),
    );
    expect(events[1]?.payload.context).toEqual({
      target: batch,
      reason: 'test',
      cascade: [],
      switched: [{ correlationId: batch, inForce: false }],
    });
    expect([statusOf(batch), statusOf(rollback)]).toEqual(['ROLLED_BACK', 'COMPLETED']);
    expect([...eventsOfBatch(world.project.database, batch)].every(({ isRolledBack }) => isRolledBack)).toBe(
      true,
    );
  });

  test('a redo brings the same ids back, parents first, and is caused by the compensations', () => {
    const rollback = world.rollBack(plant());
    const compensations = [...eventsOfBatch(world.project.database, rollback)];
    const redo = world.rollBack(rollback);
    const events = [...eventsOfBatch(world.project.database, redo)].slice(2, -2);
    expect(events.map(({ eventType, aggregateId }) => `${eventType} ${aggregateId}`)).toEqual([
      'ASSET_CREATED P-1',
      'ASSET_CREATED M-1',
      'CABLE_CREATED C-1',
      'RELATIONSHIP_CREATED M-1 powers P-1',
    ]);
    for (const { aggregateId, causationId } of events) {
      expect(causationId).toBe(compensations.find((event) => event.aggregateId === aggregateId)?.id);
    }
  });

  test('says what it would do and then does just that', () => {
    const batch = plant();
    world.change([create('FINDING', finding('r', 'P-1'))]);
    const preview = previewRollback(world.project, batch, false);
    expect(preview).toEqual({
      correlationId: null,
      originalCorrelationId: batch,
      cascaded: [],
      eventsRolledBack: 4,
      summary: {
        assets: { deleted: 2, restored: 0, recreated: 0 },
        cables: { deleted: 1, restored: 0, recreated: 0 },
        edges: { deleted: 1, restored: 0, recreated: 0 },
        packages: { deleted: 0, restored: 0, recreated: 0 },
      },
      conflicts: [],
    });
    const progress: number[] = [];
    const result = rollBack(world.project, {
      correlationId: batch,
      reason: 'wrong list',
      cascade: false,
      shouldCancel: () => false,
      onProgress: (events) => progress.push(events),
    });
    expect(result).toEqual({ ...preview, correlationId: result.correlationId });
    expect(progress.at(-1)).toBe(7);
    expect(findBatch(world.project.database, result.correlationId ?? '', true)).toMatchObject({
      kind: 'ROLLBACK',
      reason: 'wrong list',
      summary: { ...preview.summary, eventsRolledBack: 4 },
    });
  });

  test('a long chain of parents goes from its end', () => {
    const tags = Array.from({ length: 3_000 }, (_, index) => `T-${index}`);
    const chain = tags.map((tag, index) =>
      create('ASSET', asset(tag, 'TANK', { parentId: tags[index + 1] ?? null })),
    );
    const rollback = world.rollBack(world.change(chain));
    const deleted = [...eventsOfBatch(world.project.database, rollback)].slice(2, -2);
    expect(deleted.map(({ aggregateId }) => aggregateId)).toEqual(tags);
  });
});

describe('a rollback is refused', () => {
  test('for a batch that is not there', () => {
    expect(() => world.rollBack('nothing')).toThrow(refused('BATCH_NOT_FOUND'));
  });

  test('without a reason', () => {
    const request = { correlationId: plant(), reason: ' ', cascade: false };
    expect(() => rollBack(world.project, request)).toThrow(refused('INVALID_ARGUMENT'));
  });

  test('twice, whatever it is', () => {
    const batch = plant();
    const rollback = world.rollBack(batch);
    expect(() => world.rollBack(batch)).toThrow(refused('ALREADY_ROLLED_BACK'));
    world.rollBack(rollback);
    expect(() => world.rollBack(rollback)).toThrow(refused('ALREADY_ROLLED_BACK'));
  });

  test('for a redo, where what was rolled back has been switched on otherwise', () => {
    const batch = plant();
    const redo = world.rollBack(world.rollBack(batch));
    world.rollBack(batch);
    expect(() => world.rollBack(redo)).toThrow(refused('ALREADY_ROLLED_BACK'));
  });

  test('for a redo, where one of a cascade has been switched on otherwise', () => {
    const batch = world.change([create('ASSET', asset('P-9', 'PUMP'))]);
    const later = world.edit('P-9', { area: '1' });
    const cascade = world.rollBack(batch, true);
    const redo = world.rollBack(cascade);
    world.rollBack(later);
    expect(() => world.rollBack(redo)).toThrow(refused('ALREADY_ROLLED_BACK'));
  });

  test('for the batch that created the project', () => {
    expect(() => world.rollBack(firstBatch())).toThrow(refused('INVALID_ARGUMENT'));
  });

  test('for a batch without changes', () => {
    plant();
    const batch = world.change([update('ASSET', 'P-1', { tag: 'P-1' })]);
    expect(() => world.rollBack(batch)).toThrow(refused('INVALID_ARGUMENT'));
  });

  test('for a batch that was interrupted, failed or was cancelled', () => {
    const { project } = world;
    const interrupted = project.store.start({ kind: 'EDIT', userId: 'anna', reason: null });
    expect(() => world.rollBack(interrupted.correlationId)).toThrow(refused('INVALID_ARGUMENT'));
    project.store.end(interrupted, 'BATCH_FAILED');
    expect(() => world.rollBack(interrupted.correlationId)).toThrow(refused('INVALID_ARGUMENT'));
  });

  test('during another batch', () => {
    const batch = plant();
    const before = stateOf(world.project);
    const attempt = () =>
      runBatch(world.project, { kind: 'EDIT', reason: null }, () => {
        expect(previewRollback(world.project, batch, false).conflicts).toEqual([]);
        world.rollBack(batch);
        return [];
      });
    expect(attempt).toThrow(refused('EXECUTION_IN_PROGRESS'));
    expect(stateOf(world.project)).toEqual(before);
  });
});

describe('a rollback that does not come about changes nothing', () => {
  test('where it is cancelled', () => {
    const batch = plant();
    const before = stateOf(world.project);
    const request = { correlationId: batch, reason: 'x', cascade: false, shouldCancel: () => true };
    expect(() => rollBack(world.project, request)).toThrow(refused('CANCELLED'));
    expect(stateOf(world.project)).toEqual(before);
    expect(listBatches(world.project.database, true)[0]?.status).toBe('CANCELLED');
    world.rollBack(batch);
    expect(Object.keys(stateOf(world.project).ASSET)).toEqual([]);
  });

  test('where the snapshot is gone, was altered, or says something else than the events', () => {
    const batch = world.change([create('ASSET', asset('P-1', 'PUMP', { properties: { poles: 2 } }))]);
    const edited = world.change([update('ASSET', 'P-1', { area: '1', properties: { poles: 4 } })]);
    const { database } = world.project;
    const tamper = (sql: string) => database.prepare(sql).run();
    const expectRefused = (id: string) =>
      expect(() => world.rollBack(id)).toThrow(refused('PROJECT_CORRUPT'));
    tamper(`UPDATE execution_snapshots SET state = x'00' WHERE correlation_id = '${batch}'`);
    expectRefused(batch);
    tamper(`DELETE FROM execution_snapshots WHERE correlation_id = '${batch}'`);
    expectRefused(batch);
    tamper('DROP TRIGGER workflow_events_no_update');
    tamper(
      `UPDATE workflow_events SET payload = json_set(payload, '$.before.properties.poles', 6) WHERE correlation_id = '${edited}' AND event_type = 'ASSET_UPDATED'`,
    );
    expectRefused(edited);
    tamper(
      `UPDATE workflow_events SET payload = json_set(payload, '$.before', NULL) WHERE correlation_id = '${edited}' AND event_type = 'ASSET_UPDATED'`,
    );
    expectRefused(edited);
  });
});

describe('rollbacks of rollbacks', () => {
  test('a rollback that had nothing to compensate can be redone', () => {
    plant();
    const edited = world.edit('M-1', { area: '1' });
    const deleted = world.remove('M-1');
    const rollback = world.rollBack(edited);
    expect(findBatch(world.project.database, rollback, true)?.counts.assets).toEqual({
      created: 0,
      updated: 0,
      deleted: 0,
    });
    world.rollBack(rollback);
    expect(statusOf(edited)).toBe('COMPLETED');
    world.rollBack(deleted);
    expect(stateOf(world.project).ASSET['M-1']?.['area']).toBe('1');
  });

  test('a cascade is redone as a whole, and the redo rolled back', () => {
    const empty = stateOf(world.project);
    const batch = plant();
    const later = world.edit('M-1', { area: '1' });
    const full = stateOf(world.project);
    const cascade = world.rollBack(batch, true);
    const redo = world.rollBack(cascade);
    expect([stateOf(world.project), statusOf(batch), statusOf(later)]).toEqual([
      full,
      'COMPLETED',
      'COMPLETED',
    ]);
    const again = world.rollBack(redo);
    expect([stateOf(world.project), statusOf(batch), statusOf(later)]).toEqual([
      empty,
      'ROLLED_BACK',
      'ROLLED_BACK',
    ]);
    expect([statusOf(cascade), statusOf(redo), statusOf(again)]).toEqual([
      'ROLLED_BACK',
      'ROLLED_BACK',
      'COMPLETED',
    ]);
    expect(verifyProject(world.project.database)).toMatchObject({ ok: true });
  });

  test('a redo that took a later batch back with it gives it back when it is rolled back', () => {
    plant();
    const renamed = world.edit('P-1', { tag: 'P-2' });
    const undone = world.rollBack(renamed);
    const taken = world.edit('M-1', { tag: 'P-2' });
    const before = stateOf(world.project);
    const redo = world.rollBack(undone, true);
    expect([statusOf(renamed), statusOf(taken)]).toEqual(['COMPLETED', 'ROLLED_BACK']);
    world.rollBack(redo);
    expect([statusOf(renamed), statusOf(taken)]).toEqual(['ROLLED_BACK', 'COMPLETED']);
    expect(stateOf(world.project)).toEqual(before);
  });
});
