import { SynapseError } from '../../../shared/errors.ts';
import type { JsonObject, JsonValue } from '../../../shared/json.ts';
import type { Plan } from '../../../shared/model/plan.ts';
import { comparePlans, type MovedValue } from '../../rules/stale.ts';
import { readHead } from '../../store/append.ts';
import { lastWriter, changedSince } from '../../store/change-query.ts';
import type { ReadingProject } from '../project.ts';
import { loadForPlanning, planLoaded } from './plan.ts';
import type { ShouldCancel } from '../run-batch.ts';

/**
 * Makes sure that a saved plan may still be applied: nothing changed since, or planning again comes out the
 * same.
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
  if (!changedSince(project.database, plan.basePosition)) return;
  const loaded = loadForPlanning(project);
  const fresh = planLoaded(loaded, { scope: plan.scope, takes: plan.takes, draft: plan.draft, shouldCancel });
  if (fresh.planHash === plan.planHash) return;
  const { moved, operations } = comparePlans(plan, fresh, loaded);
  const details = moved.map((value) => withBatch(project, plan, value));
  throw new SynapseError('PLAN_STALE', sentence(moved, operations), {
    moved: details,
    operations: operations as unknown as JsonValue,
  } satisfies JsonObject);
}

function withBatch(
  { database }: ReadingProject,
  plan: Plan,
  { aggregateId, tag, field, planned, now }: MovedValue,
): JsonObject {
  const correlationId = lastWriter(database, aggregateId, field, plan.basePosition);
  return { tag, field, planned, now, correlationId };
}

function sentence(
  moved: readonly MovedValue[],
  operations: ReturnType<typeof comparePlans>['operations'],
): string {
  const [first] = moved;
  const where = first === undefined ? '' : ` ${moveText(first)}`;
  const { added, removed, changed } = operations;
  const counts = `${added.length} operations would be added, ${removed.length} dropped, ${changed.length} come out differently`;
  return `The project changed since the plan was made:${where} ${counts}. Plan again.`;
}

/** The tag is empty where it is the project or a rule that moved; a rule's version says nothing to a reader. */
function moveText({ tag, field, planned, now }: MovedValue): string {
  const name = `${tag} ${field}`.trim();
  if (tag === '' && field.startsWith('rule '))
    return `${name} is ${now === null ? 'gone' : 'another version'}.`;
  return `${name} was ${show(planned)} and is ${show(now)} now.`;
}

const show = (value: JsonValue): string => (value === null ? 'not set' : JSON.stringify(value));
