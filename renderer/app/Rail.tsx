import { NavLink, useLocation } from 'react-router';
import { Tooltip } from '../components/Tooltip.tsx';
import { useApp } from '../lib/app-store.ts';
import { classNames } from '../lib/class-names.ts';
import { useMediaQuery } from '../lib/use-media-query.ts';
import { SCREENS, screenOf, type Screen } from './screens.ts';

/** The screens at the left: icons, and above 1400 px their words. */
export function Rail() {
  const hasWords = useMediaQuery('(min-width: 1400px)');
  const current = screenOf(useLocation().pathname);
  return (
    <nav
      aria-label="Screens"
      className={classNames(
        'flex shrink-0 flex-col gap-1 border-r border-line bg-surface-sunken pt-1',
        hasWords ? 'w-36' : 'w-12',
      )}
    >
      {SCREENS.map((screen, index) => (
        <RailLink
          key={screen.path}
          screen={screen}
          number={index + 1}
          hasWords={hasWords}
          isCurrent={screen === current}
        />
      ))}
    </nav>
  );
}

interface RailLinkProps {
  readonly screen: Screen;
  readonly number: number;
  readonly hasWords: boolean;
  readonly isCurrent: boolean;
}

function RailLink({ screen: { path, word, Icon }, number, hasWords, isCurrent }: RailLinkProps) {
  const isMac = useApp((app) => app.platform === 'darwin');
  const keys = `${isMac ? 'Cmd' : 'Ctrl'}+${number}`;
  return (
    <Tooltip content={`${word} (${keys})`} side="right">
      <NavLink
        to={path}
        aria-label={word}
        aria-current={isCurrent ? 'page' : undefined}
        className={classNames(
          'relative mx-1 flex h-10 items-center gap-3 rounded-md',
          hasWords ? 'px-3' : 'justify-center',
          isCurrent ? 'bg-selected text-text' : 'text-text-muted hover:bg-hover hover:text-text',
        )}
      >
        {isCurrent && <span aria-hidden className="absolute inset-y-2 -left-1 w-[3px] rounded-r bg-accent" />}
        <Icon size={18} strokeWidth={1.75} aria-hidden />
        {hasWords && <span className={isCurrent ? 'font-medium' : undefined}>{word}</span>}
      </NavLink>
    </Tooltip>
  );
}
