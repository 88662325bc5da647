/** A stretch of a topic: a heading, a paragraph, words with what they mean, or calls to copy. */
export type Block =
  | { readonly heading: string }
  | { readonly text: string }
  | { readonly terms: readonly (readonly [term: string, meaning: string])[] }
  | { readonly calls: readonly string[] };

/** Words that are listed in a sentence: `a, b and c`. */
export function listWords(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
