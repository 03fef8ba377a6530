import { Plus, X } from 'lucide-react';
import { useId, useState } from 'react';
import type { ImportColumn } from '../../../shared/contract/imports.ts';
import { KNOWN_ASSET_TYPES } from '../../../shared/model/terms.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { INPUT_STYLE } from '../../components/TextField.tsx';
import { classNames } from '../../lib/class-names.ts';
import { formatCountOf } from '../../lib/format.ts';
import { withMeanings } from './import-options.ts';
import { restate } from './import-store.ts';
import { meaningsOf, rowsOf, type MeaningRow, type Meanings } from './meaning-rows.ts';

interface ValueMeaningsProps {
  readonly column: ImportColumn;
  readonly meanings: Meanings;
}

/** What the values of a column mean: another vocabulary, such as "Kreiselpumpe" for the type PUMP. */
export function ValueMeanings({ column, meanings }: ValueMeaningsProps) {
  const [isOpen, setOpen] = useState(false);
  const count = Object.keys(meanings).length;
  const shown = count === 0 ? 'Translate...' : `${formatCountOf(count, 'value')} translated`;
  return (
    <>
      <Button
        variant="ghost"
        size="small"
        className={classNames('h-6', count === 0 && 'font-normal text-text-muted')}
        aria-label={`${shown} ${column.header}`}
        onClick={() => setOpen(true)}
      >
        {shown}
      </Button>
      {isOpen && <MeaningsDialog column={column} meanings={meanings} onClose={() => setOpen(false)} />}
    </>
  );
}

interface MeaningsDialogProps extends ValueMeaningsProps {
  readonly onClose: () => void;
}

function MeaningsDialog({ column, meanings, onClose }: MeaningsDialogProps) {
  const types = useId();
  const [rows, setRows] = useState(() => rowsOf(column.examples, meanings));
  const change = (index: number, changed: Partial<MeaningRow>): void =>
    setRows(rows.map((row, at) => (at === index ? { ...row, ...changed } : row)));
  const apply = (): void => {
    restate((options) => withMeanings(options, column.header, meaningsOf(rows)));
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      width="medium"
      title={`What the values of "${column.header}" mean`}
      description="A cell with one of these values gives the type and the properties beside it. Values without a line mean what they say."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" onClick={apply}>
            Use these meanings
          </Button>
        </>
      }
    >
      <datalist id={types}>
        {Object.keys(KNOWN_ASSET_TYPES).map((type) => (
          <option key={type} value={type} />
        ))}
      </datalist>
      <div className="grid grid-cols-[0.8fr_1fr_1.8fr_28px] items-center gap-2">
        <span className="label-caps">Value in the file</span>
        <span className="label-caps">Type</span>
        <span className="label-caps col-span-2">Properties</span>
        {rows.map((row, index) => (
          <MeaningLine
            key={index}
            row={row}
            types={types}
            onChange={(changed) => change(index, changed)}
            onRemove={() => setRows(rows.filter((_, at) => at !== index))}
          />
        ))}
      </div>
      <Button
        variant="ghost"
        size="small"
        className="mt-2"
        icon={<Plus size={14} aria-hidden />}
        onClick={() => setRows([...rows, { value: '', type: '', properties: '' }])}
      >
        Another value
      </Button>
    </Dialog>
  );
}

interface MeaningLineProps {
  readonly row: MeaningRow;
  readonly types: string;
  readonly onChange: (changed: Partial<MeaningRow>) => void;
  readonly onRemove: () => void;
}

function MeaningLine({ row, types, onChange, onRemove }: MeaningLineProps) {
  const input = classNames(INPUT_STYLE, 'font-mono');
  return (
    <>
      <input
        aria-label="Value in the file"
        className={input}
        value={row.value}
        onChange={(event) => onChange({ value: event.target.value })}
      />
      <input
        aria-label={`Type for ${row.value}`}
        list={types}
        placeholder="none"
        className={input}
        value={row.type}
        onChange={(event) => onChange({ type: event.target.value })}
      />
      <input
        aria-label={`Properties for ${row.value}`}
        placeholder="name = value, ..."
        className={input}
        value={row.properties}
        onChange={(event) => onChange({ properties: event.target.value })}
      />
      <IconButton label={`Remove ${row.value}`} icon={<X size={14} aria-hidden />} onClick={onRemove} />
    </>
  );
}
