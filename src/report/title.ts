import type { Canvas } from './style';
import { wrap } from './wrap';

/** The title of a table, in as many lines as it takes. */
export function drawTitle(text: string, { style, width }: Canvas): string {
  return wrap(text, width).map(style.strong).join('\n');
}
