import { lazy, Suspense, type ReactNode } from 'react';
import { isJsonObject, type JsonObject } from '../../../../shared/json.ts';
import type { Operation } from '../../../../shared/model/plan.ts';
import { Skeleton } from '../../../components/Skeleton.tsx';
import { fieldLabel, formatFieldValue } from '../../../lib/format.ts';
import { DetailSection } from './DetailSection.tsx';
import { changeText } from './operation-text.ts';

/** Only where something is compared: it brings a library along. */
const DiffViewer = lazy(async () => ({
  default: (await import('../../history/DiffViewer.tsx')).DiffViewer,
}));

/** The fields of an operation: of an update before beside after, otherwise the whole entity. */
export function OperationFields({ operation }: { readonly operation: Operation }): ReactNode {
  const { op, before, after, diff } = operation;
  if (op !== 'UPDATE') {
    return (
      <DetailSection title={op === 'DELETE' || op === 'RESOLVE' ? 'Before' : 'After'}>
        <FieldTable state={after ?? before ?? {}} />
      </DetailSection>
    );
  }
  const silent = diff.filter(({ field }) => field === 'origin');
  return (
    <>
      {silent.length < diff.length && (
        <div className="border-t border-line">
          <Suspense fallback={<Skeleton rows={3} />}>
            <DiffViewer
              before={before}
              after={after}
              leftTitle="now"
              rightTitle="after the execution"
              split={false}
            />
          </Suspense>
        </div>
      )}
      {silent.length > 0 && (
        <DetailSection title="Also">
          {silent.map((change) => (
            <p key={change.field}>{changeText(change)}</p>
          ))}
        </DetailSection>
      )}
    </>
  );
}

/** What tells nothing of the thing itself. */
const SILENT: ReadonlySet<string> = new Set(['id', 'origin', 'owners', 'ruleId', 'subjectId', 'dataStatus']);
const MAPS: ReadonlySet<string> = new Set(['properties', 'members', 'settings']);
/** A package may have thousands of members; so many are listed. */
const MOST_FIELDS = 60;

function FieldTable({ state }: { readonly state: JsonObject }): ReactNode {
  const fields = fieldsOf(state);
  const more = fields.length - MOST_FIELDS;
  return (
    <>
      <dl className="grid items-baseline grid-cols-[minmax(90px,auto)_1fr] gap-x-3 gap-y-0.5">
        {fields.slice(0, MOST_FIELDS).map(([path, value]) => (
          <div key={path} className="contents">
            <dt className="text-text-muted">{fieldLabel(path)}</dt>
            <dd className="font-mono text-small break-words">{value}</dd>
          </div>
        ))}
      </dl>
      {more > 0 && <p className="mt-1 text-text-muted">and {more} more</p>}
    </>
  );
}

function fieldsOf(state: JsonObject): readonly (readonly [path: string, value: string])[] {
  return Object.entries(state).flatMap(([field, value]) => {
    if (SILENT.has(field) || value === null || value === undefined || value === '') return [];
    if (!MAPS.has(field) || !isJsonObject(value)) return [[field, formatFieldValue(field, value)] as const];
    return Object.entries(value).map(([key, it]) => {
      const path = `${field}.${key}`;
      return [path, it === true && field === 'members' ? 'member' : formatFieldValue(path, it)] as const;
    });
  });
}
