import { displayText, isJsonObject, type JsonObject } from '../../../shared/json.ts';
import { creation, deletion, updateBetween, type Change } from '../../../shared/model/changes.ts';
import type { EntityType } from '../../../shared/model/entities.ts';
import type { OperationKind, WorkflowEvent } from '../../../shared/model/events.ts';
import type { Discipline } from '../../../shared/model/terms.ts';

/** One change that brings an entity from where it stands to where the originals in force leave it. */
export interface Compensation {
  readonly op: OperationKind;
  readonly type: EntityType;
  readonly id: string;
  readonly tag: string;
  readonly discipline: Discipline;
  readonly ruleId: string | null;
  readonly change: Change;
  /** The event that it undoes, or null for a finding that goes with its subject. */
  readonly undone: WorkflowEvent | null;
}

/** The compensation between two states of an entity, or null where they are the same. */
export function compensationOf(
  type: EntityType,
  id: string,
  present: JsonObject | null,
  target: JsonObject | null,
  undone: WorkflowEvent | null,
): Compensation | null {
  const change = changeBetween(present, target);
  const state = target ?? present;
  if (change === null || state === null) return null;
  return { op: operationOf(type, change), type, id, ...labelsOf(type, state, undone), change, undone };
}

function changeBetween(present: JsonObject | null, target: JsonObject | null): Change | null {
  if (present === null) return target === null ? null : creation(target);
  return target === null ? deletion(present) : updateBetween(present, target);
}

function operationOf(type: EntityType, { before, after }: Change): OperationKind {
  if (type === 'FINDING')
    return after !== null && (before === null || after['status'] !== 'RESOLVED') ? 'RAISE' : 'RESOLVE';
  if (before === null) return 'CREATE';
  return after === null ? 'DELETE' : 'UPDATE';
}

function labelsOf(type: EntityType, state: JsonObject, undone: WorkflowEvent | null) {
  const named =
    undone?.metadata['tag'] ?? state['tag'] ?? state['code'] ?? state['ruleId'] ?? state['name'] ?? '';
  const own = type === 'PACKAGE' ? state['code'] : state['tag'];
  const ruleId = type === 'FINDING' && typeof state['ruleId'] === 'string' ? state['ruleId'] : null;
  return {
    tag: displayText(own ?? named),
    discipline: (undone?.discipline ?? state['discipline'] ?? 'GENERAL') as Discipline,
    ruleId: undone?.ruleId ?? ruleId,
  };
}

/** What goes first: things that hang on others; assets in the reverse of the order they were made in. */
const DELETION_ORDER: readonly EntityType[] = [
  'FINDING',
  'EDGE',
  'CABLE',
  'PACKAGE',
  'ASSET',
  'RULE',
  'PROJECT',
];

/** Deletions first (children before parents), then updates, then what comes back (parents before children). */
export function inOrder(compensations: readonly Compensation[]): Compensation[] {
  const phase = ({ change }: Compensation) => (change.after === null ? 0 : change.before === null ? 2 : 1);
  const rank = ({ type }: Compensation) => DELETION_ORDER.indexOf(type);
  const position = ({ undone }: Compensation) => undone?.position ?? 0;
  return compensations.toSorted((a, b) => {
    const phases = phase(a) - phase(b);
    if (phases !== 0) return phases;
    const direction = phase(a) === 2 ? -1 : 1;
    return direction * (rank(a) - rank(b) || position(b) - position(a)) || (a.id < b.id ? -1 : 1);
  });
}

/** Where a re-created asset came from, as its first event tells it. */
export function provenanceOf(latest: WorkflowEvent | null): JsonObject {
  const context = latest?.payload.context;
  if (!isJsonObject(context)) return {};
  const { file, row } = context;
  return typeof file === 'string' && typeof row === 'number' ? { file, row } : {};
}
