import { printable } from '../../problems/quote';
import { element, type XmlElement } from '../check/xml';
import type { Box } from './labels';
import { coordinate } from './symbols';

/** Where a text is anchored to its place. */
type Anchor = 'start' | 'middle' | 'end';

/** A text at a place, in one line; characters that a terminal or a bidirectional line would act on are written out. */
export function textAt(
  text: string,
  [x, y]: readonly [number, number],
  anchor: Anchor = 'start',
  kind = '',
): XmlElement {
  const named: Record<string, string> = kind === '' ? {} : { class: kind };
  const place = { x: coordinate(x), y: coordinate(y) };
  const anchored: Record<string, string> = anchor === 'start' ? {} : { 'text-anchor': anchor };
  return element('text', { ...named, ...place, ...anchored }, printable(text));
}

/** A path with its class. */
export function path(kind: string, d: string, children: readonly XmlElement[] = []): XmlElement {
  return element('path', { class: kind, d }, children);
}

/** What is told of something on hover. */
export function hoverTitle(text: string): XmlElement {
  return element('title', {}, printable(text));
}

/** A group of elements. */
export function group(
  attributes: Readonly<Record<string, string>>,
  children: readonly XmlElement[],
): XmlElement {
  return element('g', attributes, children);
}

/** A filled rectangle. */
export function rectangle(kind: string, { left, top, right, bottom }: Box): XmlElement {
  const size = { width: coordinate(right - left), height: coordinate(bottom - top) };
  return element('rect', { class: kind, x: coordinate(left), y: coordinate(top), ...size }, []);
}

/** The path of a straight line. */
export function linePath(x1: number, y1: number, x2: number, y2: number): string {
  return `M${coordinate(x1)},${coordinate(y1)}L${coordinate(x2)},${coordinate(y2)}`;
}
