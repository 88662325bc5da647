import { printable } from '../problems/quote';
import type { Chart } from './charts/chart';
import { formatNumber } from './charts/numbers';
import { chartStyle } from './charts/svgStyle';
import { element, type XmlElement } from './check/xml';
import type { Column, DataTable, Exhibit, Rows } from './exhibit';
import { PAGE_STYLE } from './htmlStyle';
import { inlineSvg } from './svg';

/** Rows of a table at most. */
const MOST_ROWS = 500;

/** No script, no network: not even by an accident of the text. */
const CONTENT_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/**
 * An exhibit as a page of HTML that stands alone: the pictures as SVG with titles on hover, the same numbers as tables,
 * the notes; light or dark as the reader prefers, and fit for a screen reader, the keyboard and paper.
 */
export function writeHtml(exhibit: Exhibit, version: string): string {
  const { title, notes, charts, tables } = exhibit;
  const head = element('head', {}, [
    element('meta', { charset: 'utf-8' }, []),
    element('meta', { 'http-equiv': 'Content-Security-Policy', content: CONTENT_POLICY }, []),
    element('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }, []),
    element('meta', { name: 'color-scheme', content: 'light dark' }, []),
    element('meta', { name: 'generator', content: `scaleplan ${version}` }, []),
    element('title', {}, text(title)),
    element('style', {}, `${PAGE_STYLE}\n${chartStyle()}`),
  ]);
  const pictures = charts.map((chart, i) => drawFigure(chart, i + 1));
  const body = element('body', {}, [
    element('a', { class: 'skip', href: '#tables' }, 'Skip to the tables'),
    element('header', {}, [element('h1', {}, text(title))]),
    element('main', {}, [
      ...(pictures.length > 0 ? [section('pictures', 'Pictures', pictures)] : []),
      section('tables', 'Tables', tables.map(drawDataTable)),
      ...(notes.length > 0 ? [section('notes', 'Notes', [noteList(notes)])] : []),
    ]),
    element('footer', {}, [element('p', {}, `Made by scaleplan ${version}.`)]),
  ]);
  return `<!doctype html>\n${element('html', { lang: 'en' }, [head, body])('')}\n`;
}

/** A picture with its title below; where the page is narrow it scrolls, which the keyboard can do too. */
function drawFigure(chart: Chart, number: number): XmlElement {
  const caption = `figure-${number}-caption`;
  return element('figure', {}, [
    element('div', { class: 'picture', role: 'region', tabindex: '0', 'aria-labelledby': caption }, [
      inlineSvg(chart, `chart-${number}`),
    ]),
    element('figcaption', { id: caption }, text(`Picture ${number}: ${chart.title}.`)),
  ]);
}

function section(id: string, title: string, content: readonly XmlElement[]): XmlElement {
  const heading = element('h2', { id: `${id}-heading` }, title);
  return element('section', { id, tabindex: '-1', 'aria-labelledby': `${id}-heading` }, [
    heading,
    ...content,
  ]);
}

function noteList(notes: readonly string[]): XmlElement {
  return element(
    'ul',
    {},
    notes.map((note) => element('li', {}, text(note))),
  );
}

/** A table in a frame that scrolls, which the keyboard can reach; the first cell of a row is its heading. */
function drawDataTable(whole: DataTable, i: number): XmlElement {
  const { title, columns } = whole;
  const { rows, note } = shownOf(whole);
  const caption = `table-${i + 1}-caption`;
  const headings = columns.map((column) =>
    element('th', { scope: 'col', class: alignment(column) }, text(column.label)),
  );
  const table = element('table', {}, [
    element('caption', { id: caption }, text(note === '' ? title : `${title}. ${note}`)),
    element('thead', {}, [element('tr', {}, headings)]),
    element(
      'tbody',
      {},
      rows.map((cells) =>
        element(
          'tr',
          {},
          columns.map((column, j) => drawCell(cells[j] ?? null, column, j)),
        ),
      ),
    ),
  ]);
  return element('div', { class: 'scroll', role: 'region', tabindex: '0', 'aria-labelledby': caption }, [
    table,
  ]);
}

/** Nobody reads thousands of rows, and a page of them is slow: then there is a digest, or the first of them. */
function shownOf({ rows, digest }: DataTable): { readonly rows: Rows; readonly note: string } {
  if (digest !== undefined) return digest;
  if (rows.length <= MOST_ROWS) return { rows, note: '' };
  return {
    rows: rows.slice(0, MOST_ROWS),
    note: `Shown are the first ${MOST_ROWS} of ${rows.length} rows; --json has them all.`,
  };
}

function drawCell(value: string | number | null, column: Column, j: number): XmlElement {
  const shown =
    typeof value === 'number' && column.format !== 'text' ? formatNumber(value, column.format) : value;
  const kind = { class: alignment(column) };
  if (j === 0) return element('th', { scope: 'row', ...kind }, text(shown));
  return element('td', kind, text(shown));
}

function alignment({ format }: Column): string {
  return format === 'text' ? 'words' : 'number';
}

/** Never nothing: an element without content would be written as one that HTML does not close. */
function text(value: string | number | null): string {
  const shown = printable(String(value ?? ''));
  return shown === '' ? '–' : shown;
}
