import { Box, Cable, Package, Waypoints } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import type { RelatedEntity } from '../../../shared/contract/assets.ts';
import { Button } from '../../components/Button.tsx';
import { formatCount } from '../../lib/format.ts';
import { assetLink, historyLink } from './links.ts';

const ICONS = { ASSET: Box, CABLE: Cable, EDGE: Waypoints, PACKAGE: Package } as const;
const WORDS = { ASSET: 'asset', CABLE: 'cable', EDGE: 'relation', PACKAGE: 'package' } as const;
/** An area or a package can have thousands beside it. */
const FEW = 30;
const MORE = 200;

/** What stands beside an entity, each with the way to it. */
export function RelatedEntities({ related }: { readonly related: readonly RelatedEntity[] }): ReactNode {
  const [most, setMost] = useState(FEW);
  if (related.length === 0) return <p className="px-4 text-text-muted">Nothing stands beside it.</p>;
  const hidden = related.length - most;
  return (
    <>
      <ul>
        {related.slice(0, most).map((entity) => (
          <RelatedLine key={`${entity.type} ${entity.id} ${entity.description}`} entity={entity} />
        ))}
      </ul>
      {hidden > 0 && (
        <div className="px-2">
          <Button variant="ghost" size="small" onClick={() => setMost(most + MORE)}>
            Show {formatCount(Math.min(hidden, MORE))} of {formatCount(hidden)} more
          </Button>
        </div>
      )}
    </>
  );
}

const DESCRIPTION = 'min-w-0 truncate text-text-muted';

function RelatedLine({ entity }: { readonly entity: RelatedEntity }): ReactNode {
  const { type, id, label, description, otherTag } = entity;
  const Icon = ICONS[type];
  const isAsset = type === 'ASSET';
  return (
    <li className="flex min-h-row items-center gap-2 px-3 hover:bg-hover">
      <span role="img" aria-label={WORDS[type]} title={WORDS[type]} className="shrink-0 text-text-muted">
        <Icon size={14} aria-hidden />
      </span>
      <Link
        to={isAsset ? assetLink(id) : historyLink(id)}
        className="max-w-[55%] shrink-0 truncate font-mono text-accent text-small hover:underline"
      >
        {label}
      </Link>
      {isAsset || otherTag === null ? (
        <span className={DESCRIPTION} title={description}>
          {description}
        </span>
      ) : (
        <Link
          to={assetLink(otherTag)}
          className={`${DESCRIPTION} hover:text-accent hover:underline`}
          title={description}
        >
          {description}
        </Link>
      )}
    </li>
  );
}
