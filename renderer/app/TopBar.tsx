import { ChevronRight, Search, User } from 'lucide-react';
import { Fragment } from 'react';
import { Link, useLocation } from 'react-router';
import { useApp } from '../lib/app-store.ts';
import { openPalette } from '../lib/overlays.ts';
import { crumbsOf } from './screens.ts';

/** Where one is, the search for everything, and who works. */
export function TopBar() {
  const userId = useApp((app) => app.userId);
  const isMac = useApp((app) => app.platform === 'darwin');
  return (
    <header className="flex h-10 shrink-0 items-center gap-3 border-b border-line bg-surface px-3">
      <Crumbs />
      <button
        type="button"
        onClick={openPalette}
        aria-keyshortcuts="Control+K"
        className="flex h-control w-72 min-w-0 shrink items-center gap-2 rounded-md border border-line-strong/50 bg-surface-sunken px-2 text-text-muted hover:border-line-strong max-narrow:w-44"
      >
        <Search size={14} aria-hidden />
        <span className="min-w-0 flex-1 truncate text-left">Search or command</span>
        <kbd className="font-sans text-small">{isMac ? 'Cmd' : 'Ctrl'}+K</kbd>
      </button>
      <span
        className="flex max-w-40 shrink-0 items-center gap-1.5 text-text-muted"
        title={`Changes are recorded as ${userId}`}
      >
        <User size={14} aria-hidden />
        <span className="sr-only">User</span>
        <span className="truncate">{userId}</span>
      </span>
    </header>
  );
}

function Crumbs() {
  const name = useApp((app) => app.project?.project.name ?? 'Synapse');
  const { pathname } = useLocation();
  const crumbs = crumbsOf(pathname);
  return (
    <nav aria-label="Where you are" className="flex min-w-0 flex-1 items-center gap-1">
      <Link to="/" className="truncate font-semibold hover:underline">
        {name}
      </Link>
      {crumbs.map((crumb, index) => (
        <Fragment key={crumb.path}>
          <ChevronRight size={14} aria-hidden className="shrink-0 text-text-muted" />
          {index === crumbs.length - 1 ? (
            <span aria-current="page" className="shrink-0 text-text-muted">
              {crumb.word}
            </span>
          ) : (
            <Link to={crumb.path} className="shrink-0 text-text-muted hover:text-text hover:underline">
              {crumb.word}
            </Link>
          )}
        </Fragment>
      ))}
    </nav>
  );
}
