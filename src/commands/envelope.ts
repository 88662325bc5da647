import type { Workload } from '../census/workload';
import type { ModelEstimate } from '../estimate/model';
import type { CommonFlags } from '../request/setting';
import { type Context, EXIT, type Outcome } from './context';

/** Raised when a key of the JSON is renamed or dropped. */
export const SCHEMA_VERSION = 1;

/** What a command has to say: the payload of its JSON, the text for people, and the models whose warnings `--strict` counts. */
export interface Answer {
  readonly command: string;
  readonly workload: Workload;
  readonly payload: object;
  /** Drawn where there is no JSON to print: what draws may be loaded for it. */
  readonly draw: () => string | Promise<string>;
  readonly models: readonly ModelEstimate[];
  readonly exitCode?: number;
}

/** The outcome of a command: one JSON object under `--json`, else the text. */
export async function respond(
  answer: Answer,
  flags: CommonFlags,
  started: number,
  { now }: Context,
): Promise<Outcome> {
  const { command, workload, payload, models } = answer;
  const failsStrictly = flags.strict === true && models.some(({ warnings }) => warnings.length > 0);
  const exitCode = answer.exitCode || (failsStrictly ? EXIT.finding : EXIT.fine);
  const seconds = (now() - started) / 1000;
  if (flags.json) {
    const timings = flags.timings ? { timings: { seconds } } : {};
    const body = { schemaVersion: SCHEMA_VERSION, command, workload, ...payload, ...timings };
    return { text: `${JSON.stringify(body, null, 2)}\n`, exitCode };
  }
  const timing = flags.timings ? `\n  ${seconds.toFixed(3)} seconds\n` : '';
  return { text: `${await answer.draw()}\n${timing}`, exitCode };
}
