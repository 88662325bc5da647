import { DARK, DARK_COLOURS, DASHES, LIGHT, LIGHT_COLOURS } from './palette';

type Ground = {
  readonly ground: string;
  readonly ink: string;
  readonly faint: string;
  readonly grid: string;
};

/**
 * The style sheet of a picture: light, and dark where the reader prefers it (never on paper). Colours stand in plain
 * rules, which readers of SVG without custom properties understand too.
 */
export function chartStyle(): string {
  const dashes = DASHES.map((dash, i) => `.chart-dash-${i}{stroke-dasharray:${dash}}`);
  return [
    '.chart{font-family:system-ui,-apple-system,"Segoe UI",Roboto,Helvetica,Arial,"DejaVu Sans",sans-serif;font-size:12px}',
    '.chart-title{font-size:15px;font-weight:600}',
    '.chart-line{fill:none;stroke-width:1.75;stroke-linejoin:round}',
    '.chart-guide{fill:none;stroke-width:1.25;stroke-dasharray:6 4}',
    '.chart-band{stroke:none;fill-opacity:.14}',
    '.chart-interval{fill:none;stroke-width:1.25}',
    // What lies below a mark shows through, but for what stands out.
    '.chart-symbol{fill-opacity:.45;stroke-width:1.5}',
    '.chart-marked{fill-opacity:1}',
    '.chart-ring{fill:none;stroke-width:1.5}',
    '.chart-solid,.chart-hollow{fill-opacity:1}',
    '.chart-doubtful{stroke-dasharray:2 4;opacity:.65}',
    '.chart-dotted{stroke-dasharray:1 3;stroke-width:1.5}',
    // Lines do not strike through what is written over them.
    '.chart-label{stroke-width:3px;stroke-linejoin:round;paint-order:stroke}',
    '.chart-grid,.chart-frame{fill:none;stroke-width:1}',
    ...dashes,
    colourRules(LIGHT, LIGHT_COLOURS),
    `@media screen and (prefers-color-scheme:dark){${colourRules(DARK, DARK_COLOURS)}}`,
  ].join('\n');
}

function colourRules({ ground, ink, faint, grid }: Ground, colours: readonly string[]): string {
  return [
    `.chart-ground{fill:${ground}}`,
    `.chart text{fill:${ink}}`,
    `.chart .chart-faint{fill:${faint}}`,
    `.chart .chart-hollow{fill:${ground}}`,
    `.chart-label{stroke:${ground}}`,
    `.chart-swatch{fill:${ground};stroke:${faint}}.chart-swatch-solid{fill:${faint};stroke:${faint}}`,
    `.chart-grid{stroke:${grid}}`,
    `.chart-frame,.chart-guide{stroke:${faint}}`,
    `.chart-ring{stroke:${ink}}`,
    ...colours.map((colour, i) => `.chart-fill-${i}{fill:${colour}}.chart-stroke-${i}{stroke:${colour}}`),
  ].join('');
}
