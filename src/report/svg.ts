import { printable } from '../problems/quote';
import type { Chart } from './charts/chart';
import { CHART_WIDTH, drawSvgChart } from './charts/svgChart';
import { group, textAt } from './charts/svgElements';
import { chartStyle } from './charts/svgStyle';
import { element, XML_HEAD, type XmlElement } from './check/xml';
import type { Exhibit } from './exhibit';

/** Height of a file without a picture. */
const NOTHING_HEIGHT = 48;

/**
 * The pictures of an exhibit as one file of SVG, below each other: light or dark as the reader prefers, with titles on
 * hover, no script and no network. The same bytes on every platform.
 */
export function writeSvg({ title, charts }: Exhibit): string {
  return `${XML_HEAD}${svgElement(charts, charts.length === 1 ? null : title, 'chart', chartStyle())('')}\n`;
}

/** One chart as an element to be set into a page that holds the style sheet; `id` keeps its names apart from others'. */
export function inlineSvg(chart: Chart, id: string): XmlElement {
  return svgElement([chart], null, id, null);
}

function svgElement(
  charts: readonly Chart[],
  title: string | null,
  id: string,
  style: string | null,
): XmlElement {
  let height = 0;
  const drawn = charts.map((chart): XmlElement => {
    const { elements, height: own } = drawSvgChart(chart);
    const moved = group(height === 0 ? {} : { transform: `translate(0,${height})` }, elements);
    height += own;
    return moved;
  });
  if (charts.length === 0) {
    height = NOTHING_HEIGHT;
    drawn.push(textAt('Nothing to draw.', [16, 28]));
  }
  const name = title ?? charts.map((chart) => chart.title).join('; ');
  const description = charts
    .map((chart) => (charts.length === 1 ? chart.description : `${chart.title}: ${chart.description}`))
    .join(' ');
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      class: 'chart',
      width: String(CHART_WIDTH),
      height: String(height),
      viewBox: `0 0 ${CHART_WIDTH} ${height}`,
      role: 'img',
      'aria-labelledby': `${id}-title ${id}-description`,
    },
    [
      element('title', { id: `${id}-title` }, printable(name)),
      element('desc', { id: `${id}-description` }, printable(description)),
      ...(style === null ? [] : [element('style', {}, style)]),
      ...drawn,
    ],
  );
}
