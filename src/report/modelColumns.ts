import type { ModelEstimate } from '../estimate/model';
import type { Column } from './exhibit';

/** What files say of a model, wherever models stand in rows. */
export const MODEL_COLUMNS: readonly Column[] = [
  { key: 'model', label: 'Model', format: 'text' },
  { key: 'parameters', label: 'Parameters', format: 'count' },
  { key: 'tflops', label: '#TFlops', format: 'decimal' },
  { key: 'stepsPerSecond', label: 'Steps/s', format: 'decimal' },
  { key: 'stepsPerSecondLow', label: 'Steps/s, low', format: 'decimal' },
  { key: 'stepsPerSecondHigh', label: 'Steps/s, high', format: 'decimal' },
  { key: 'speedBasis', label: 'Speed is', format: 'text' },
  { key: 'trainFlops', label: 'Training FLOPs', format: 'count' },
  { key: 'hours', label: 'Hours', format: 'decimal' },
  { key: 'usd', label: 'US dollars', format: 'count' },
  { key: 'perCoreBytes', label: 'Memory a core', format: 'bytes' },
  { key: 'averagePoints', label: 'Score (points)', format: 'decimal' },
  { key: 'averagePointsLow', label: 'Score, low', format: 'decimal' },
  { key: 'averagePointsHigh', label: 'Score, high', format: 'decimal' },
  { key: 'averageBasis', label: 'Score is', format: 'text' },
];

/** The cells of a model under MODEL_COLUMNS. */
export function modelCells(model: ModelEstimate): (string | number | null)[] {
  const { name, parameters, compute, throughput, training, memory, quality } = model;
  return [
    name,
    parameters.total,
    compute.tflops,
    throughput.stepsPerSecond,
    throughput.low,
    throughput.high,
    throughput.basis,
    compute.trainFlops,
    training.hours,
    training.usd,
    memory.perCoreBytes,
    quality?.average ?? null,
    quality?.low ?? null,
    quality?.high ?? null,
    quality?.basis ?? null,
  ];
}
