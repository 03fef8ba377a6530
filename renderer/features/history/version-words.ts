import type { EntityVersion } from '../../../shared/contract/histories.ts';
import type { AggregateType, BatchKind } from '../../../shared/model/terms.ts';
import type { JsonValue } from '../../../shared/json.ts';
import type { OperationKind } from '../../../shared/model/events.ts';
import { fieldLabel, formatFieldValue } from '../../lib/format.ts';

/** What a version did to the entity, as a kind of operation. */
export function operationOf({ eventType }: Pick<EntityVersion, 'eventType'>): OperationKind {
  if (eventType.endsWith('_CREATED') || eventType === 'RULE_DEFINED') return 'CREATE';
  if (eventType.endsWith('_DELETED') || eventType === 'RULE_RETIRED') return 'DELETE';
  if (eventType === 'FINDING_RAISED') return 'RAISE';
  if (eventType === 'FINDING_RESOLVED') return 'RESOLVE';
  return 'UPDATE';
}

const BATCH_WORDS: Readonly<Record<BatchKind, string>> = {
  IMPORT: 'Import',
  EXECUTION: 'Execution',
  ROLLBACK: 'Rollback',
  EDIT: 'Edit by hand',
  RULES: 'Rules loaded',
  SETTINGS: 'Settings',
};

/** A batch's kind in words. */
export const batchWord = (kind: BatchKind): string => BATCH_WORDS[kind];

const ENTITY_WORDS: Readonly<Record<AggregateType, string>> = {
  ASSET: 'Asset',
  CABLE: 'Cable',
  EDGE: 'Relation',
  RULE: 'Rule',
  PACKAGE: 'Package',
  BATCH: 'Batch',
  PROJECT: 'Project',
  FINDING: 'Finding',
};

/** A kind of entity in words. */
export const entityWord = (type: AggregateType): string => ENTITY_WORDS[type];

/** Who made a version: the rule where one did, otherwise the user. */
export function authorOf(version: Pick<EntityVersion, 'ruleId' | 'userId'>): string {
  return version.ruleId === null ? version.userId : `rule ${version.ruleId}`;
}

/** The fields that a version changed, in one line: one as old and new, more by their names. */
export function changedFields(version: Pick<EntityVersion, 'diff' | 'eventType'>): string {
  if (operationOf(version) !== 'UPDATE') return '';
  const [first, ...rest] = version.diff;
  if (first === undefined) return 'no field (only who owns them)';
  if (rest.length > 0) return version.diff.map(({ field }) => fieldLabel(field)).join(', ');
  const value = (of: JsonValue): string => formatFieldValue(first.field, of);
  return `${fieldLabel(first.field)} ${value(first.old)} \u2192 ${value(first.new)}`;
}

/** Where the entity came from: its first version in words. */
export function originOf(versions: readonly EntityVersion[]): string | null {
  const first = versions.reduce<EntityVersion | null>(
    (oldest, each) => (oldest === null || each.number < oldest.number ? each : oldest),
    null,
  );
  if (first === null) return null;
  return `made by ${authorOf(first)}${first.because === null ? '' : `, ${first.because}`}`;
}
