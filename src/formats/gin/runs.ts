import type { RunSettings } from '../config';
import { LARGEST, sequenceLengths, wholeNumberOrNone } from './expectations';
import type { GinKey } from './lookup';
import { type Reading, takeOptional } from './reading';

type Mutable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

/** Run settings while they are gathered. */
type Gathered = Mutable<RunSettings>;

/** Takes the lengths of encoder and decoder sequences, where the file has them. */
export function takeLengths(reading: Reading, keys: readonly GinKey[]): Gathered {
  const sought = {
    field: 'encoderLength',
    label: 'inputs and targets',
    keys,
    read: sequenceLengths,
  } as const;
  const { inputs, targets } = takeOptional(reading, sought) ?? {};
  const { places } = reading;
  const place = places.encoderLength;
  if (place && targets !== undefined) places.decoderLength = place;
  if (inputs === undefined) delete places.encoderLength;
  return defined({ encoderLength: inputs, decoderLength: targets });
}

/** Takes a whole number of a run, where the file has it. */
export function takeCount(
  reading: Reading,
  field: 'sequences' | 'trainSteps' | 'modelParallelism',
  keys: readonly GinKey[],
): Gathered {
  const largest = {
    sequences: LARGEST.sequences,
    trainSteps: LARGEST.steps,
    modelParallelism: LARGEST.cores,
  };
  const read = wholeNumberOrNone(largest[field]);
  return defined({ [field]: takeOptional(reading, { field, label: field, keys, read }) });
}

/** Settings without those that are undefined. */
export function defined(
  settings: { readonly [Key in keyof RunSettings]: RunSettings[Key] | undefined },
): Gathered {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
}
