import { useState } from 'react';
import type { RollbackPreview } from '../../../shared/contract/rollbacks.ts';
import { Button } from '../../components/Button.tsx';
import { ChangeSign } from '../../components/ChangeSign.tsx';
import { formatCountOf } from '../../lib/format.ts';
import { impactsOf, otherChanges, restoredFields, type Impact } from './impact.ts';
import { RollbackLines } from './RollbackLines.tsx';

const SIGNS = { deleted: 'DELETE', restored: 'UPDATE', recreated: 'CREATE' } as const;

/** All that the rollback will do, before anything is done. */
export function RollbackImpact({ preview }: { readonly preview: RollbackPreview }) {
  const [isListed, setListed] = useState(false);
  const fields = restoredFields(preview);
  const others = otherChanges(preview);
  return (
    <section aria-label="Impact" className="flex flex-col gap-1">
      <div className="flex items-start gap-4">
        <dl className="grid min-w-0 flex-1 grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-0.5">
          {impactsOf(preview.result).map((impact) => (
            <ImpactLine key={impact.way} impact={impact} fields={impact.way === 'restored' ? fields : null} />
          ))}
          {others > 0 && (
            <>
              <dt className="text-text-muted">Also</dt>
              <dd>{formatCountOf(others, 'other change')} (findings, rules or settings)</dd>
            </>
          )}
        </dl>
        {preview.lines.length > 0 && (
          <Button size="small" variant="ghost" aria-expanded={isListed} onClick={() => setListed(!isListed)}>
            {isListed ? 'Hide list' : 'Show list'}
          </Button>
        )}
      </div>
      {isListed && <RollbackLines lines={preview.lines} total={preview.totalLines} />}
    </section>
  );
}

function ImpactLine({ impact, fields }: { readonly impact: Impact; readonly fields: number | null }) {
  return (
    <>
      <dt>
        <ChangeSign op={SIGNS[impact.way]} word={impact.title} />
      </dt>
      <dd>
        {impact.text}
        {fields !== null && <span className="text-text-muted"> ({formatCountOf(fields, 'field')})</span>}
      </dd>
    </>
  );
}
