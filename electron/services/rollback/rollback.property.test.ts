import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SynapseError } from '../../../shared/errors.ts';
import { listBatches } from '../../store/batch-query.ts';
import { verifyProject } from '../../store/verify.ts';
import { replay } from '../testing/replay.ts';
import { unsound } from '../testing/soundness-of.ts';
import { stateOf } from '../testing/state-of.ts';
import { newWorld, type World } from '../testing/world.ts';
import { batchSteps, runStep, type BatchStep } from '../testing/random-batches.ts';
import { previewRollback, rollBack } from './rollback.ts';

interface RollbackStep {
  readonly kind: 'rollback';
  /** Which of the batches that can be rolled back, counted from the newest. */
  readonly pick: number;
  readonly cascade: boolean;
  /** How often the rollback is redone and rolled back again afterwards. */
  readonly back: number;
}

interface TriedStep {
  readonly kind: 'batch';
  readonly batch: BatchStep;
  /** Whether it is rolled back and redone at once. */
  readonly isTried: boolean;
}

const steps = fc.array(
  fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({ kind: fc.constant('batch' as const), batch: batchSteps, isTried: fc.boolean() }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('rollback' as const),
        pick: fc.nat(8),
        cascade: fc.boolean(),
        back: fc.nat(2),
      }),
    },
  ),
  { minLength: 6, maxLength: 22 },
);

const numRuns = Number(process.env['ROLLBACK_RUNS'] ?? 25);

test('the state is always what the originals in force produce, in order', {
  timeout: numRuns * 3_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (sequence) => {
      const world = await newWorld();
      try {
        const account = newAccount(world);
        for (const step of sequence) {
          if (step.kind === 'batch') await applyBatch(account, step);
          else tryRollback(account, step);
          expectSound(account);
        }
        expect(verifyProject(world.project.database)).toMatchObject({ ok: true });
      } finally {
        world.close();
      }
    }),
    { numRuns },
  );
});

/** What the test itself keeps account of: which originals are on, and what each rollback switched. */
interface Account {
  readonly world: World;
  readonly on: Set<string>;
  readonly switches: Map<string, ReadonlyMap<string, boolean>>;
}

const newAccount = (world: World): Account => ({
  world,
  on: new Set(listBatches(world.project.database, true).map(({ correlationId }) => correlationId)),
  switches: new Map(),
});

async function applyBatch(account: Account, { batch, isTried }: TriedStep): Promise<void> {
  const { world, on } = account;
  const before = stateOf(world.project);
  const id = await runStep(world, batch);
  if (id === null) return;
  on.add(id);
  const after = stateOf(world.project);
  if (!isTried || !canRollBack(world, id)) return;
  const rollback = succeed(account, id);
  expect(stateOf(world.project)).toEqual(before);
  succeed(account, rollback);
  expect(stateOf(world.project)).toEqual(after);
}

const canRollBack = ({ project }: World, id: string): boolean =>
  listBatches(project.database, true).some(
    ({ correlationId, canRollback }) => correlationId === id && canRollback,
  );

function tryRollback(account: Account, { pick, cascade, back }: RollbackStep): void {
  const { project } = account.world;
  const candidates = listBatches(project.database, true).filter(
    ({ canRollback, kind, status }) => canRollback || (kind === 'ROLLBACK' && status === 'COMPLETED'),
  );
  const target = candidates[pick % Math.max(1, candidates.length)];
  if (target === undefined) return;
  const before = stateOf(project);
  const batches = listBatches(project.database, true);
  let last = attempt(account, target.correlationId, cascade);
  if (last === null) {
    expect(stateOf(project)).toEqual(before);
    expect(listBatches(project.database, true)).toEqual(batches);
    return;
  }
  const after = stateOf(project);
  for (let turn = 0; turn < back; turn += 1) {
    // A redo may stand behind a field that was written since; then undoing the redo is a conflict as ever.
    const isRedoUndone = turn === 0 && account.switches.has(target.correlationId);
    last = isRedoUndone ? attempt(account, last, false) : succeed(account, last);
    expect(stateOf(project)).toEqual(last !== null && turn % 2 === 0 ? before : after);
    if (last === null) return;
    expectSound(account);
  }
}

/** The rollback's id, or null where it is refused: then the preview says so, too. */
function attempt(account: Account, correlationId: string, cascade: boolean): string | null {
  const { project } = account.world;
  try {
    const preview = previewRollback(project, correlationId, cascade);
    const result = rollBack(project, { correlationId, reason: 'random', cascade });
    expect({ ...preview, correlationId: result.correlationId }).toEqual(result);
    note(account, correlationId, result.correlationId ?? '', result.cascaded);
    return result.correlationId;
  } catch (error) {
    if (!(error instanceof SynapseError)) throw error;
    expect(['ROLLBACK_CONFLICT', 'ALREADY_ROLLED_BACK']).toContain(error.code);
    if (error.code === 'ROLLBACK_CONFLICT') {
      const { conflicts } = previewRollback(project, correlationId, cascade);
      expect(conflicts.length).toBeGreaterThan(0);
      const isOriginal = !account.switches.has(correlationId);
      if (isOriginal && cascade) expect(conflicts).toEqual([]);
      if (!cascade) expect(conflicts.map((conflict) => conflict.correlationId)).not.toContain(correlationId);
    }
    return null;
  }
}

function succeed(account: Account, correlationId: string): string {
  const id = account.world.rollBack(correlationId);
  note(account, correlationId, id, []);
  return id;
}

/** An original goes off; a rollback's switches are turned round; what is taken along goes off. */
function note(
  { on, switches }: Account,
  target: string,
  rollback: string,
  cascaded: readonly string[],
): void {
  const switched = new Map<string, boolean>(cascaded.map((id) => [id, false]));
  const earlier = switches.get(target);
  if (earlier === undefined) switched.set(target, false);
  else for (const [id, isOn] of earlier) switched.set(id, !isOn);
  for (const [id, isOn] of switched) {
    if (isOn) on.add(id);
    else on.delete(id);
  }
  switches.set(rollback, switched);
}

function expectSound({ world, on }: Account): void {
  const state = stateOf(world.project);
  expect(state).toEqual(replay(world.project, on));
  expect(unsound(state)).toEqual([]);
}
