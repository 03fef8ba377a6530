import { SynapseError } from '../../shared/errors.ts';
import type { WorkflowEvent } from '../../shared/model/events.ts';
import { shorten } from '../../shared/shorten.ts';
import { createFinder, type FoundTagged } from '../store/asset-query.ts';
import { entitiesByTag, touchingEntities } from '../store/entity-lookup.ts';
import { eventsOfEntities } from '../store/event-query.ts';
import type { ReadingProject } from './project.ts';

export interface History {
  /** The entity as it stands now; null where the tag is gone. */
  readonly found: FoundTagged | null;
  /** Every event of what bears or ever bore the tag, oldest first. */
  readonly events: readonly WorkflowEvent[];
  /** Every event of its cables, edges, packages and findings, oldest first. */
  readonly related: readonly WorkflowEvent[];
}

/**
 * The history of a tag, looked up in the log: also for a tag that is gone.
 * @throws SynapseError ASSET_NOT_FOUND where nothing ever bore the tag
 */
export function historyOf({ database }: ReadingProject, tag: string): History {
  const found = createFinder(database).any(tag);
  const bearers = entitiesByTag(database, tag);
  if (bearers.length === 0) {
    throw new SynapseError(
      'ASSET_NOT_FOUND',
      `Nothing in this project has or ever had the tag "${shorten(tag)}". Check the tag.`,
      { tag },
    );
  }
  const ids = bearers.map(({ id }) => id);
  const related = ids.flatMap((id) => touchingEntities(database, id));
  return { found, events: eventsOfEntities(database, ids), related: eventsOfEntities(database, related) };
}
