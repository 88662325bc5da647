import { printable, quote } from '../quote';
import { didYouMean, type Text } from './text';

/** The most names that a message lists: more are no help on one line. */
const MOST_LISTED = 6;

function listed(names: readonly string[]): string {
  const shown = names.slice(0, MOST_LISTED).map(printable).join(', ');
  return names.length > MOST_LISTED ? `${shown} and others (docs/calibrate.md)` : shown;
}

/** What is said about mistakes in machines, measured runs and calibrations. */
export const MACHINES_TEXTS = {
  'machine-without-price': (a: { machine: string }): Text => ({
    message: `The price of ${printable(a.machine)} is unknown, so dollars are no limit there.`,
    hint: 'Limit hours instead, or describe the machine with its usdPerChipHour in a --machine-file.',
  }),
  'machine-unknown-key': (a: {
    what: string;
    key: string;
    nearest: readonly string[];
    names: readonly string[];
  }): Text => ({
    message: `${a.what} has no key ${quote(a.key)}.`,
    hint: didYouMean(a.nearest, `Keys: ${listed(a.names)}.`),
  }),
  'machine-known': (a: { name: string }): Text => ({
    message: `There is a machine ${quote(a.name)} already, with other figures.`,
    hint: 'Give yours a name of its own.',
  }),
  'calibration-not-one': (a: { path: string }): Text => ({
    message: `${quote(a.path)} is no calibration.`,
    hint: 'A calibration is what scaleplan calibrate RUNS -o FILE writes.',
  }),
  'calibration-inconsistent': (a: { what: string }): Text => ({
    message: `This calibration contradicts itself: ${a.what}.`,
    hint: 'It was changed by hand: make it anew from the runs with scaleplan calibrate.',
  }),
  'calibration-version': (a: { found: string | null; known: number }): Text => ({
    message:
      a.found === null
        ? 'This calibration does not say its schemaVersion.'
        : `This calibration has the version ${quote(a.found)}.`,
    hint: `This scaleplan reads version ${a.known}: make it anew from the runs with scaleplan calibrate.`,
  }),
  'calibration-features': (a: { names: readonly string[] }): Text => ({
    message: 'This calibration has other terms of the step time than this scaleplan.',
    hint: `Its terms are ${listed(a.names.map(quote)) || 'none'}: make it anew from the runs with scaleplan calibrate.`,
  }),
  'calibrate-no-file': (_: Record<never, never>): Text => ({
    message: 'calibrate needs a file of measured runs.',
    hint: 'Name one CSV or JSON file: scaleplan calibrate runs.csv -o cluster.json; or use --published.',
  }),
  'calibrate-one-file': (a: { found: number }): Text => ({
    message: `calibrate takes one file of measured runs, not ${a.found}.`,
    hint: 'Put the runs of one machine into one file; --published stands for a file.',
  }),
  'runs-unknown-column': (a: {
    column: string;
    nearest: readonly string[];
    names: readonly string[];
  }): Text => ({
    message: `No measure of a run is called ${quote(a.column)}.`,
    hint: didYouMean(a.nearest, `Columns: ${a.names.join(', ')}.`),
  }),
  'runs-column-twice': (a: { first: string; second: string; name: string }): Text => ({
    message: `The columns ${quote(a.first)} and ${quote(a.second)} both mean ${a.name}.`,
    hint: 'Keep one of the two.',
  }),
  'runs-no-column': (a: { name: string; examples: string }): Text => ({
    message: `These runs have no column for ${a.name}.`,
    hint: `Add one: ${a.examples}.`,
  }),
  'runs-no-speed': (_: Record<never, never>): Text => ({
    message: 'This run has no speed, or two.',
    hint: 'Give one of stepsPerSecond, sequencesPerSecond, secondsPerStep and millisecondsPerStep.',
  }),
  'runs-unclear-speed': (a: { column: string }): Text => ({
    message: `The column ${quote(a.column)} does not say what it counts.`,
    hint: 'Name it stepsPerSecond, sequencesPerSecond, secondsPerStep or millisecondsPerStep.',
  }),
  'runs-comma': (a: { text: string }): Text => ({
    message: `A number has no comma: ${quote(a.text)}.`,
    hint: 'Write decimals with a point and thousands together: 9.5, 1000, or 1K.',
  }),
  'runs-speed-impossible': (a: { slowest: number; fastest: number }): Text => ({
    message: `No training runs at this speed: ${a.slowest} to ${a.fastest} steps a second.`,
    hint: 'Check the unit of the column and the digits.',
  }),
  'runs-flag-idle': (a: { flag: string; text: string; name: string }): Text => ({
    message: `Every run says its own ${a.name}, so ${a.flag} ${printable(a.text)} has no effect.`,
    hint: `Leave out ${a.flag}, or the column.`,
  }),
  'runs-machine-conflict': (a: { machine: string; text: string }): Text => ({
    message: `This run is of ${printable(a.machine)}, and --machine says ${quote(a.text)}.`,
    hint: 'Leave out --machine: the runs name theirs.',
  }),
  'calibrate-published-alone': (a: { flag: string }): Text => ({
    message: `--published takes Table 4 as it is printed: ${a.flag} changes nothing there.`,
    hint: `Leave out ${a.flag}, or name a file of your own runs.`,
  }),
  'runs-bad-rounding': (a: { text: string }): Text => ({
    message: `The rounding cannot be ${quote(a.text)}.`,
    hint: 'Write a half-width such as 0.5, a share such as 2%, or printed: the rounding of the digits.',
  }),
  'runs-wide-rounding': (a: { value: string }): Text => ({
    message: `A speed of ${printable(a.value)} with this rounding could be 0.`,
    hint: 'Write the speed with more digits, or a smaller rounding.',
  }),
  'runs-machines-differ': (a: { first: string; second: string }): Text => ({
    message: `A calibration is of one machine, not of ${printable(a.first)} and ${printable(a.second)}.`,
    hint: 'Calibrate each machine with a file of its own runs.',
  }),
  'runs-too-many': (a: { limit: number }): Text => ({
    message: `A calibration takes at most ${a.limit} runs.`,
    hint: 'Keep those that differ most in shape, slice and parallelism.',
  }),
  'runs-several-models': (a: { model: string }): Text => ({
    message: `${quote(a.model)} stands for several models.`,
    hint: 'A run is of one model: name it, or its file.',
  }),
  'runs-above-peak': (a: { speed: string; peak: string; machine: string; chips: number }): Text => ({
    message: `At ${a.speed} steps a second this run would beat the peak of ${a.chips} chips of ${printable(a.machine)}: ${a.peak} at most.`,
    hint: 'Check the machine, the chips, the sequences and the unit of the speed.',
  }),
} satisfies Record<string, (details: never) => Text>;
