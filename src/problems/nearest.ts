/** Edit distance between two short texts, counting a swap of neighbours as one edit (optimal string alignment). */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const substituted = (last[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let best = Math.min(substituted, (last[j] as number) + 1, (row[j - 1] as number) + 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) best = Math.min(best, (beforeLast[j - 2] as number) + 1);
      row.push(best);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] as number;
}

/** The one or two candidates spelled most like the text, if any is like it at all. Case does not matter. */
export function nearestSpellings(text: string, candidates: readonly string[]): string[] {
  if (text.length > 40) return [];
  const wanted = text.toUpperCase();
  const allowed = Math.max(1, Math.floor(wanted.length / 3));
  const scored = candidates
    .map((candidate) => ({ candidate, distance: editDistance(wanted, candidate.toUpperCase()) }))
    .filter(({ distance }) => distance <= allowed)
    .sort((a, b) => a.distance - b.distance);
  return scored
    .filter(({ distance }) => distance === scored[0]?.distance)
    .slice(0, 2)
    .map(({ candidate }) => candidate);
}
