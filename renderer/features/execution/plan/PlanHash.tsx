import type { ReactNode } from 'react';
import { CopyMenu } from '../../../components/CopyMenu.tsx';
import { shortHash } from '../../../lib/format.ts';
import { useRequest } from '../../../lib/use-request.ts';

/** The hash of a plan, which of a large one is there a moment after the plan. */
export function PlanHash({ planId }: { readonly planId: string }): ReactNode {
  const { data: hash } = useRequest('plan.hash', { planId });
  if (hash === undefined) return <span className="font-mono text-text-muted">{NOT_YET}</span>;
  return (
    <CopyMenu items={[{ label: 'Copy plan hash', text: hash }]}>
      <span className="font-mono select-text" title={hash}>
        {shortHash(hash)}
      </span>
    </CopyMenu>
  );
}

/** As long as a short hash, so that nothing moves once it is there. */
const NOT_YET = '\u2026'.padEnd(shortHash('0'.repeat(64)).length, '\u00a0');
