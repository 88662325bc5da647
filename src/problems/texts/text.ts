/** What a user reads about a problem: what is wrong, and how to mend it. */
export interface Text {
  readonly message: string;
  readonly hint: string;
}

/** A hint with the nearest spellings, or another one where nothing is near. */
export function didYouMean(nearest: readonly string[], otherwise: string): string {
  return nearest.length > 0 ? `Did you mean ${nearest.join(' or ')}?` : otherwise;
}
