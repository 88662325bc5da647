import { CALIBRATION_VERSION } from '../calibration/version';
import type { SourceFile } from '../formats/config';
import { parseJson } from '../formats/json/parse';
import type { JsonValue } from '../formats/json/tree';
import { UserError } from '../problems/problem';
import { calibrationFile } from '../schema/calibrationFile';
import type { Calibration } from '../steptime/calibration';
import { FEATURE_NAMES } from '../steptime/features';
import { placeAt, valueAt, type Written } from './issues';
import { throwFirst, toMachine } from './machineFile';
import { plain } from './plain';

/**
 * Reads a calibration that `calibrate -o` wrote; it is named after its file.
 * @throws UserError with the file, the line and the place in it, for the first thing that is wrong
 */
export function readCalibrationFile(source: SourceFile): Calibration {
  const root = parseJson(source);
  const written = { source, root };
  checkKind(written);
  const parsed = calibrationFile.safeParse(plain(root));
  throwFirst(written, parsed.error?.issues, ['machine']);
  // Without an issue there is data.
  const { machine, coefficients, corners, measured } = parsed.data as NonNullable<typeof parsed.data>;
  return {
    name: source.name,
    machine: toMachine(machine),
    coefficients: FEATURE_NAMES.map((name) => coefficients[name]),
    corners,
    measured,
  };
}

function checkKind({ source, root }: Written): void {
  const isOne = root.kind === 'object' && ['coefficients', 'corners'].every((key) => root.members.has(key));
  const whole = placeAt(source, root, []);
  if (!isOne) {
    throw new UserError('calibration-not-one', { path: source.name }, { ...whole, end: whole.start + 1 });
  }
  const version = scalarAt(root, 'schemaVersion');
  if (version !== CALIBRATION_VERSION) {
    const place = placeAt(source, root, ['schemaVersion']);
    throw new UserError('calibration-version', { found: String(version), known: CALIBRATION_VERSION }, place);
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
