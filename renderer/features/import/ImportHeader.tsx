import type { FileRef } from '../../../shared/contract/files.ts';
import type { ImportPreview } from '../../../shared/contract/imports.ts';
import { isEnded } from '../../../shared/contract/runs.ts';
import { Button } from '../../components/Button.tsx';
import { ScreenHeader } from '../../components/ScreenHeader.tsx';
import { Select } from '../../components/Select.tsx';
import { Tooltip } from '../../components/Tooltip.tsx';
import { useApp } from '../../lib/app-store.ts';
import { formatCountOf, formatSize } from '../../lib/format.ts';
import { chooseTagList } from '../../lib/project-actions.ts';
import { changedAssets, DELIMITERS, ENCODINGS } from './import-options.ts';
import { leaveTagList, restate, startImport, useImport } from './import-store.ts';

interface ImportHeaderProps {
  readonly preview: ImportPreview;
  readonly file: FileRef;
}

/** The file, how it is read, and the one button that imports it. */
export function ImportHeader({ preview, file }: ImportHeaderProps) {
  return (
    <ScreenHeader
      title={
        <span className="select-text" title={`${file.name} in ${file.folder}`}>
          {preview.fileName}
        </span>
      }
      actions={
        <>
          <Button variant="ghost" onClick={leaveTagList}>
            Cancel
          </Button>
          <Button onClick={chooseTagList}>Another file...</Button>
          <ImportButton preview={preview} />
        </>
      }
    >
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-small text-text-muted">
        <span>{formatSize(preview.size)}</span>
        {preview.counts !== null && <span>{formatCountOf(preview.counts.totalRows, 'row')}</span>}
        <Reading preview={preview} />
        <span>Decimal {decimalWord(preview)}</span>
      </div>
    </ScreenHeader>
  );
}

function Reading({ preview }: { readonly preview: ImportPreview }) {
  return (
    <>
      <div className="flex items-center gap-1.5">
        <span aria-hidden>Encoding</span>
        <Select
          label="Encoding"
          hideLabel
          options={ENCODINGS}
          value={preview.encoding}
          onChange={(encoding) => restate((options) => ({ ...options, encoding }))}
        />
      </div>
      <div className="flex items-center gap-1.5">
        <span aria-hidden>Delimiter</span>
        <Select
          label="Delimiter"
          hideLabel
          options={DELIMITERS}
          value={preview.delimiter}
          onChange={(delimiter) => restate((options) => ({ ...options, delimiter }))}
        />
      </div>
    </>
  );
}

function ImportButton({ preview }: { readonly preview: ImportPreview }) {
  const isReading = useImport((state) => state.isReading);
  const mode = useApp((app) => app.project?.mode);
  const isBusy = useApp((app) => app.run !== null && !isEnded(app.run));
  const changed = changedAssets(preview);
  const obstacle =
    mode === 'READ_ONLY'
      ? 'The project is read-only.'
      : preview.problem !== null
        ? 'The columns do not make a tag list yet.'
        : changed === 0
          ? 'There is nothing to import.'
          : isBusy
            ? 'Something else is running. Wait until it ends.'
            : null;
  const button = (
    <Button
      variant="primary"
      aria-disabled={obstacle !== null || isReading}
      className="aria-disabled:opacity-50"
      onClick={() => {
        if (obstacle === null && !isReading) void startImport(preview.previewId);
      }}
    >
      {changed === 0 ? 'Import' : `Import ${formatCountOf(changed, 'asset')}`}
    </Button>
  );
  return obstacle === null ? button : <Tooltip content={obstacle}>{button}</Tooltip>;
}

/** Only columns whose examples have a mark tell which one it is. */
function decimalWord({ columns }: ImportPreview): string {
  const written = columns.filter(({ examples }) => examples.some((value) => /\d[.,]\d/.test(value)));
  const marks = new Set(written.map(({ decimal }) => decimal).filter((mark) => mark !== null));
  if (marks.size === 0) return 'mark: none found';
  if (marks.size === 2) return 'mark differs by column';
  return marks.has('COMMA') ? 'comma 1,5' : 'point 1.5';
}
