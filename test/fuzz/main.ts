import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type FuzzReport, fuzz, TARGETS } from './run';
import type { Input } from './target';

const LONGEST_SHOWN = 400;

function draw({ targets, failures, codes }: FuzzReport): string {
  const rows = targets.map(({ name, inputs, kinds, seconds, slowest }) => {
    const rate = Math.round(inputs / seconds);
    return `${name.padEnd(14)}${String(inputs).padStart(10)}${String(kinds).padStart(10)}${seconds.toFixed(1).padStart(10)}${String(rate).padStart(10)}${slowest.milliseconds.toFixed(1).padStart(12)}  ${shown(slowest.input, 60)}`;
  });
  const found = failures.map(
    ({ target, what, times, input }) =>
      `${target}: ${what} (${times} inputs)\n  ${shown(input, LONGEST_SHOWN)}`,
  );
  const total = targets.reduce((sum, { inputs }) => sum + inputs, 0);
  const seconds = targets.reduce((sum, target) => sum + target.seconds, 0);
  return [
    'target            inputs   answers   seconds  a second  slowest ms',
    ...rows,
    '',
    `${total} inputs in ${seconds.toFixed(0)} s; ${codes.reached.length} of ${codes.reached.length + codes.missed.length} kinds of mistakes told`,
    `never told: ${codes.missed.join(' ')}`,
    failures.length === 0 ? 'No failures.' : `${failures.length} failures:\n${found.join('\n')}`,
  ].join('\n');
}

function shown(input: Input, longest: number): string {
  const files = Object.keys(input.files).length === 0 ? '' : ` ${JSON.stringify(input.files)}`;
  return (JSON.stringify(input.words) + files).slice(0, longest);
}

/** `npm run fuzz -- ARGS`: prints what came of it; exit code 1 where a rule was broken. */
export async function main(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      inputs: { type: 'string', default: '100000' },
      seed: { type: 'string', default: '1' },
      targets: { type: 'string', default: TARGETS.map(({ name }) => name).join(',') },
      output: { type: 'string' },
    },
  });
  const report = await fuzz({
    inputs: Number(values.inputs),
    seed: Number(values.seed),
    targets: values.targets.split(',').map((name) => name.trim()),
    onProgress: (line) => process.stderr.write(`${line}\n`),
  });
  process.stdout.write(`${draw(report)}\n`);
  if (values.output !== undefined) writeFileSync(values.output, `${JSON.stringify(report, null, 2)}\n`);
  process.exitCode = report.failures.length === 0 ? 0 : 1;
}
