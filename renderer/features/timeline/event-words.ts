import type { ChangeKind } from '../../components/ChangeSign.tsx';
import { isJsonObject, type JsonObject } from '../../../shared/json.ts';
import type { EventType, WorkflowEvent } from '../../../shared/model/events.ts';
import { fieldLabel, formatCountOf, formatFieldValue } from '../../lib/format.ts';

const WORDS: Readonly<Record<EventType, string>> = {
  ASSET_CREATED: 'Asset created',
  ASSET_UPDATED: 'Asset changed',
  ASSET_DELETED: 'Asset deleted',
  CABLE_CREATED: 'Cable created',
  CABLE_UPDATED: 'Cable changed',
  CABLE_DELETED: 'Cable deleted',
  RELATIONSHIP_CREATED: 'Relation created',
  RELATIONSHIP_DELETED: 'Relation deleted',
  RULE_EXECUTION_STARTED: 'Rule started',
  RULE_EXECUTED: 'Rule executed',
  RULE_SKIPPED: 'Rule skipped',
  RULE_ERROR: 'Rule failed',
  RULE_EXECUTION_COMPLETED: 'Rule completed',
  BATCH_STARTED: 'Batch started',
  BATCH_COMPLETED: 'Batch completed',
  BATCH_ROLLED_BACK: 'Batch rolled back',
  CSV_IMPORTED: 'Tag list read',
  ROLLBACK: 'Rollback',
  PACKAGE_CREATED: 'Package created',
  PACKAGE_UPDATED: 'Package changed',
  PACKAGE_DELETED: 'Package deleted',
  FINDING_RAISED: 'Finding raised',
  FINDING_RESOLVED: 'Finding resolved',
  RULE_DEFINED: 'Rule added',
  RULE_CHANGED: 'Rule changed',
  RULE_RETIRED: 'Rule retired',
  PROJECT_CREATED: 'Project created',
  PROJECT_CHANGED: 'Project changed',
  BATCH_CANCELLED: 'Batch cancelled',
  BATCH_FAILED: 'Batch failed',
};

/** What an event records, in words. */
export const eventWord = (type: EventType): string => WORDS[type];
/** The same for a text that should be an event type. */
export const eventWordOf = (type: string): string =>
  Object.hasOwn(WORDS, type) ? WORDS[type as EventType] : type;

/** The sign of an event; null where it changes nothing and nothing went wrong. */
export function changeKindOf(type: EventType): ChangeKind | null {
  if (type === 'FINDING_RAISED') return 'RAISE';
  if (type === 'FINDING_RESOLVED') return 'RESOLVE';
  if (type === 'RULE_SKIPPED') return 'SKIP';
  if (type === 'RULE_ERROR' || type === 'BATCH_FAILED') return 'ERROR';
  if (type.endsWith('_CREATED') || type === 'RULE_DEFINED') return 'CREATE';
  if (type.endsWith('_UPDATED') || type.endsWith('_CHANGED')) return 'UPDATE';
  return type.endsWith('_DELETED') || type === 'RULE_RETIRED' ? 'DELETE' : null;
}

/** The tag of what an event is about; of a rule its id, of a batch nothing. */
export function tagOf({ metadata, aggregateType, aggregateId }: WorkflowEvent): string | null {
  const tag = metadata['tag'];
  if (typeof tag === 'string' && tag !== '') return tag;
  if (aggregateType === 'BATCH' || aggregateType === 'PROJECT') return null;
  return aggregateId;
}

/** True where the tag names something that has a history of its own. */
export const hasHistory = ({ aggregateType, metadata }: WorkflowEvent): boolean =>
  typeof metadata['tag'] === 'string' && !['BATCH', 'PROJECT', 'RULE'].includes(aggregateType);

const MOST_CHANGES = 3;

/** What an event says, in one line. */
export function eventSummary({ payload, eventType }: WorkflowEvent): string {
  const { before, after, diff, context } = payload;
  if (diff.length > 0) return changesInLine(diff);
  const state = after ?? before;
  if (state === null) return contextSummary(context);
  if (before !== null && after !== null) return 'no field (only who owns them)';
  return eventType.startsWith('FINDING') ? text(state, 'message') : stateSummary(state);
}

function changesInLine(diff: WorkflowEvent['payload']['diff']): string {
  const told = diff
    .slice(0, MOST_CHANGES)
    .map(
      (change) =>
        `${fieldLabel(change.field)} ${formatFieldValue(change.field, change.old)} \u2192 ${formatFieldValue(change.field, change.new)}`,
    );
  const more = diff.length - told.length;
  return more > 0 ? `${told.join(', ')}, ${more} more` : told.join(', ');
}

const TELLING = ['type', 'cableType', 'relation', 'slot', 'packageType', 'description', 'name'];
const FIGURES = ['properties.power_kw', 'properties.shaft_power_kw', 'conductorSizeMm2', 'lengthM'];

function stateSummary(state: JsonObject): string {
  const words = TELLING.map((field) => text(state, field)).filter((word) => word !== '');
  const properties = isJsonObject(state['properties']) ? state['properties'] : {};
  const figures = FIGURES.flatMap((path) => {
    const value = path.startsWith('properties.') ? properties[path.slice('properties.'.length)] : state[path];
    return typeof value === 'number' ? [formatFieldValue(path, value)] : [];
  });
  const members = isJsonObject(state['members']) ? Object.keys(state['members']).length : 0;
  if (members > 0) figures.push(formatCountOf(members, 'member'));
  const { definition } = state;
  if (isJsonObject(definition)) words.push(text(definition, 'name'));
  return [...words, ...figures].join(', ');
}

function contextSummary(context: JsonObject): string {
  const told =
    text(context, 'message') || text(context, 'reason') || text(context, 'ruleName') || text(context, 'file');
  if (told !== '') return told;
  const changes = context['changes'];
  if (typeof changes === 'number') return formatCountOf(changes, 'change');
  const { considered, applied } = context;
  return typeof considered === 'number' && typeof applied === 'number'
    ? `applied to ${applied} of ${considered}`
    : '';
}

function text(object: JsonObject, member: string): string {
  const value = object[member];
  return typeof value === 'string' ? value : '';
}
