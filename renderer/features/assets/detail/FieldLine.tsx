import { Cog, Pencil, Undo2, User, X } from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { classNames } from '../../../lib/class-names.ts';
import { fieldLabel } from '../../../lib/format.ts';
import { withoutEdit, withoutValue, withText, type EditDraft } from '../edit-draft.ts';
import type { FieldRow } from '../field-rows.ts';
import { FieldInput } from './FieldInput.tsx';

interface FieldLineProps {
  readonly row: FieldRow;
  readonly draft: EditDraft;
  /** Null where nothing can be edited. */
  readonly onDraft: ((draft: EditDraft) => void) | null;
  /** Why the last attempt to save this field was refused. */
  readonly error: string | null;
}

/** A field with its value, unit and owner. A double click, F2 or the pencil turns the value into an input. */
export function FieldLine({ row, draft, onDraft, error }: FieldLineProps): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const line = useRef<HTMLDivElement>(null);
  const label = fieldLabel(row.path);
  const edit = draft.get(row.name);
  const isEdited = edit !== undefined;
  // The bar that saves edits takes its place from the fields.
  useEffect(() => {
    if (error !== null || isEdited) line.current?.scrollIntoView({ block: 'nearest' });
  }, [error, isEdited]);
  const close = (): void => {
    setOpen(false);
    line.current?.querySelector<HTMLElement>('[data-edit]')?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'F2' || onDraft === null) return;
    event.preventDefault();
    setOpen(true);
  };
  return (
    <div
      ref={line}
      role="group"
      aria-label={label}
      className="group relative grid min-h-row grid-cols-[minmax(88px,34%)_minmax(0,1fr)_20px] items-center gap-x-2 px-3 hover:bg-hover"
      onDoubleClick={() => onDraft !== null && setOpen(true)}
      onKeyDown={onKeyDown}
    >
      <FieldName label={label} description={row.description} />
      {isOpen && onDraft !== null ? (
        <FieldInput
          row={row}
          label={label}
          text={edit ?? (edit === null ? '' : row.text)}
          onDone={(text) => {
            if (text !== null) onDraft(withText(draft, row, text));
            close();
          }}
        />
      ) : (
        <FieldValue row={row} edit={edit} />
      )}
      <OwnerMark owner={row.owner} />
      {onDraft !== null && !isOpen && (
        <FieldActions row={row} label={label} draft={draft} onDraft={onDraft} onEdit={() => setOpen(true)} />
      )}
      {error !== null && (
        <p role="alert" className="col-span-3 pb-1 text-error text-small">
          {error}
        </p>
      )}
    </div>
  );
}

function FieldName({ label, description }: { readonly label: string; readonly description: string | null }) {
  return (
    <span title={description ?? undefined} className="truncate text-text-muted">
      {label}
    </span>
  );
}

function FieldValue({ row, edit }: { readonly row: FieldRow; readonly edit: string | null | undefined }) {
  const isEdited = edit !== undefined;
  const text = isEdited ? (edit ?? '') : row.shown;
  return (
    <span className="min-w-0 break-words py-1 leading-5">
      {isEdited && row.text !== '' && (
        <del className="mr-1 text-remove decoration-1">
          <span className="sr-only">before: </span>
          {row.shown}
        </del>
      )}
      {isEdited && (
        <span aria-hidden className="mr-1 font-mono text-change">
          ~
        </span>
      )}
      <bdi className={classNames('font-mono text-small', isEdited && 'text-change')}>{text}</bdi>
      {text === '' && <span className="text-text-muted">{isEdited ? 'emptied' : '–'}</span>}
      {text !== '' && row.unit !== null && <span className="text-text-muted"> {row.unit}</span>}
    </span>
  );
}

function OwnerMark({ owner }: { readonly owner: string | null }): ReactNode {
  if (owner === null) return <span />;
  const isRule = owner.startsWith('rule:');
  const name = owner.slice(owner.indexOf(':') + 1);
  const words = isRule ? `Written by rule ${name}` : `Written by ${name}; rules leave it alone`;
  const Icon = isRule ? Cog : User;
  return (
    <span role="img" aria-label={words} title={words} className="justify-self-end text-text-muted">
      <Icon size={12} aria-hidden />
    </span>
  );
}

interface FieldActionsProps {
  readonly row: FieldRow;
  readonly label: string;
  readonly draft: EditDraft;
  readonly onDraft: (draft: EditDraft) => void;
  readonly onEdit: () => void;
}

function FieldActions({ row, label, draft, onDraft, onEdit }: FieldActionsProps): ReactNode {
  const isEdited = draft.has(row.name);
  const canEmpty = !row.required && row.text !== '' && !isEdited;
  return (
    <span className="absolute top-px right-8 flex rounded-md bg-hover opacity-0 focus-within:opacity-100 group-hover:opacity-100">
      {isEdited && (
        <LineButton
          label={`Take back the edit of ${label}`}
          icon={<Undo2 size={14} />}
          onClick={() => onDraft(withoutEdit(draft, row.name))}
        />
      )}
      {canEmpty && (
        <LineButton
          label={`${row.name.startsWith('properties.') ? 'Remove' : 'Empty'} ${label}`}
          icon={<X size={14} />}
          onClick={() => onDraft(withoutValue(draft, row.name))}
        />
      )}
      <LineButton label={`Edit ${label}`} icon={<Pencil size={14} />} isEdit onClick={onEdit} />
    </span>
  );
}

interface LineButtonProps {
  readonly label: string;
  readonly icon: ReactNode;
  readonly onClick: () => void;
  /** The one that focus comes back to after an edit. */
  readonly isEdit?: boolean;
}

/** Lighter than an icon button with its tooltip, as each field has up to three. */
function LineButton({ label, icon, onClick, isEdit = false }: LineButtonProps): ReactNode {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      data-edit={isEdit ? '' : undefined}
      onClick={onClick}
      className="flex size-control items-center justify-center rounded-md text-text-muted hover:bg-selected hover:text-text"
    >
      {icon}
    </button>
  );
}
