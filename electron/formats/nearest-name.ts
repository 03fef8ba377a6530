/** The candidate that `name` most likely means, without case: at most a third of its letters differ; or null. */
export function nearestName(name: string, candidates: readonly string[]): string | null {
  const wanted = name.trim().toLowerCase();
  let nearest: string | null = null;
  let fewest = Math.floor(wanted.length / 3) + 1;
  for (const candidate of candidates) {
    const count = editDistance(wanted, candidate.toLowerCase());
    if (count < fewest) {
      nearest = candidate;
      fewest = count;
    }
  }
  return nearest;
}

/** ` Did you mean "x"?`, or nothing where no candidate is near. */
export function didYouMean(name: string, candidates: readonly string[]): string {
  const nearest = nearestName(name, candidates);
  return nearest === null ? '' : ` Did you mean "${nearest}"?`;
}

/** How many letters must be added, taken away or changed (Levenshtein). */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const changed = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(changed, (previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    previous = row;
  }
  return previous[b.length] ?? 0;
}
