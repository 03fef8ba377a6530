import type { RequestArgs } from '../../../shared/contract/contract.ts';
import type { FieldRow } from './field-rows.ts';

/** Edits that are not saved yet: name of a field -> its new text, or null where it is to be emptied. */
export type EditDraft = ReadonlyMap<string, string | null>;

export const NO_EDITS: EditDraft = new Map();

/** The draft with another text for a field. The text that stands there is no edit, the empty text empties it. */
export function withText(draft: EditDraft, field: FieldRow, text: string): EditDraft {
  const next = new Map(draft);
  const trimmed = text.trim();
  if (trimmed === field.text.trim()) next.delete(field.name);
  else next.set(field.name, trimmed === '' && !field.required ? null : trimmed);
  return next;
}

/** The draft with a field emptied. */
export const withoutValue = (draft: EditDraft, name: string): EditDraft => new Map(draft).set(name, null);

/** The draft with a property that the asset does not have yet. */
export const withProperty = (draft: EditDraft, name: string, text: string): EditDraft =>
  new Map(draft).set(propertyName(name), text.trim());

/** The draft with a field as it stands. */
export function withoutEdit(draft: EditDraft, name: string): EditDraft {
  const next = new Map(draft);
  next.delete(name);
  return next;
}

/** What the main process is asked to do. */
export function editRequest(tag: string, draft: EditDraft, reason: string): RequestArgs<'assets.edit'> {
  const entries = [...draft];
  return {
    tag,
    set: Object.fromEntries(entries.filter((entry): entry is [string, string] => entry[1] !== null)),
    unset: entries.filter(([, text]) => text === null).map(([name]) => name),
    reason: reason.trim(),
  };
}

/** The long name of a property, which also reaches one that has a field's name. */
export const propertyName = (name: string): string => `properties.${name.trim()}`;

/** The field of the draft that an error is about, or null where it is about none of them. */
export function fieldOfError(draft: EditDraft, context: Readonly<Record<string, unknown>>): string | null {
  const field = context['field'];
  return typeof field === 'string' && draft.has(field) ? field : null;
}
