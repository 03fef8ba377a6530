/**
 * How well an entry of a palette fits what was typed, 0 to 1: each word must stand in its name or its further
 * words. Its name counts more, and its beginning most.
 */
export function wordFilter(value: string, search: string, keywords: readonly string[] = []): number {
  const name = value.replace(/^properties\./, '').toLowerCase();
  const wanted = search.trim().toLowerCase();
  if (wanted === '' || name === wanted) return 1;
  if (name.startsWith(wanted)) return 0.9;
  if (name.includes(wanted)) return 0.8;
  const all = `${name} ${keywords.join(' ').toLowerCase()}`;
  return wanted.split(/\s+/).every((word) => all.includes(word)) ? 0.5 : 0;
}
