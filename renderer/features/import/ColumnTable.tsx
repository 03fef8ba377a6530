import type { ImportColumn, ImportOptionsRequest, ImportPreview } from '../../../shared/contract/imports.ts';
import { classNames } from '../../lib/class-names.ts';
import { formatCount } from '../../lib/format.ts';
import { restate } from './import-store.ts';
import { withTarget } from './import-options.ts';
import { TargetPicker } from './TargetPicker.tsx';
import { ValueMeanings } from './ValueMeanings.tsx';

/** The columns of the file: what each is called, what is in it, and which field it becomes. */
export function ColumnTable({ preview }: { readonly preview: ImportPreview }) {
  const rows = preview.counts?.totalRows ?? null;
  return (
    <div className="min-h-0 flex-1 overflow-auto">
      <table className="w-full border-collapse">
        <thead className="sticky top-0 z-10 bg-surface text-left">
          <tr className="border-b border-line">
            <Heading className="w-56 max-narrow:w-40">Column of the file</Heading>
            <Heading className="w-20 text-right">Filled</Heading>
            <Heading>Examples</Heading>
            <Heading className="w-56 max-narrow:w-44">Becomes</Heading>
            <Heading className="w-40 max-narrow:w-32">Values mean</Heading>
          </tr>
        </thead>
        <tbody>
          {preview.columns.map((column, index) => (
            <ColumnRow key={index} column={column} options={preview.options} rows={rows} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Heading({ children, className }: { readonly children: string; readonly className?: string }) {
  return (
    <th scope="col" className={classNames('label-caps h-7 px-3 font-semibold', className)}>
      {children}
    </th>
  );
}

interface ColumnRowProps {
  readonly column: ImportColumn;
  readonly options: ImportOptionsRequest;
  readonly rows: number | null;
}

function ColumnRow({ column, options, rows }: ColumnRowProps) {
  const { header, target, filled, examples } = column;
  const meanings = options.values?.[header] ?? {};
  return (
    <tr className="h-row border-b border-line/60 hover:bg-hover">
      <th scope="row" className="max-w-56 truncate px-3 text-left font-medium select-text" title={header}>
        {header === '' ? <span className="text-text-muted">no header</span> : header}
      </th>
      <td
        className="px-3 text-right text-text-muted"
        title={rows === null ? undefined : `${formatCount(filled)} of ${formatCount(rows)} rows`}
      >
        {formatCount(filled)}
      </td>
      <td
        className="max-w-0 truncate px-3 font-mono text-small text-text-muted select-text"
        title={examples.join('\n')}
      >
        {examples.join(', ')}
      </td>
      <td className="px-2">
        <TargetPicker
          header={header}
          target={target}
          isTranslated={target === null && Object.keys(meanings).length > 0}
          onChoose={(chosen) => restate((stated) => withTarget(stated, header, chosen))}
        />
      </td>
      <td className="px-2">{header !== '' && <ValueMeanings column={column} meanings={meanings} />}</td>
    </tr>
  );
}
