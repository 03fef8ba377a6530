import type { EventPage } from '../../../shared/contract/timelines.ts';
import type { Facets, TimelineFilter, TimelineRequest } from '../../../shared/model/timeline.ts';
import { readTransaction } from '../../store/database.ts';
import { resolveFilter } from '../../store/timeline/conditions.ts';
import { countFacets } from '../../store/timeline/counts.ts';
import { queryTimeline } from '../../store/timeline/timeline.ts';
import type { ReadingProject } from '../project.ts';

/** A page of events, newest first. */
export function eventPage({ database }: ReadingProject, request: TimelineRequest): EventPage {
  const { events, nextBefore, total } = queryTimeline(database, request);
  return { events, nextBefore, total };
}

/** The values of each facet with their counts. */
export const timelineFacets = ({ database }: ReadingProject, filter: TimelineFilter): Facets =>
  readTransaction(database, () => countFacets(database, resolveFilter(database, filter)) as Facets);
