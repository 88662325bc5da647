import type { Input } from './target';

/** Tries that one failure is worth. */
const MOST_TRIES = 1500;

/** The smallest input found that still fails: words, files and stretches are left out, halves before single characters. */
export async function minimise(input: Input, fails: (input: Input) => Promise<boolean>): Promise<Input> {
  let smallest = input;
  let tries = 0;
  const isSmaller = async (candidate: Input) => {
    if (tries >= MOST_TRIES || !(await fails(candidate))) return false;
    smallest = candidate;
    return true;
  };
  const attempt = async (candidate: Input) => {
    tries += 1;
    return isSmaller(candidate);
  };
  for (const name of Object.keys(smallest.files)) await attempt(withoutFile(smallest, name));
  for (let at = smallest.words.length - 1; at > 0; at--) await attempt(withoutWord(smallest, at));
  for (let at = 0; at < smallest.words.length; at++) {
    await shorten(smallest.words[at] ?? '', (text) => attempt(withWord(smallest, at, text)));
  }
  for (const [name, text] of Object.entries(smallest.files)) {
    await shorten(text, (shorter) => attempt({ ...smallest, files: { ...smallest.files, [name]: shorter } }));
  }
  return smallest;
}

/** Leaves out stretches of a text as long as that is taken. */
async function shorten(text: string, attempt: (shorter: string) => Promise<boolean>): Promise<void> {
  let left = text;
  for (let length = Math.ceil(text.length / 2); length >= 1; length = Math.floor(length / 2)) {
    for (let start = 0; start < left.length; ) {
      const shorter = left.slice(0, start) + left.slice(start + length);
      if (await attempt(shorter)) left = shorter;
      else start += length;
    }
  }
}

function withoutFile({ words, files }: Input, name: string): Input {
  return { words, files: Object.fromEntries(Object.entries(files).filter(([own]) => own !== name)) };
}

function withoutWord({ words, files }: Input, at: number): Input {
  return { words: words.filter((_, i) => i !== at), files };
}

function withWord({ words, files }: Input, at: number, word: string): Input {
  return { words: words.map((own, i) => (i === at ? word : own)), files };
}
