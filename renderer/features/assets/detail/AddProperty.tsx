import { Plus } from 'lucide-react';
import { useId, useState, type FormEvent, type ReactNode } from 'react';
import { propertyTerm, VOCABULARY } from '../../../../shared/vocabulary.ts';
import { Button } from '../../../components/Button.tsx';
import { propertyName, withProperty, type EditDraft } from '../edit-draft.ts';
import type { FieldRow } from '../field-rows.ts';

interface AddPropertyProps {
  /** Properties that are there or are about to be. */
  readonly taken: readonly FieldRow[];
  readonly draft: EditDraft;
  readonly onDraft: (draft: EditDraft) => void;
}

const INPUT =
  'h-control w-full min-w-0 rounded-md border border-line-strong bg-surface px-2 font-mono text-small';

/** Adds a property to the draft; known names are suggested with what they mean. */
export function AddProperty({ taken, draft, onDraft }: AddPropertyProps): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const [name, setName] = useState('');
  const [value, setValue] = useState('');
  const names = useId();
  const values = useId();
  const there = new Set(taken.map((row) => row.name));
  const term = propertyTerm(name.trim());
  const isTaken = there.has(propertyName(name));
  const close = (): void => {
    setOpen(false);
    setName('');
    setValue('');
  };
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() === '' || value.trim() === '' || isTaken) return;
    onDraft(withProperty(draft, name, value));
    close();
  };
  if (!isOpen)
    return (
      <div className="px-2 pt-1">
        <Button variant="ghost" size="small" onClick={() => setOpen(true)}>
          <Plus size={14} aria-hidden /> Add property
        </Button>
      </div>
    );
  return (
    <form
      aria-label="Add property"
      onSubmit={onSubmit}
      onKeyDown={(event) => event.key === 'Escape' && close()}
      className="mx-3 mt-2 space-y-2 rounded-md border border-line bg-surface-sunken p-2"
    >
      <div className="grid grid-cols-2 gap-2">
        <input
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the user has just asked for this field
          autoFocus
          aria-label="Name of the property"
          placeholder="name, such as power_kw"
          list={names}
          value={name}
          spellCheck={false}
          onChange={(event) => setName(event.target.value)}
          className={INPUT}
        />
        <input
          aria-label="Value of the property"
          placeholder={term?.unit ? `value in ${term.unit}` : 'value'}
          list={values}
          value={value}
          spellCheck={false}
          onChange={(event) => setValue(event.target.value)}
          className={INPUT}
        />
      </div>
      <datalist id={names}>
        {Object.entries(VOCABULARY)
          .filter(([known]) => !there.has(propertyName(known)))
          .map(([known, { description }]) => (
            <option key={known} value={known} label={description} />
          ))}
      </datalist>
      <datalist id={values}>
        {(term?.type === 'boolean' ? ['true', 'false'] : (term?.values ?? [])).map((choice) => (
          <option key={choice} value={choice} />
        ))}
      </datalist>
      <p className="text-small text-text-muted" aria-live="polite">
        {isTaken ? 'The asset has this property already.' : (term?.description ?? nameHint(name))}
      </p>
      <div className="flex justify-end gap-2">
        <Button variant="ghost" size="small" onClick={close}>
          Cancel
        </Button>
        <Button
          variant="secondary"
          size="small"
          type="submit"
          disabled={name.trim() === '' || value.trim() === '' || isTaken}
        >
          Add
        </Button>
      </div>
    </form>
  );
}

const nameHint = (name: string): string =>
  name.trim() === ''
    ? 'Lower case with underscores, the unit at the end.'
    : 'A name of your own: no unit or meaning is known for it.';
