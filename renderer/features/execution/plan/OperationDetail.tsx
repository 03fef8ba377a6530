import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Because, Operation } from '../../../../shared/model/plan.ts';
import { Button } from '../../../components/Button.tsx';
import { ChangeSign } from '../../../components/ChangeSign.tsx';
import { DisciplineMark } from '../../../components/DisciplineMark.tsx';
import { Tag } from '../../../components/Tag.tsx';
import { formatValue } from '../../../lib/format.ts';
import { DetailSection } from './DetailSection.tsx';
import { OperationFields } from './OperationFields.tsx';
import { becauseValues, chainText } from './operation-text.ts';

interface OperationDetailProps {
  readonly operation: Operation;
  /** Shows the operation of this index, which caused this one. */
  readonly onCause: (index: number) => void;
  /** Back from a cause; null where this is the one that was chosen. */
  readonly onBack: (() => void) | null;
}

/** All of one operation: what stands there before and after, why, and where it comes from. */
export function OperationDetail({ operation, onCause, onBack }: OperationDetailProps): ReactNode {
  const { op, tag, aggregateType, aggregateId, because, discipline, cause } = operation;
  const wasThere = cause === null;
  const isThere = op !== 'CREATE' && op !== 'RAISE' && wasThere;
  return (
    <div className="select-text">
      {onBack !== null && (
        <div className="px-2 pt-2">
          <Button variant="ghost" size="small" icon={<ArrowLeft size={14} aria-hidden />} onClick={onBack}>
            Back
          </Button>
        </div>
      )}
      <div className="px-3 py-2">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <ChangeSign op={op} word={WORDS[op]} />
          <Tag link={isThere ? aggregateId : false} className="font-semibold">
            {tag}
          </Tag>
          <span className="text-text-muted">{KINDS[aggregateType] ?? aggregateType}</span>
        </p>
        <p className="mt-1 flex items-center gap-2">
          <DisciplineMark discipline={discipline} />
          <span className="font-mono text-small">{because.ruleId}</span>
        </p>
        <p className="text-text-muted">{because.ruleName}</p>
      </div>
      <OperationFields operation={operation} />
      <BecauseSection because={because} wasThere={wasThere} />
      <DetailSection title="Comes from">
        <ol className="flex flex-col gap-1">
          {because.chain.map((link, index) => (
            <li key={`${index} ${link.tag}`} className="flex gap-2">
              <span aria-hidden className="text-text-muted">
                {index === 0 ? '\u2022' : '\u2190'}
              </span>
              {chainText(link)}
            </li>
          ))}
        </ol>
        {cause !== null && (
          <Button size="small" className="mt-2" onClick={() => onCause(cause)}>
            Show the planned change that caused it
          </Button>
        )}
      </DetailSection>
    </div>
  );
}

const WORDS: Readonly<Record<Operation['op'], string>> = {
  CREATE: 'will be created',
  UPDATE: 'will be changed',
  DELETE: 'will be deleted',
  RAISE: 'finding will be raised',
  RESOLVE: 'finding will be resolved',
};

const KINDS: Readonly<Partial<Record<Operation['aggregateType'], string>>> = {
  ASSET: 'asset',
  CABLE: 'cable',
  EDGE: 'relation',
  PACKAGE: 'package',
  FINDING: 'finding',
};

interface BecauseSectionProps {
  readonly because: Because;
  /** False where the plan itself may make the source: then it has no history yet. */
  readonly wasThere: boolean;
}

function BecauseSection({ because, wasThere }: BecauseSectionProps): ReactNode {
  const values = becauseValues(because.values);
  return (
    <DetailSection title="Because">
      <p>
        of <Tag link={wasThere ? because.source.id : false}>{because.source.tag}</Tag>
      </p>
      <dl className="mt-1 grid grid-cols-[auto_1fr] items-baseline gap-x-3">
        {values.map(({ name, value }) => (
          <div key={name} className="contents">
            <dt className="font-mono text-small text-text-muted">{name}</dt>
            <dd className="font-mono text-small break-words">
              {value === null ? <span className="text-text-muted">not set</span> : formatValue(value)}
            </dd>
          </div>
        ))}
      </dl>
    </DetailSection>
  );
}
