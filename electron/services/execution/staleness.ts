import { SynapseError } from '../../../shared/errors.ts';
import type { JsonObject, JsonValue } from '../../../shared/json.ts';
import type { Plan } from '../../../shared/model/plan.ts';
import { comparePlans, type MovedValue, type PlanDifference } from '../../rules/stale.ts';
import { hashAt, readHead } from '../../store/append.ts';
import { createFinder } from '../../store/asset-query.ts';
import { changedSince, fieldsWrittenSince, lastWriter } from '../../store/change-query.ts';
import type { ReadingProject } from '../project.ts';
import { loadForPlanning, planLoaded } from './plan.ts';
import type { ShouldCancel } from '../run-batch.ts';

/**
 * Makes sure that a saved plan may still be applied: nothing changed since in the log that it was made on, or planning
 * again comes out the same.
 * @throws SynapseError INVALID_PLAN where it is of another project or was made with drafts; PLAN_STALE with
 *   `moved` and `operations`
 */
export function expectCurrent(
  project: ReadingProject,
  plan: Plan,
  projectId: string,
  shouldCancel?: ShouldCancel,
): void {
  if (plan.projectId !== projectId) {
    throw new SynapseError('INVALID_PLAN', 'The plan was made for another project. Make a new plan here.', {
      projectId: plan.projectId,
    });
  }
  if (plan.draft) {
    throw new SynapseError(
      'INVALID_PLAN',
      'The plan was made with draft rules; it is for looking at only. Plan again without --draft.',
    );
  }
  const { position } = readHead(project.database);
  if (plan.basePosition > position) {
    throw new SynapseError(
      'INVALID_PLAN',
      `The plan says that it was made at position ${plan.basePosition} of a log that ends at ${position}. Make a new plan.`,
      { basePosition: plan.basePosition },
    );
  }
  const isOfThisLog = hashAt(project.database, plan.basePosition) === plan.baseHash;
  if (isOfThisLog && !changedSince(project.database, plan.basePosition)) return;
  const loaded = loadForPlanning(project);
  const fresh = planLoaded(loaded, { scope: plan.scope, takes: plan.takes, draft: plan.draft, shouldCancel });
  if (fresh.planHash === plan.planHash) return;
  const { moved, operations } = comparePlans(plan, fresh, loaded);
  const details =
    moved.length > 0
      ? moved.map((value) => withBatch(project, plan, value))
      : writtenSince(project, plan, fresh, operations.added);
  throw new SynapseError('PLAN_STALE', sentence(details, operations), {
    moved: details,
    operations: operations as unknown as JsonValue,
  } satisfies JsonObject);
}

/** A value that moved, with the batch that moved it. */
type Moved = {
  readonly tag: string;
  readonly field: string;
  readonly planned: JsonValue;
  readonly now: JsonValue;
  readonly correlationId: string | null;
};

/** Where operations only came to be added, nothing planned has moved: then what was written to their sources is told. */
function writtenSince(
  { database }: ReadingProject,
  plan: Plan,
  fresh: Plan,
  added: PlanDifference['operations']['added'],
): Moved[] {
  const ids = new Set(added.map(({ aggregateId }) => aggregateId));
  const sources = fresh.operations
    .filter(({ aggregateId }) => ids.has(aggregateId))
    .map(({ because }) => because.source.id);
  const parents = sources.flatMap((id) => createFinder(database).byId('ASSET', id)?.entity.parentId ?? []);
  return fieldsWrittenSince(database, [...new Set([...sources, ...parents])], plan.basePosition).map(
    ({ tag, field, old, new: now, correlationId }) => ({ tag, field, planned: old, now, correlationId }),
  );
}

function withBatch(
  { database }: ReadingProject,
  plan: Plan,
  { aggregateId, tag, field, planned, now }: MovedValue,
): Moved {
  const correlationId = lastWriter(database, aggregateId, field, plan.basePosition);
  return { tag, field, planned, now, correlationId };
}

function sentence(
  moved: readonly Moved[],
  operations: ReturnType<typeof comparePlans>['operations'],
): string {
  const [first] = moved;
  const where = first === undefined ? '' : ` ${moveText(first)}`;
  const { added, removed, changed } = operations;
  const counts = `${added.length} operations would be added, ${removed.length} dropped, ${changed.length} come out differently`;
  return `The project changed since the plan was made:${where} ${counts}. Plan again.`;
}

/** The tag is empty where it is the project or a rule that moved; a rule's version says nothing to a reader. */
function moveText({ tag, field, planned, now }: Moved): string {
  const name = `${tag} ${field}`.trim();
  if (tag === '' && field.startsWith('rule '))
    return `${name} is ${now === null ? 'gone' : 'another version'}.`;
  return `${name} was ${show(planned)} and is ${show(now)} now.`;
}

const show = (value: JsonValue): string => (value === null ? 'not set' : JSON.stringify(value));
