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
  /** Of what comes back: the file and row that it was imported from. */
  readonly provenance: JsonObject;
  /** Position of the event that made the entity. */
  readonly made: number;
}

/** What is compensated, and what tells about it. */
export type Compensated = Pick<Compensation, 'type' | 'id' | 'undone'> & {
  /** The event that made the entity. */
  readonly creation: WorkflowEvent | undefined;
};

/** The compensations between two states of an entity; an edge is never updated, so it goes and comes back. */
export function compensationsOf(
  entity: Compensated,
  present: JsonObject | null,
  target: JsonObject | null,
): Compensation[] {
  const change = changeBetween(present, target);
  const state = target ?? present;
  if (change === null || state === null) return [];
  if (entity.type === 'EDGE' && present !== null && target !== null)
    return [...compensationsOf(entity, present, null), ...compensationsOf(entity, null, target)];
  const { type, id, undone, creation } = entity;
  const op = operationOf(type, change);
  const provenance = change.before === null ? provenanceOf(creation) : {};
  return [
    {
      op,
      type,
      id,
      ...labelsOf(type, state, undone),
      change,
      undone,
      provenance,
      made: creation?.position ?? 0,
    },
  ];
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
  // A compensation is no act of the rule whose work it undoes; a finding or a rule names its own.
  const ownRule = type === 'FINDING' || type === 'RULE' ? state['ruleId'] : null;
  return {
    tag: displayText(own ?? named),
    discipline: (undone?.discipline ?? state['discipline'] ?? 'GENERAL') as Discipline,
    ruleId: typeof ownRule === 'string' ? ownRule : null,
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
  const depth = depthsOf(compensations);
  const phase = ({ change }: Compensation) => (change.after === null ? 0 : change.before === null ? 2 : 1);
  const rank = ({ type }: Compensation) => DELETION_ORDER.indexOf(type);
  return compensations.toSorted((a, b) => {
    const phases = phase(a) - phase(b);
    if (phases !== 0) return phases;
    const direction = phase(a) === 2 ? -1 : 1;
    return (
      direction * (rank(a) - rank(b) || depth(b) - depth(a) || b.made - a.made) || (a.id < b.id ? -1 : 1)
    );
  });
}

/** How many of the parents above an asset go, or come back, together with it. */
function depthsOf(compensations: readonly Compensation[]): (compensation: Compensation) => number {
  const parents = new Map<string, unknown>();
  for (const { type, id, op, change } of compensations)
    if (type === 'ASSET' && op !== 'UPDATE') parents.set(id, (change.before ?? change.after)?.['parentId']);
  const depths = new Map<string, number>();
  return ({ id }) => {
    const path: string[] = [];
    let above: unknown = id;
    for (
      ;
      typeof above === 'string' && parents.has(above) && !depths.has(above);
      above = parents.get(above)
    ) {
      depths.set(above, 0);
      path.push(above);
    }
    let depth = typeof above === 'string' ? (depths.get(above) ?? -1) : -1;
    for (const member of path.toReversed()) depths.set(member, (depth += 1));
    return depths.get(id) ?? 0;
  };
}

/** Where an asset came from, as the event that made it tells. */
function provenanceOf(creation: WorkflowEvent | undefined): JsonObject {
  const context = creation?.payload.context;
  if (!isJsonObject(context)) return {};
  const { file, row } = context;
  return typeof file === 'string' && typeof row === 'number' ? { file, row } : {};
}
