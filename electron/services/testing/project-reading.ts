import { displayText } from '../../../shared/json.ts';
import type { Asset, Cable, Package } from '../../../shared/model/entities.ts';
import type { WorkflowEvent } from '../../../shared/model/events.ts';
import { createFinder } from '../../store/asset-query.ts';
import { eventsOfBatch } from '../../store/event-query.ts';
import { listBatches } from '../../store/batch-query.ts';
import type { ReadingProject } from '../project.ts';

/** The asset of a tag, as it stands now. */
export function assetOf({ database }: ReadingProject, tag: string): Asset {
  const found = createFinder(database).asset(tag);
  if (found === null) throw new Error(`No asset ${tag}.`);
  return found.entity;
}

export function cableOf({ database }: ReadingProject, tag: string): Cable {
  const found = createFinder(database).cable(tag);
  if (found === null) throw new Error(`No cable ${tag}.`);
  return found.entity;
}

export function packageNamed({ database }: ReadingProject, code: string): Package {
  const found = createFinder(database).package(code);
  if (found === null) throw new Error(`No package ${code}.`);
  return found.entity;
}

/** Whether anything bears the tag or code now. */
export const exists = ({ database }: ReadingProject, tag: string): boolean =>
  createFinder(database).any(tag) !== null;

export const eventsIn = ({ database }: ReadingProject, correlationId: string): WorkflowEvent[] => [
  ...eventsOfBatch(database, correlationId),
];

/** Events of a batch in a line each: `ASSET_CREATED P-1`. */
export const eventLines = (project: ReadingProject, correlationId: string): string[] =>
  eventsIn(project, correlationId).map(({ eventType, metadata }) =>
    `${eventType} ${displayText(metadata['tag'] ?? '')}`.trim(),
  );

/** Kind and status of every batch, oldest first. */
export const batchLines = ({ database }: ReadingProject): string[] =>
  listBatches(database, true)
    .toReversed()
    .map(({ kind, status }) => `${kind} ${status}`);
