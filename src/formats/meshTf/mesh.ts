import type { GinConfig } from '../gin/config';
import { failValue, LARGEST, wholeNumber, wholeNumberOrNone } from '../gin/expectations';
import { type GinSetting, itemSetting, parameterOf } from '../gin/lookup';
import { type Reading, takeOptional } from '../gin/reading';

/** Cores of a TPU v3 chip: `v3-32` is 16 chips. */
export const CORES_PER_CHIP = 2;

/** What a file says of its cores. */
export interface Cores {
  readonly chips: number | undefined;
  readonly modelParallelism: number | undefined;
}

/** The two axes of a mesh. */
interface Axes {
  readonly model: number;
  readonly batch: number;
}

const EXPECTED_MESH = "a mesh of an even number of cores, such as 'model:4,batch:8'";
const EXPECTED_SLICE = "a slice of tpu-v3, scaleplan's machine, such as '4x4' or 'v3-32'";

/**
 * The slice and the model parallelism: of a mesh that is written out, else of the function that makes one of the slice.
 * @throws UserError for one that cannot be
 */
export function readCores(reading: Reading): Cores {
  const ofSlice = {
    chips: takeOptional(reading, {
      field: 'chips',
      label: 'tpu_topology',
      keys: [parameterOf('tpu_mesh_shape', 'tpu_topology')],
      read: chipsOf,
    }),
    modelParallelism: takeOptional(reading, {
      field: 'modelParallelism',
      label: 'model_parallelism',
      keys: [parameterOf('tpu_mesh_shape', 'model_parallelism')],
      read: wholeNumberOrNone(LARGEST.cores),
    }),
  };
  const takeFromMesh = (field: keyof Cores, read: (axes: Axes) => number) =>
    takeOptional(reading, {
      field,
      label: 'mesh_shape',
      keys: [parameterOf('run', 'mesh_shape')],
      read: (setting, config) => {
        const axes = axesOf(setting, config);
        return axes === null ? undefined : read(axes);
      },
    });
  return {
    chips: takeFromMesh('chips', ({ model, batch }) => (model * batch) / CORES_PER_CHIP) ?? ofSlice.chips,
    modelParallelism: takeFromMesh('modelParallelism', ({ model }) => model) ?? ofSlice.modelParallelism,
  };
}

function chipsOf(setting: GinSetting): number | undefined {
  const { value } = setting;
  if (value.kind === 'none' || (value.kind === 'text' && value.value === '')) return undefined;
  const written = value.kind === 'text' ? value.value : '';
  const cores = /^v3-(\d{1,7})$/.exec(written)?.[1];
  const sides = /^\d{1,5}(?:x\d{1,5}){1,2}$/.test(written) ? written.split('x').map(Number) : [];
  const chips =
    cores === undefined ? sides.reduce((a, b) => a * b, sides.length > 0 ? 1 : 0) : +cores / CORES_PER_CHIP;
  const isTaken = Number.isInteger(chips) && chips >= 1 && chips <= LARGEST.cores;
  return isTaken ? chips : failValue(setting, EXPECTED_SLICE);
}

/** Null where the mesh is left to a function, or to nothing. */
function axesOf(setting: GinSetting, config: GinConfig): Axes | null {
  const { value } = setting;
  if (value.kind === 'none' || value.kind === 'reference') return null;
  const sizes = value.kind === 'text' ? writtenAxes(value.value) : listedAxes(setting, config);
  if (sizes.length === 0) return null;
  const axes: Axes = { model: 1, batch: 1, ...Object.fromEntries(sizes) };
  const cores = axes.model * axes.batch;
  const isMesh =
    sizes.every(([name, size]) => (name === 'model' || name === 'batch') && size >= 1) &&
    new Set(sizes.map(([name]) => name)).size === sizes.length &&
    cores % CORES_PER_CHIP === 0 &&
    cores <= LARGEST.cores;
  return isMesh ? axes : failValue(setting, EXPECTED_MESH);
}

/** Mesh TensorFlow parts the axes of a string by any of these. */
function writtenAxes(text: string): [string, number][] {
  const written = text.split(/[,.;\s]+/).filter(Boolean);
  return written.map((axis) => {
    const [, name = '', size = ''] = /^(\w{1,20}):(\d{1,7})$/.exec(axis) ?? [];
    return [name, Number(size)];
  });
}

function listedAxes(setting: GinSetting, config: GinConfig): [string, number][] {
  if (setting.value.kind !== 'list') return failValue(setting, EXPECTED_MESH);
  return setting.value.items.map((item) => {
    if (item.kind !== 'list' || item.items.length !== 2) return failValue(setting, EXPECTED_MESH);
    const [name, size] = item.items.map((part) => itemSetting(config, setting, part));
    if (name?.value.kind !== 'text' || !size) return failValue(setting, EXPECTED_MESH);
    return [name.value.value, wholeNumber(LARGEST.cores)(size)];
  });
}
