import { existsSync, linkSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { WorkflowEvent } from '../../shared/model/events.ts';
import { readHead } from '../store/append.ts';
import { GENESIS_HASH, hashOfEvent } from '../store/event-hash.ts';
import { verifyProject } from '../store/verify.ts';
import { exportEvents } from './export.ts';
import { openForReading } from './project.ts';
import { rejectionOf } from './testing/failure.ts';
import { MOTOR_RULES } from './testing/motor-rules.ts';
import { newWorld, type World } from './testing/world.ts';

let world: World;
beforeEach(async () => {
  world = await newWorld();
  await world.importRows([{ tag: 'P-1', type: 'PUMP', area: '1', shaft_power_kw: 60, note: 'Größe "x", y' }]);
  world.loadRules(MOTOR_RULES);
  world.execute();
});
afterEach(() => world.close());

const out = (name: string): string => join(world.folder, name);
const linesOf = (path: string): string[] => readFileSync(path, 'utf8').trimEnd().split('\n');

describe('an export', () => {
  test('as JSON Lines is the whole log, oldest first, from which every hash can be computed again', async () => {
    const path = out('log.jsonl');
    const { position, hash } = readHead(world.project.database);
    expect(await exportEvents(world.project, 'jsonl', path, {})).toEqual({
      out: path,
      events: position,
      headHash: hash,
    });
    const events = linesOf(path).map((line) => JSON.parse(line) as Omit<WorkflowEvent, 'isRolledBack'>);
    expect(events.map((event) => event.position)).toEqual(events.map((_, index) => index + 1));
    expect(events.map(computedHash)).toEqual(events.map((event) => event.hash));
    expect(events.map(({ prevHash }) => prevHash)).toEqual([
      GENESIS_HASH,
      ...events.slice(0, -1).map((event) => event.hash),
    ]);
    expect(events.at(-1)?.hash).toBe(hash);
  });

  test('as CSV has a row for each event that the filter finds, as HTML a report that names them', async () => {
    const asset = { asset: 'P-1-M' };
    const csv = await exportEvents(world.project, 'csv', out('log.csv'), asset);
    expect(csv.events).toBe(3);
    expect(linesOf(out('log.csv'))).toHaveLength(4);
    const html = await exportEvents(world.project, 'html', out('log.html'), asset);
    const text = readFileSync(out('log.html'), 'utf8');
    expect([html.events, text.includes('P-1-M'), text.includes(html.headHash)]).toEqual([3, true, true]);
  });

  test('takes the place of an earlier one, and of nothing where it fails', async () => {
    writeFileSync(out('log.csv'), 'old');
    await exportEvents(world.project, 'csv', out('log.csv'), {});
    expect(linesOf(out('log.csv')).length).toBeGreaterThan(5);
    expect((await rejectionOf(exportEvents(world.project, 'csv', out('none/log.csv'), {}))).code).toBe(
      'FILE_NOT_READABLE',
    );
    expect((await rejectionOf(exportEvents(world.project, 'csv', out('log.csv/log.csv'), {}))).code).toBe(
      'FILE_NOT_READABLE',
    );
  });

  test('never takes the place of the project or of what belongs to it, by whatever name', async () => {
    const { path } = world.project;
    symlinkSync(path, out('link.csv'));
    linkSync(path, out('hard.csv'));
    symlinkSync(world.folder, out('folder'));
    const names = [
      path,
      relative(process.cwd(), path),
      join(world.folder, '.', 'folder', 'plant.synapse'),
      out('link.csv'),
      out('hard.csv'),
      `${path}-wal`,
      `${path}-lock`,
      `${path}-journal`,
      join(world.folder, 'folder', 'plant.synapse-journal'),
    ];
    for (const name of names)
      expect([name, (await rejectionOf(exportEvents(world.project, 'csv', name, {}))).code]).toEqual([
        name,
        'INVALID_ARGUMENT',
      ]);
    expect(existsSync(`${path}-journal`)).toBe(false);
    expect(verifyProject(world.project.database).ok).toBe(true);
  });

  test('holds what the log held when it began', async () => {
    const reader = openForReading(world.project.path);
    const { position, hash } = readHead(reader.database);
    const exported = exportEvents(reader, 'jsonl', out('log.jsonl'), {});
    world.edit('P-1', { area: '2' });
    expect(await exported).toMatchObject({ events: position, headHash: hash });
    expect(linesOf(out('log.jsonl'))).toHaveLength(position);
    reader.close();
  });
});

function computedHash(event: Omit<WorkflowEvent, 'isRolledBack'>): string {
  return hashOfEvent({
    position: event.position,
    id: event.id,
    event_type: event.eventType,
    aggregate_type: event.aggregateType,
    aggregate_id: event.aggregateId,
    rule_id: event.ruleId,
    discipline: event.discipline,
    payload: JSON.stringify(event.payload),
    metadata: JSON.stringify(event.metadata),
    correlation_id: event.correlationId,
    causation_id: event.causationId,
    sequence_num: event.sequenceNum,
    user_id: event.userId,
    timestamp: event.timestamp,
    prev_hash: event.prevHash,
  });
}
