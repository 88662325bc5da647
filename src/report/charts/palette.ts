/*
 * Colours that the colour-blind tell apart: Okabe and Ito, "Color Universal Design" (jfly.uni-koeln.de/color), without
 * yellow, which does not show on white; on black the darker ones are lightened. Shapes and dashes say the same again.
 */

/** Colours of series on a light ground. */
export const LIGHT_COLOURS = [
  '#0072b2',
  '#d55e00',
  '#007a5a',
  '#b0578d',
  '#9a6a00',
  '#3a8fc4',
  '#555555',
] as const;

/** The same on a dark ground. */
export const DARK_COLOURS = [
  '#56b4e9',
  '#ff8c42',
  '#2fc79a',
  '#e59ac6',
  '#f0b030',
  '#a5d8ff',
  '#bbbbbb',
] as const;

/** Ground, ink, fainter ink and grid. */
export const LIGHT = { ground: '#ffffff', ink: '#1a1a1a', faint: '#555555', grid: '#dddddd' } as const;
export const DARK = { ground: '#14171a', ink: '#f0f0f0', faint: '#b4b9be', grid: '#3a4046' } as const;

/** Dashes of lines without marks, which have no shapes to tell them apart. */
export const DASHES = ['none', '7 3', '2 3', '9 3 2 3', '5 2', '1 2', '12 4'] as const;
