import { useMemo, type ReactNode } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import type { EntityHistory } from '../../../shared/contract/histories.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorState } from '../../components/ErrorState.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useRequest } from '../../lib/use-request.ts';
import { HistoryHeader } from './HistoryHeader.tsx';
import { Namesakes } from './Namesakes.tsx';
import { RelatedEntities } from './RelatedEntities.tsx';
import { VersionComparison } from './VersionComparison.tsx';
import { VersionList } from './VersionList.tsx';
import { choosePair, PAIR_PARAMS, pairAfterClick, readPair, type AskedPair } from './version-pair.ts';

/** Everything that ever happened to an asset, a cable or a package, with any two versions compared. */
export function HistoryScreen(): ReactNode {
  const { id } = useParams();
  const of = id ?? '';
  const { data, error, refetch } = useRequest('history.of', { of }, { enabled: of !== '' });
  if (of === '')
    return <EmptyState title="No tag is given" hint="Open a history from an asset or an event." />;
  if (error !== null)
    return (
      <div className="min-h-0 overflow-auto">
        <ErrorState error={error} onRetry={() => void refetch()}>
          <Link to="/assets" className="text-accent hover:underline">
            Look for it among the assets
          </Link>
        </ErrorState>
      </div>
    );
  if (data === undefined) return <Skeleton rows={10} className="pt-12" />;
  return <AssetHistoryPanel key={data.id} history={data} />;
}

function AssetHistoryPanel({ history }: { readonly history: EntityHistory }): ReactNode {
  const [params, setParams] = useSearchParams();
  const newestFirst = useMemo(
    () => history.versions.toSorted((a, b) => b.number - a.number),
    [history.versions],
  );
  const pair = choosePair(newestFirst, readPair(params));
  const ask = (asked: AskedPair): void => setParams((before) => withPair(before, asked), { replace: true });
  if (pair === null)
    return (
      <EmptyState title={`Nothing happened to ${history.tag} yet`} hint="Its versions will stand here." />
    );
  return (
    <div className="flex h-full min-h-0 flex-1 flex-col">
      <HistoryHeader history={history} />
      <div className="flex min-h-0 flex-1 flex-col narrow:flex-row">
        <VersionList
          versions={newestFirst}
          pair={pair}
          onChoose={(number, withShift) => ask(pairAfterClick(pair, number, withShift))}
        />
        <div className="min-h-0 min-w-0 flex-1 overflow-auto">
          <VersionComparison versions={newestFirst} pair={pair} onAsk={ask} />
          <div className="grid border-line border-t pb-4 wide:grid-cols-2">
            <section aria-label="Related" className="min-w-0 pt-3">
              <h2 className="label-caps px-4 pb-1">Related now</h2>
              <RelatedEntities related={history.related} />
            </section>
            <Namesakes namesakes={history.namesakes} />
          </div>
        </div>
      </div>
    </div>
  );
}

function withPair(params: URLSearchParams, { base, shown }: AskedPair): URLSearchParams {
  const next = new URLSearchParams(params);
  for (const name of Object.values(PAIR_PARAMS)) next.delete(name);
  if (base !== null) next.set(PAIR_PARAMS.base, String(base));
  if (shown !== null) next.set(PAIR_PARAMS.shown, String(shown));
  return next;
}
