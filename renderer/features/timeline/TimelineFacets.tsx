import { useEffect, useState } from 'react';
import { disciplineSchema } from '../../../shared/model/terms.ts';
import { eventTypeSchema } from '../../../shared/model/events.ts';
import type { FacetCount, Facets, TimelineFilter } from '../../../shared/model/timeline.ts';
import { disciplineName } from '../../components/DisciplineMark.tsx';
import { ErrorState } from '../../components/ErrorState.tsx';
import { FacetPanel } from '../../components/FacetPanel.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { TextField } from '../../components/TextField.tsx';
import { useRequest } from '../../lib/use-request.ts';
import { eventWordOf } from './event-words.ts';
import type { TimelineView } from './use-timeline-address.ts';

interface TimelineFacetsProps {
  readonly view: TimelineView;
  /** True: the list comes first, the counts after it. */
  readonly isWaiting: boolean;
}

/** What the log can be narrowed by, with how many events each choice leaves. */
export function TimelineFacets({ view, isWaiting }: TimelineFacetsProps) {
  const { filter, setMember } = view;
  const facets = useRequest('timeline.facets', { filter }, { keepPrevious: true, enabled: !isWaiting });
  const types = filter.eventTypes ?? [];
  const toggleType = (value: string): void => {
    const next = eventTypeSchema
      .array()
      .parse(
        types.some((type) => type === value) ? types.filter((type) => type !== value) : [...types, value],
      );
    setMember('eventTypes', next.length === 0 ? undefined : next);
  };
  return (
    <div>
      <AssetField asset={filter.asset} onAsset={(asset) => setMember('asset', asset)} />
      {facets.data === undefined && facets.error !== null && (
        <ErrorState error={facets.error} onRetry={() => void facets.refetch()} />
      )}
      {facets.data === undefined && facets.error === null && <Skeleton rows={8} />}
      {facets.data !== undefined && (
        <div
          aria-busy={facets.isPlaceholderData}
          className={facets.isPlaceholderData ? 'opacity-60' : undefined}
        >
          <One title="Rule" facets={facets.data} of="ruleId" view={view} />
          <FacetPanel
            title="Discipline"
            options={facets.data.discipline}
            selected={one(filter.discipline)}
            onToggle={(value) =>
              setMember('discipline', toggled(filter.discipline, disciplineSchema.parse(value)))
            }
            format={disciplineName}
          />
          <FacetPanel
            title="Event"
            options={facets.data.eventType}
            selected={types}
            onToggle={toggleType}
            format={eventWordOf}
          />
          <One title="User" facets={facets.data} of="userId" view={view} />
          <FacetPanel
            title="Rolled back"
            options={facets.data.rolledBack}
            selected={filter.rolledBack === undefined ? [] : [filter.rolledBack ? 'yes' : 'no']}
            onToggle={(value) => setMember('rolledBack', toggled(filter.rolledBack, value === 'yes'))}
            format={(value) => (value === 'yes' ? 'Rolled back' : 'In force')}
          />
        </div>
      )}
    </div>
  );
}

interface OneProps {
  readonly title: string;
  readonly facets: Facets;
  readonly of: 'ruleId' | 'userId';
  readonly view: TimelineView;
}

/** A facet of which one value can be chosen. */
function One({ title, facets, of, view: { filter, setMember } }: OneProps) {
  const options: readonly FacetCount[] = facets[of];
  if (options.length === 0 && filter[of] === undefined) return null;
  return (
    <FacetPanel
      title={title}
      options={options}
      selected={one(filter[of])}
      onToggle={(value) => setMember(of, toggled(filter[of], value))}
    />
  );
}

const one = (value: string | undefined): readonly string[] => (value === undefined ? [] : [value]);
const toggled = <T,>(chosen: T | undefined, value: T): T | undefined =>
  chosen === value ? undefined : value;

interface AssetFieldProps {
  readonly asset: TimelineFilter['asset'];
  readonly onAsset: (asset: string | undefined) => void;
}

/** A tag, taken by Enter or when the field is left. */
function AssetField({ asset, onAsset }: AssetFieldProps) {
  const [text, setText] = useState(asset ?? '');
  useEffect(() => setText(asset ?? ''), [asset]);
  const take = (): void => {
    const tag = text.trim();
    if (tag !== (asset ?? '')) onAsset(tag === '' ? undefined : tag);
  };
  return (
    <form
      className="border-b border-line px-2 py-2"
      onSubmit={(event) => {
        event.preventDefault();
        take();
      }}
    >
      <TextField
        label="Asset"
        mono
        placeholder="Tag"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={take}
      />
    </form>
  );
}
