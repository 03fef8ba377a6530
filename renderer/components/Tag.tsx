import type { AnchorHTMLAttributes } from 'react';
import { useInRouterContext, useNavigate } from 'react-router';
import { classNames } from '../lib/class-names.ts';
import { CopyMenu, type CopyMenuItem } from './CopyMenu.tsx';

interface TagProps {
  readonly children: string;
  /** Tag or id whose history a click opens; true: of this tag. */
  readonly link?: boolean | string;
  /** Further entries of its menu. */
  readonly items?: readonly CopyMenuItem[];
  readonly className?: string;
}

/** The path of an entity's history screen. */
export const historyPath = (of: string): string => `/assets/${encodeURIComponent(of)}/history`;

/** A tag: monospace, to be copied by right click, and where wanted a link to its history. */
export function Tag({ children, link = false, items = [], className }: TagProps) {
  const look = classNames('font-mono whitespace-nowrap select-text', className);
  const of = link === true ? children : link;
  return (
    <CopyMenu items={[{ label: 'Copy tag', text: children }, ...items]}>
      {of === false ? (
        <span className={look}>{children}</span>
      ) : (
        <HistoryLink of={of} className={look} text={children} />
      )}
    </CopyMenu>
  );
}

interface HistoryLinkProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  readonly of: string;
  readonly text: string;
}

/** Outside a router (a part shown alone) the address does it. */
function HistoryLink({ of, text, className, ...rest }: HistoryLinkProps) {
  return useInRouterContext() ? (
    <RoutedLink of={of} text={text} className={className} {...rest} />
  ) : (
    <a href={`#${historyPath(of)}`} className={className} {...rest}>
      {text}
    </a>
  );
}

function RoutedLink({ of, text, className, ...rest }: HistoryLinkProps) {
  const navigate = useNavigate();
  return (
    <a
      {...rest}
      href={`#${historyPath(of)}`}
      className={classNames('text-accent hover:underline', className)}
      onClick={(event) => {
        event.preventDefault();
        event.stopPropagation();
        void navigate(historyPath(of));
      }}
    >
      {text}
    </a>
  );
}
