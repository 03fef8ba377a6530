import { isJsonObject, type JsonObject, type JsonValue } from '../../../shared/json.ts';
import type { FieldChange } from '../../../shared/model/changes.ts';
import { fieldLabel, formatFieldValue } from '../../lib/format.ts';

/** Fields with their values before and after. */
export function FieldChanges({ changes }: { readonly changes: readonly FieldChange[] }) {
  return (
    <table className="w-full table-fixed border-collapse text-small">
      <tbody>
        {changes.map(({ field, old, new: now }) => (
          <tr key={field} className="border-t border-line/60 align-top first:border-t-0">
            <th
              scope="row"
              title={field}
              className="w-2/5 truncate py-1 pr-2 text-left font-normal text-text-muted"
            >
              {fieldLabel(field)}
            </th>
            <td className="py-1 font-mono break-words select-text">
              {old !== null && (
                <del className="text-remove">
                  <span className="sr-only">before </span>
                  {formatFieldValue(field, old)}
                </del>
              )}
              {old !== null && now !== null && <span className="px-1 text-text-muted">{'\u2192'}</span>}
              {now !== null && (
                <ins className="text-add no-underline">
                  <span className="sr-only">after </span>
                  {formatFieldValue(field, now)}
                </ins>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Told elsewhere, or of no use to a reader. */
const HIDDEN: ReadonlySet<string> = new Set(['id', 'owners', 'origin', 'definition']);
const NESTED: ReadonlySet<string> = new Set(['properties', 'settings']);

/** Every field of a whole entity as one that came (or, deleted, went). */
export function changesOfWhole(before: JsonObject | null, after: JsonObject | null): FieldChange[] {
  const state = after ?? before;
  if (state === null || (after !== null && before !== null)) return [];
  const change = (field: string, value: JsonValue): FieldChange =>
    after === null ? { field, old: value, new: null } : { field, old: null, new: value };
  return Object.entries(state).flatMap(([field, value]) => {
    if (HIDDEN.has(field) || value === undefined || value === null) return [];
    if (field === 'members' && isJsonObject(value))
      return [change('members', `${Object.keys(value).length} members`)];
    if (!NESTED.has(field) || !isJsonObject(value)) return [change(field, value)];
    return Object.entries(value).map(([name, nested]) => change(`${field}.${name}`, nested ?? null));
  });
}
