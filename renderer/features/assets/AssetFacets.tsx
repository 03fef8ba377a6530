import { memo, type ReactNode } from 'react';
import type { AssetFilterRequest } from '../../../shared/contract/assets.ts';
import { DISCIPLINES } from '../../../shared/model/terms.ts';
import { DisciplineMark, disciplineName } from '../../components/DisciplineMark.tsx';
import { ErrorState } from '../../components/ErrorState.tsx';
import { FacetPanel } from '../../components/FacetPanel.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useRequest } from '../../lib/use-request.ts';
import type { AssetView, FacetName } from './asset-view.ts';

interface AssetFacetsProps {
  readonly filter: AssetFilterRequest;
  readonly view: AssetView;
  /** While the rows are read, which come first: counting takes longer. */
  readonly isWaiting: boolean;
  readonly onToggle: (facet: FacetName, value: string) => void;
}

const TITLES: readonly (readonly [FacetName, string])[] = [
  ['types', 'Type'],
  ['disciplines', 'Discipline'],
  ['areas', 'Area'],
  ['systems', 'System'],
];

/** The values to filter by, with how many assets each would leave. */
export const AssetFacets = memo(function AssetFacets({
  filter,
  view,
  isWaiting,
  onToggle,
}: AssetFacetsProps): ReactNode {
  const { data, error, refetch } = useRequest(
    'assets.facets',
    { filter },
    { enabled: !isWaiting, keepPrevious: true },
  );
  if (error !== null) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton rows={8} />;
  return TITLES.map(([facet, title]) => (
    <FacetPanel
      key={facet}
      title={title}
      options={data[facet]}
      selected={view[facet]}
      onToggle={(value) => onToggle(facet, value)}
      {...(facet === 'disciplines' ? { format: disciplineLabel } : {})}
    />
  ));
});

function disciplineLabel(value: string): ReactNode {
  const discipline = DISCIPLINES.find((name) => name === value);
  if (discipline === undefined) return value;
  return (
    <span className="flex items-center gap-2">
      <DisciplineMark discipline={discipline} />
      {disciplineName(discipline)}
    </span>
  );
}
