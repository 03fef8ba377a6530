import { useMemo, useState, type ReactNode } from 'react';
import ReactDiffViewer from 'react-diff-viewer-continued';
import type { JsonObject } from '../../../shared/json.ts';
import { Button } from '../../components/Button.tsx';
import { formatCount } from '../../lib/format.ts';
import { nonceOf } from '../../lib/style-nonce.ts';
import { DIFF_STYLES } from './diff-theme.ts';
import { compareFieldLines } from './field-line-diff.ts';
import { compareStates } from './state-lines.ts';

interface DiffViewerProps {
  /** The whole entity, or null where it is not there. */
  readonly before: JsonObject | null;
  readonly after: JsonObject | null;
  readonly leftTitle: string;
  readonly rightTitle: string;
  /** Side by side; otherwise one below the other. */
  readonly split: boolean;
}

/** Two states of an entity compared, a line for each field. Fields that both have are folded away. */
export function DiffViewer({ before, after, leftTitle, rightTitle, split }: DiffViewerProps): ReactNode {
  const [all, setAll] = useState(false);
  const compared = useMemo(() => compareStates(before, after, all), [before, after, all]);
  const { changed, unchanged } = compared;
  return (
    <section aria-label={`${leftTitle} compared with ${rightTitle}`}>
      {changed === 0 && !all ? (
        <p className="px-3 py-2 text-text-muted">No field differs between these versions.</p>
      ) : (
        <ReactDiffViewer
          oldValue={compared.before}
          newValue={compared.after}
          splitView={split}
          leftTitle={split ? leftTitle : `${leftTitle} \u2192 ${rightTitle}`}
          {...(split ? { rightTitle } : {})}
          compareMethod={compareFieldLines}
          showDiffOnly={false}
          hideLineNumbers
          hideSummary
          disableWorker
          nonce={nonceOf(document) ?? ''}
          styles={DIFF_STYLES}
        />
      )}
      {unchanged > 0 && (
        <div className="px-2 py-1">
          <Button variant="ghost" size="small" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? 'Hide' : 'Show'} {formatCount(unchanged)} unchanged {unchanged === 1 ? 'field' : 'fields'}
          </Button>
        </div>
      )}
    </section>
  );
}
