/** The row of the table that an element belongs to, or null. */
export function rowOfElement(target: EventTarget): number | null {
  const row = target instanceof Element ? target.closest('[data-row]')?.getAttribute('data-row') : null;
  return row === null || row === undefined ? null : Number(row);
}
