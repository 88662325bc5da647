import type { Exhibit } from '../report/exhibit';
import type { CommonFlags } from '../request/setting';
import type { Context, Outcome } from './context';
import { type Answer, respond } from './envelope';
import { readOutputPath } from './output';
import { type PictureFlags, type PictureFormat, readPictureFormat, type UsualFormat } from './pictureFormat';

export type { PictureFlags } from './pictureFormat';

/** An answer that is also a picture with its tables. */
export interface PicturedAnswer extends Answer {
  readonly exhibit: () => Exhibit | Promise<Exhibit>;
}

/** Sets text off on a terminal (SGR); user text holds none, its control characters are escaped. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what they begin with.
const COLOURS = /\u001b\[[\d;]*m/g;

/**
 * The outcome of a command that also draws: its text, with the picture below where `usual` says so or `--to chart` asks
 * for it, or JSON, or under `--to` and `-o` its numbers as CSV, or its picture as SVG, as a page of HTML or as a Vega-Lite
 * specification.
 * @throws UserError for a format that there is none of, two formats at once, or an empty name of a file
 */
export async function deliver(
  answer: PicturedAnswer,
  flags: CommonFlags & PictureFlags,
  started: number,
  context: Context,
  usual: UsualFormat = 'chart',
): Promise<Outcome> {
  const path = readOutputPath(flags);
  const format = readPictureFormat(flags, usual);
  const { text, exitCode } = await write(answer, format, flags, started, context);
  if (path === null) return { text, exitCode };
  const plain = text.replace(COLOURS, '');
  return { text: '', exitCode, file: { path, text: plain, overwrite: flags.force ?? false } };
}

async function write(
  answer: PicturedAnswer,
  format: PictureFormat,
  flags: CommonFlags,
  started: number,
  context: Context,
): Promise<Outcome> {
  const answered = (draw: Answer['draw'], json: boolean) =>
    respond({ ...answer, draw }, { ...flags, json }, started, context);
  if (format === 'json') return answered(answer.draw, true);
  if (format === 'table') return answered(answer.draw, false);
  if (format === 'chart') {
    const { drawCharts } = await import('../report/charts/terminal');
    const { charts } = await answer.exhibit();
    const drawn = charts.length > 0 ? [drawCharts(charts, context.canvas)] : [];
    return answered(async () => [await answer.draw(), ...drawn].join('\n\n'), false);
  }
  const { exitCode } = await answered(() => '', false);
  return { text: await WRITERS[format](await answer.exhibit(), context.version), exitCode };
}

/** Writers of files, loaded when they are asked for. */
const WRITERS = {
  csv: async (exhibit: Exhibit) => (await import('../report/csv')).writeCsv(exhibit),
  svg: async (exhibit: Exhibit) => (await import('../report/svg')).writeSvg(exhibit),
  html: async (exhibit: Exhibit, version: string) =>
    (await import('../report/html')).writeHtml(exhibit, version),
  'vega-lite': async (exhibit: Exhibit) => (await import('../report/vegaLite')).writeVegaLite(exhibit),
} as const;
