import { expect } from 'vitest';
import { SynapseError } from '../../../shared/errors.ts';
import { listBatches } from '../../store/batch-query.ts';
import { verifyProject } from '../../store/verify.ts';
import { previewRollback, rollBack } from '../rollback/rollback.ts';
import { stateOf } from './state-of.ts';
import type { World } from './world.ts';

/** What stands against a rollback, in a line each: `P-1 area (EDIT of bernd) wrote the same field since`. */
export const conflictsOf = (world: World, correlationId: string): string[] =>
  previewRollback(world.project, correlationId, false).conflicts.map(
    ({ tag, field, kind, userId, reason }) => `${tag} ${field} (${kind} of ${userId}) ${reason}`,
  );

/** Refused with exactly this list, changing nothing; then rolled back with all of `later`, newest first. */
export function expectConflict(
  world: World,
  batch: string,
  later: readonly string[],
  conflicts: readonly string[],
): void {
  const before = stateOf(world.project);
  expect(conflictsOf(world, batch)).toEqual(conflicts);
  const batches = listBatches(world.project.database, true);
  expect(() => world.rollBack(batch)).toThrow(SynapseError);
  expect([stateOf(world.project), listBatches(world.project.database, true)]).toEqual([before, batches]);
  expect(previewRollback(world.project, batch, true)).toMatchObject({ conflicts: [], cascaded: later });
  const result = rollBack(world.project, { correlationId: batch, reason: 'wrong', cascade: true });
  expect(result.cascaded).toEqual(later);
  expect(verifyProject(world.project.database)).toMatchObject({ ok: true });
  world.rollBack(result.correlationId ?? '');
  expect(stateOf(world.project)).toEqual(before);
}
