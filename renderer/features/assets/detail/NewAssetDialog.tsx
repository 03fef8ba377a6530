import { useId, useState, type FormEvent, type ReactNode } from 'react';
import { toast } from 'sonner';
import { KNOWN_ASSET_TYPES } from '../../../../shared/model/terms.ts';
import { Button } from '../../../components/Button.tsx';
import { Dialog } from '../../../components/Dialog.tsx';
import { TextField } from '../../../components/TextField.tsx';
import { useCommand } from '../../../lib/use-request.ts';

interface NewAssetDialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly onCreated: (id: string) => void;
}

const EMPTY = { tag: '', type: '', description: '', area: '', system: '', parent_tag: '', reason: '' };
type Values = typeof EMPTY;

/** Makes one asset by hand. Its properties are added afterwards, in its details. */
export function NewAssetDialog({ open, onOpenChange, onCreated }: NewAssetDialogProps): ReactNode {
  const [values, setValues] = useState<Values>(EMPTY);
  const { mutate, error, isPending, reset } = useCommand('assets.create');
  const types = useId();
  const form = useId();
  const canCreate =
    [values.tag, values.type, values.reason].every((text) => text.trim() !== '') && !isPending;
  const change = (isOpen: boolean): void => {
    if (!isOpen) {
      setValues(EMPTY);
      reset();
    }
    onOpenChange(isOpen);
  };
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    if (!canCreate) return;
    mutate(createRequest(values), {
      onSuccess: ({ asset }) => {
        change(false);
        toast(`${asset.tag.slice(0, 60)} created`);
        onCreated(asset.id);
      },
    });
  };
  const field = (name: keyof Values, label: string, more: { list?: string; placeholder?: string } = {}) => (
    <TextField
      label={label}
      value={values[name]}
      onChange={(event) => setValues({ ...values, [name]: event.target.value })}
      {...more}
    />
  );
  return (
    <Dialog
      open={open}
      onOpenChange={change}
      title="New asset"
      description="One asset by hand. For many at once, import a tag list."
      footer={
        <>
          <Button variant="ghost" onClick={() => change(false)}>
            Cancel
          </Button>
          <Button variant="primary" type="submit" form={form} disabled={!canCreate}>
            Create 1 asset
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={onSubmit} className="grid grid-cols-2 gap-3">
        {field('tag', 'Tag')}
        {field('type', 'Type', { list: types, placeholder: 'such as PUMP' })}
        <div className="col-span-2">{field('description', 'Description (optional)')}</div>
        {field('area', 'Area (optional)')}
        {field('system', 'System (optional)')}
        {field('parent_tag', 'Parent tag (optional)')}
        {field('reason', 'Reason', { placeholder: 'Why, for the log' })}
        <datalist id={types}>
          {Object.keys(KNOWN_ASSET_TYPES).map((type) => (
            <option key={type} value={type} />
          ))}
        </datalist>
        {error !== null && (
          <p role="alert" className="col-span-2 text-error">
            {error.message}
          </p>
        )}
      </form>
    </Dialog>
  );
}

function createRequest({ tag, type, reason, ...optional }: Values) {
  const set = Object.fromEntries(Object.entries(optional).filter(([, text]) => text.trim() !== ''));
  return { tag: tag.trim(), type: type.trim(), set, reason: reason.trim() };
}
