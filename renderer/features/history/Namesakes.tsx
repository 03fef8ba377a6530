import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { EntityHistory } from '../../../shared/contract/histories.ts';
import { historyLink } from './links.ts';

/** Others that bore the same tag at some time; nothing where there is none. */
export function Namesakes({ namesakes }: Pick<EntityHistory, 'namesakes'>): ReactNode {
  if (namesakes.length === 0) return null;
  return (
    <section aria-label="Same tag" className="min-w-0 pt-3">
      <h2 className="label-caps px-4 pb-1">Others with this tag</h2>
      <ul>
        {namesakes.map(({ id, tag, isThere }) => (
          <li key={id} className="flex min-h-row items-center gap-2 px-4">
            <Link
              to={historyLink(id)}
              className="min-w-0 truncate font-mono text-accent text-small hover:underline"
            >
              {tag}
            </Link>
            <span className="shrink-0 text-text-muted">{isThere ? 'there now' : 'deleted'}</span>
            <span className="min-w-0 truncate font-mono text-label text-text-muted">{id}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
