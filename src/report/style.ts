/** Ways to set text off on a terminal; each returns its text unchanged where there is no colour. */
export interface Style {
  readonly strong: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly caution: (text: string) => string;
  /** Colours of the series of a picture, in turn; none where there is no colour. */
  readonly series?: readonly ((text: string) => string)[];
}

const same = (text: string) => text;

/** Text as it is: for pipes, files and NO_COLOR. */
export const PLAIN: Style = { strong: same, dim: same, good: same, bad: same, caution: same };

/** How much room a rendering has, and how it may set text off. */
export interface Canvas {
  readonly width: number;
  readonly style: Style;
}
