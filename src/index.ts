/**
 * Plans the scaling of T5-style Transformers: what a shape costs on TPU v3, and which DeepNarrow shape to train instead.
 * Every function is pure: plain, frozen data out, a {@link UserError} thrown for a mistake, no file, process, console or
 * clock touched.
 *
 * @packageDocumentation
 */

export { calibrate, calibratePublished, writeCalibration } from './library/calibrate';
export { census } from './library/census';
export { check, RULES } from './library/check';
export { compare } from './library/compare';
export { CONFIG_FORMATS, readConfig, WRITTEN_FORMATS, writeConfig } from './library/configs';
export { DEFAULTS, LIMITS, METRICS, OPERATORS, SIZES, VERSION, VISION_SIZES } from './library/defaults';
export { describe, explain, roofline, scale } from './library/describe';
export { audit, backtest, depth } from './library/evidence';
export { fit, fitPublished } from './library/fit';
export { MACHINES, readCalibration, readMachines } from './library/machines';
export { applyOperators, expandNames, formatName, parseName } from './library/names';
export { search } from './library/search';
export { suggest } from './library/suggest';
export { sweep } from './library/sweep';
export * from './library/types';
export { UserError } from './problems/problem';
