import { boundingRuns, isPossibleUnmeasured, runMissedBy } from '../calibration/consistency';
import { CALIBRATION_VERSION } from '../calibration/version';
import type { SourceFile } from '../formats/config';
import { parseJson } from '../formats/json/parse';
import type { JsonValue } from '../formats/json/tree';
import type { Machine } from '../machine/machine';
import { UserError } from '../problems/problem';
import { type CalibrationInFile, calibrationFile } from '../schema/calibrationFile';
import type { Calibration } from '../steptime/calibration';
import { FEATURE_NAMES } from '../steptime/features';
import { type Path, placeAt, valueAt, type Written } from './issues';
import { addable, readBy, toMachine } from './machineFile';
import { plain } from './plain';

/**
 * Reads a calibration that `calibrate -o` wrote; it is named after its file.
 * @throws UserError with the file, the line and the place in it, for the first thing that is wrong
 */
export function readCalibrationFile(source: SourceFile): Calibration {
  const root = parseJson(source);
  const written = { source, root };
  checkKind(written);
  const file = readBy(calibrationFile, written);
  const machine = addable(written, ['machine'], toMachine(file.machine));
  checkConsistency(written, file, machine);
  const { corners, measured, runs, disagreement, leaveOneOutError } = file;
  return {
    name: source.name,
    agreement: { runs: runs.length, disagreement, leaveOneOutError },
    machine,
    coefficients: coefficientsOf(file),
    corners,
    measured,
  };
}

function checkKind({ source, root }: Written): void {
  const isOne = root.kind === 'object' && ['coefficients', 'corners'].every((key) => root.members.has(key));
  const whole = placeAt(source, root, []);
  const start = { ...whole, end: whole.start + 1 };
  if (!isOne) throw new UserError('calibration-not-one', { path: source.name }, start);
  const version = scalarAt(root, 'schemaVersion');
  if (version !== CALIBRATION_VERSION) {
    const found = version === undefined ? null : String(version);
    const place = found === null ? start : placeAt(source, root, ['schemaVersion']);
    throw new UserError('calibration-version', { found, known: CALIBRATION_VERSION }, place);
  }
  const features = valueAt(root, ['features']);
  const names = features?.kind === 'array' ? features.elements.map((element) => String(plain(element))) : [];
  if (names.join() !== FEATURE_NAMES.join()) {
    throw new UserError('calibration-features', { names }, placeAt(source, root, ['features']));
  }
}

function scalarAt(root: JsonValue, key: string): unknown {
  const value = valueAt(root, [key]);
  return value?.kind === 'scalar' ? value.value : undefined;
}

function coefficientsOf({ coefficients }: CalibrationInFile): number[] {
  return FEATURE_NAMES.map((name) => coefficients[name]);
}

/** A contradiction in a calibration that no run of `calibrate` writes, and where. */
interface Contradiction {
  readonly what: string;
  readonly path: Path;
}

function checkConsistency({ source, root }: Written, file: CalibrationInFile, machine: Machine): void {
  const found = contradictionOfRuns(file, machine) ?? contradictionOfFit(file);
  if (found === null) return;
  const place = placeAt(source, root, found.path);
  throw new UserError('calibration-inconsistent', { what: found.what }, place);
}

function contradictionOfRuns(file: CalibrationInFile, { slices }: Machine): Contradiction | null {
  const { measured, runs, disagreement, widening } = file;
  for (const name of ['parameters', 'tflops'] as const) {
    const { least, most } = measured[name];
    if (least > most) return { what: 'the least is more than the most', path: ['measured', name] };
  }
  const unknown = measured.chips.findIndex((chips) => !slices.includes(chips));
  if (unknown >= 0)
    return { what: 'its machine has no slice of so many chips', path: ['measured', 'chips', unknown] };
  const elsewhere = runs.findIndex(({ chips }) => !measured.chips.includes(chips));
  if (elsewhere >= 0)
    return { what: 'this run is on none of the measured slices', path: ['runs', elsewhere, 'chips'] };
  const outside = runs.findIndex(
    ({ low, stepsPerSecond, high }) => low > stepsPerSecond || stepsPerSecond > high,
  );
  if (outside >= 0) return { what: 'the speed of this run is outside its interval', path: ['runs', outside] };
  if (measured.steps.length !== runs.length)
    return { what: 'it has not as many steps as runs', path: ['measured', 'steps'] };
  return widening < disagreement
    ? { what: 'the intervals were widened by less than the runs disagree', path: ['widening'] }
    : null;
}

function contradictionOfFit(file: CalibrationInFile): Contradiction | null {
  const { measured, runs, corners, widening } = file;
  const speeds = runs.map(({ low, high }, i) => ({
    features: measured.steps[i] as (typeof measured.steps)[number],
    least: low,
    most: high,
  }));
  const coefficients = coefficientsOf(file);
  const missed = runMissedBy(coefficients, speeds, widening);
  if (missed !== null)
    return { what: `its coefficients miss the speed of run ${missed + 1}`, path: ['coefficients'] };
  const bounding = boundingRuns(speeds).map((i) => speeds[i] as (typeof speeds)[number]);
  const wrong = corners.findIndex(
    (corner) => runMissedBy(corner, bounding, widening) !== null || !isPossibleUnmeasured(corner, speeds),
  );
  return wrong < 0
    ? null
    : { what: 'the coefficients of this corner miss the runs', path: ['corners', wrong] };
}
