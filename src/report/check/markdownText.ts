import { clip, sentence } from './words';

/** Longer texts are cut, before they are escaped. */
const LONGEST = 1_000;

/** Characters that Markdown or HTML gives a meaning to; as references they have none. */
const MEANINGFUL = /[\\`*_[\]<>&|~$]/g;

/** A zero-width space: what stands before and behind it is no mention and no reference any more. */
const APART = '&#8203;';

/** The user's text so that Markdown shows it as it is, anywhere in a line: no markup, mention, reference or link. */
export function escapeMarkdown(text: string): string {
  return clip(sentence(text), LONGEST)
    .replace(MEANINGFUL, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/@/g, `@${APART}`)
    .replace(/(?<!&)#(?=\d)/g, `#${APART}`)
    .replace(/\bGH-(?=\d)/gi, (text) => text + APART)
    .replace(/:\/\//g, `:${APART}//`)
    .replace(/\bwww\./gi, (text) => `${text.slice(0, 3)}${APART}.`);
}

/** The same in the type of code: for paths, names and rules. */
export function codeMarkdown(text: string): string {
  return `<code>${escapeMarkdown(text)}</code>`;
}

/** Part of a Markdown page: items between an opening and a closing, and what to call those that find no room. */
export interface Section {
  readonly open: string;
  readonly items: readonly string[];
  readonly close: string;
  readonly noun: string;
  /** The most of the page that the section may take, 0 to 1. */
  readonly share: number;
}

/** Room for the note about what was left out. */
const NOTE_ROOM = 400;

/** A page of sections in at most `limit` characters: what finds no room is left out and counted at the end. */
export function fitSections(head: string, sections: readonly Section[], limit: number): string {
  const left: string[] = [];
  let page = head;
  for (const { open, items, close, noun, share } of sections) {
    if (items.length === 0) continue;
    const room = Math.min(limit - NOTE_ROOM - page.length, limit * share) - open.length - close.length;
    const shown = itemsThatFit(items, room);
    if (shown > 0) page += open + items.slice(0, shown).join('') + close;
    if (shown < items.length) left.push(`${items.length - shown} of ${items.length} ${noun}`);
  }
  return left.length === 0 ? page : `${page}\n_Left out for want of room: ${left.join(', ')}._\n`;
}

function itemsThatFit(items: readonly string[], room: number): number {
  let taken = 0;
  const end = items.findIndex((item) => {
    taken += item.length;
    return taken > room;
  });
  return end < 0 ? items.length : end;
}
