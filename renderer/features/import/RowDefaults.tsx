import { Plus, X } from 'lucide-react';
import { useId, useState } from 'react';
import type { ImportOptionsRequest } from '../../../shared/contract/imports.ts';
import { KNOWN_ASSET_TYPES } from '../../../shared/model/terms.ts';
import { Button } from '../../components/Button.tsx';
import { Popover } from '../../components/Popover.tsx';
import { Select } from '../../components/Select.tsx';
import { TextField } from '../../components/TextField.tsx';
import { FIELD_CHOICES, PROPERTY_CHOICES, targetLabel } from './import-targets.ts';
import { withoutValue, withType, withValue } from './import-options.ts';
import { restate } from './import-store.ts';

/** What every row gets that says nothing itself. */
export function RowDefaults({ options }: { readonly options: ImportOptionsRequest }) {
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-2 border-t border-line bg-surface-raised px-3 py-1">
      <span className="label-caps">Where a row says nothing</span>
      {Object.entries(options.set ?? {}).map(([field, value]) => (
        <span
          key={field}
          className="flex h-6 items-center gap-1 rounded-md border border-line bg-surface pl-2"
        >
          <span className="font-mono text-small">
            {targetLabel(field)} = {value}
          </span>
          <button
            type="button"
            aria-label={`Remove ${targetLabel(field)}`}
            onClick={() => restate((stated) => withoutValue(stated, field))}
            className="flex size-6 items-center justify-center rounded-md text-text-muted hover:bg-hover"
          >
            <X size={12} aria-hidden />
          </button>
        </span>
      ))}
      <AddValue />
      <div className="ml-auto flex items-center gap-2">
        <span aria-hidden className="text-small text-text-muted">
          Type of rows without one
        </span>
        <TypeField key={options.type} type={options.type ?? ''} />
      </div>
    </div>
  );
}

/** Any type may be typed, known ones are suggested; taken by Enter or when the field is left. */
function TypeField({ type }: { readonly type: string }) {
  const [typed, setTyped] = useState(type);
  const types = useId();
  const take = (): void => {
    const next = typed.trim();
    if (next !== type) restate((stated) => withType(stated, next === '' ? null : next));
  };
  return (
    <>
      <TextField
        label="Type of rows without one"
        hideLabel
        mono
        placeholder="none"
        list={types}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={take}
        onKeyDown={(event) => {
          if (event.key === 'Enter') take();
        }}
      />
      <datalist id={types}>
        {Object.keys(KNOWN_ASSET_TYPES).map((known) => (
          <option key={known} value={known} />
        ))}
      </datalist>
    </>
  );
}

/** Tag and keys are another one in each row. */
const SETTABLE = [
  ...FIELD_CHOICES.filter(({ value }) => !['tag', 'key', 'parent_key', 'type'].includes(value)).map(
    (choice) => ({
      value: choice.value,
      label: choice.label,
      group: 'Fields',
    }),
  ),
  ...PROPERTY_CHOICES.map(({ value, label, unit }) => ({
    value,
    label: unit === null ? label : `${label} (${unit})`,
    group: 'Properties',
  })),
];

function AddValue() {
  const [isOpen, setOpen] = useState(false);
  const [field, setField] = useState('area');
  const [value, setValue] = useState('');
  return (
    <Popover
      label="A value for every row"
      open={isOpen}
      onOpenChange={setOpen}
      className="w-80"
      trigger={
        <Button variant="ghost" size="small" icon={<Plus size={14} aria-hidden />}>
          Value...
        </Button>
      }
    >
      <form
        className="flex flex-col gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          if (value.trim() === '') return;
          restate((stated) => withValue(stated, field, value.trim()));
          setOpen(false);
          setValue('');
        }}
      >
        <Select label="Field" options={SETTABLE} value={field} onChange={setField} />
        <TextField label="Value" mono value={value} onChange={(event) => setValue(event.target.value)} />
        <Button type="submit" variant="primary" disabled={value.trim() === ''}>
          Give it to every row
        </Button>
      </form>
    </Popover>
  );
}
