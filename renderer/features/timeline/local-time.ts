/** An instant as a field for local date and time takes it: "2026-11-21T09:14"; a UTC date is its start or end. */
export function toLocalInput(instant: string | undefined, end: 'from' | 'to'): string {
  if (instant === undefined) return '';
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(instant);
  const date = new Date(isDate && end === 'to' ? `${instant}T23:59:59.999Z` : instant);
  if (Number.isNaN(date.getTime())) return '';
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** What a field for local date and time says, as an instant: a minute's start, or as an end its last millisecond. */
export function fromLocalInput(text: string, end: 'from' | 'to'): string | undefined {
  if (text === '') return undefined;
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) return undefined;
  if (end === 'to') date.setSeconds(59, 999);
  return date.toISOString();
}
