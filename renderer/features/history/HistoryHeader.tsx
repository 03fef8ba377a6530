import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { EntityHistory } from '../../../shared/contract/histories.ts';
import { ExportMenu } from '../../components/ExportMenu.tsx';
import { ScreenHeader } from '../../components/ScreenHeader.tsx';
import { Tag } from '../../components/Tag.tsx';
import { fileStem } from '../../lib/file-stem.ts';
import { formatCountOf } from '../../lib/format.ts';
import { assetLink, tagTimelineLink } from './links.ts';
import { entityWord, originOf } from './version-words.ts';

/** What the history is about: tag, type, area, where it came from, and whether it is still there. */
export function HistoryHeader({ history }: { readonly history: EntityHistory }): ReactNode {
  const { id, type, tag, subtype, area, isThere, versions } = history;
  const origin = originOf(versions);
  return (
    <ScreenHeader
      title={
        <span className="flex min-w-0 items-baseline gap-3">
          <Tag className="min-w-0 truncate">{tag}</Tag>
          {!isThere && (
            <span className="shrink-0 font-normal text-body text-remove">
              <span aria-hidden className="font-mono">
                -
              </span>{' '}
              deleted
            </span>
          )}
        </span>
      }
      actions={
        <>
          {isThere && type === 'ASSET' && (
            <Link to={assetLink(id)} className="px-1 text-accent hover:underline">
              Details
            </Link>
          )}
          <Link to={tagTimelineLink(tag)} className="px-1 text-accent hover:underline">
            Timeline
          </Link>
          <ExportMenu label="Export" stem={`${fileStem(tag, 'tag')} history`} filter={{ asset: tag }} />
        </>
      }
    >
      <p className="flex flex-wrap gap-x-4 text-small text-text-muted">
        <span>
          {entityWord(type)}
          {subtype !== null && <span className="text-text"> {subtype}</span>}
        </span>
        {area !== null && <span>area {area}</span>}
        <span>{formatCountOf(versions.length, 'version')}</span>
        {origin !== null && <span className="min-w-0 truncate">{origin}</span>}
      </p>
    </ScreenHeader>
  );
}
