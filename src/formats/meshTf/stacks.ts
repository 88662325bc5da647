import type { ModelShape } from '../../model/shape';
import { UserError } from '../../problems/problem';
import { failValue, isGated, LARGEST, truth, wholeNumber } from '../gin/expectations';
import { findSetting, type GinKey, type GinSetting, macro, parameterOf } from '../gin/lookup';
import { type Reading, type Sought, takeOrDefault, takeRequired } from '../gin/reading';

type Stack = 'encoder' | 'decoder';

/** A field that both stacks have, each perhaps bound in its own scope. */
interface StackField<Value> extends Omit<Sought<Value>, 'keys'> {
  readonly owner: string;
  readonly parameter: string;
  /** The library's macro for it. */
  readonly macro?: string;
  /** The library's own, where it has one. */
  readonly fallback?: Value;
}

const ATTENTION = 'SelfAttention';

/**
 * Everything of a shape that belongs to the stacks.
 * @throws UserError also where the stacks differ in more than their depth.
 */
export function readStacks(reading: Reading): Omit<ModelShape, 'tiedEmbedding' | 'vocabSize'> {
  const layers = {
    owner: 'make_layer_stack',
    parameter: 'num_layers',
    macro: 'num_layers',
    label: 'num_layers',
  };
  const depth = (field: 'encoderLayers' | 'decoderLayers', stack: Stack) =>
    takeFrom(reading, { field, ...layers, read: wholeNumber(LARGEST.layers) }, stack);
  const shape = {
    encoderLayers: depth('encoderLayers', 'encoder'),
    decoderLayers: depth('decoderLayers', 'decoder'),
    dModel: takeDimension(reading, 'dModel', ['Unitransformer', 'd_model', 'd_model'], LARGEST.dModel),
    dFf: takeDimension(reading, 'dFf', ['DenseReluDense', 'hidden_size', 'd_ff'], LARGEST.dFf),
    dKv: takeDimension(reading, 'dKv', [ATTENTION, 'key_value_size', 'd_kv'], LARGEST.dKv),
    numHeads: takeDimension(reading, 'numHeads', [ATTENTION, 'num_heads', 'num_heads'], LARGEST.heads),
    numMemoryHeads: takeAttention(reading, 'numMemoryHeads', 'num_memory_heads', {
      read: wholeNumber(LARGEST.heads, 0),
      fallback: 0,
    }),
    sharedKv: takeAttention(reading, 'sharedKv', 'shared_kv', { read: truth, fallback: false }),
    gatedFf: takeBoth(reading, {
      field: 'gatedFf',
      label: 'DenseReluDense.activation',
      owner: 'DenseReluDense',
      parameter: 'activation',
      read: isGated,
      fallback: false,
    }),
  };
  refuseMemoryHeads(reading, shape);
  refuseOtherCrossAttention(reading, shape);
  return shape;
}

function takeDimension(
  reading: Reading,
  field: keyof ModelShape,
  [owner, parameter, name]: readonly [string, string, string],
  largest: number,
): number {
  return takeBoth(reading, { field, label: name, owner, parameter, macro: name, read: wholeNumber(largest) });
}

/** Unlike activations and sharing, no model file of the library sets these: off also where an include is missing. */
function takeAttention<Value>(
  reading: Reading,
  field: keyof ModelShape,
  parameter: string,
  { read, fallback }: { read: (setting: GinSetting) => Value; fallback: Value },
): Value {
  const whole = { ...reading, config: { ...reading.config, missing: [] } };
  return takeBoth(whole, { field, label: parameter, owner: ATTENTION, parameter, read, fallback });
}

function keysOf({ owner, parameter, macro: name }: StackField<unknown>, stack: Stack): GinKey[] {
  const bound = [parameterOf(owner, parameter, stack), parameterOf(owner, parameter)];
  return name === undefined ? bound : [...bound, macro(name)];
}

function takeFrom<Value>(reading: Reading, field: StackField<Value>, stack: Stack): Value {
  const sought = { field: field.field, label: field.label, read: field.read, keys: keysOf(field, stack) };
  return field.fallback === undefined
    ? takeRequired(reading, sought)
    : takeOrDefault(reading, sought, field.fallback);
}

function takeBoth<Value>(reading: Reading, field: StackField<Value>): Value {
  const decoder = takeFrom(reading, field, 'decoder');
  const placeInDecoder = reading.places[field.field];
  const encoder = takeFrom(reading, field, 'encoder');
  if (encoder === decoder) return encoder;
  const details = { field: field.parameter, encoder: `${encoder}`, decoder: `${decoder}` };
  // Where one stack is silent, the other's line tells.
  throw new UserError('config-stacks-differ', details, placeInDecoder ?? reading.places[field.field]);
}

function refuseMemoryHeads({ config }: Reading, { numHeads, numMemoryHeads }: Partial<ModelShape>): void {
  if (!numMemoryHeads || (numHeads as number) % numMemoryHeads === 0) return;
  const keys = (['encoder', 'decoder', ''] as const).map((scope) =>
    parameterOf(ATTENTION, 'num_memory_heads', scope),
  );
  failValue(findSetting(config, keys) as GinSetting, `0, or a number that divides the ${numHeads} heads`);
}

/** Cross-attention takes after self-attention, but it may be bound by itself. */
function refuseOtherCrossAttention({ config }: Reading, shape: Partial<ModelShape>): void {
  const expected = {
    num_heads: shape.numHeads,
    key_value_size: shape.dKv,
    num_memory_heads: shape.numMemoryHeads,
    shared_kv: shape.sharedKv,
  };
  for (const [parameter, value] of Object.entries(expected)) {
    const keys = ['decoder', ''].map((scope) => parameterOf('EncDecAttention', parameter, scope));
    const setting = findSetting(config, keys);
    if (!setting || setting.value.kind === 'none') continue;
    const isSame = 'value' in setting.value && setting.value.value === value;
    if (!isSame)
      failValue(
        setting,
        `${value === false ? 'False' : value === true ? 'True' : value}, as in SelfAttention`,
      );
  }
}
