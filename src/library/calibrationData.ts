import { MOST_CORNERS } from '../calibration/calibrate';
import { MOST_RUNS } from '../calibration/runs';
import type { Machine } from '../machine/machine';
import { FAMILIES, type Family } from '../model/family';
import { UserError } from '../problems/problem';
import type { Agreement, Calibration, MeasuredRange } from '../steptime/calibration';
import { FEATURE_NAMES, type Features } from '../steptime/features';
import { checkObject, checkText, type Given, inJson, kindOf } from './checks';

/**
 * A calibration that `readCalibration` returned, or a copy of one, as plain data of its own.
 * @param toMachine reads its machine
 * @throws UserError `option-kind` for what no calibration can have
 */
export function copyCalibration(given: Given, toMachine: (machine: Given) => Machine): Calibration {
  const { name, agreement, machine, coefficients, corners, measured } = copyOf(given);
  const steps = checkObject('calibration.measured', measured);
  return {
    name: checkText('calibration.name', name),
    agreement: agreement === null ? null : checkAgreement(agreement),
    machine: toMachine(checkObject('calibration.machine', machine)),
    coefficients: checkFeatures('calibration.coefficients', coefficients),
    corners: checkList('calibration.corners', corners, MOST_CORNERS, checkFeatures),
    measured: {
      chips: checkList('calibration.measured.chips', steps['chips'], MOST_RUNS, checkNumber),
      families: checkList('calibration.measured.families', steps['families'], FAMILIES.length, checkFamily),
      parameters: checkRange('calibration.measured.parameters', steps['parameters']),
      tflops: checkRange('calibration.measured.tflops', steps['tflops']),
      steps: checkList('calibration.measured.steps', steps['steps'], MOST_RUNS, checkFeatures),
    },
  };
}

/** What JSON says of an object: no getters, nothing but numbers, texts, lists and objects. */
function copyOf(given: Given): Given {
  return JSON.parse(inJson('calibration', given)) as Given;
}

function checkAgreement(agreement: unknown): Agreement {
  const name = 'calibration.agreement';
  const { runs, disagreement, leaveOneOutError } = checkObject(name, agreement);
  return {
    runs: checkNumber(`${name}.runs`, runs),
    disagreement: checkNumber(`${name}.disagreement`, disagreement),
    leaveOneOutError: checkNumber(`${name}.leaveOneOutError`, leaveOneOutError),
  };
}

function checkRange(name: string, range: unknown): MeasuredRange {
  const { least, most } = checkObject(name, range);
  return { least: checkNumber(`${name}.least`, least), most: checkNumber(`${name}.most`, most) };
}

function checkFeatures(name: string, features: unknown): Features {
  const numbers = checkList(name, features, FEATURE_NAMES.length, checkNumber);
  if (numbers.length === FEATURE_NAMES.length) return numbers;
  throw refusal(name, `a list of ${FEATURE_NAMES.length} numbers`, `one of ${numbers.length}`);
}

function checkFamily(name: string, family: unknown): Family {
  const known = FAMILIES.find((one) => one === family);
  if (known !== undefined) return known;
  throw refusal(name, `one of ${FAMILIES.join(', ')}`, kindOf(family));
}

function checkNumber(name: string, value: unknown): number {
  if (typeof value === 'number' && value >= 0) return value;
  throw refusal(name, 'a number of 0 or more', kindOf(value));
}

function checkList<Item>(
  name: string,
  list: unknown,
  most: number,
  check: (name: string, item: unknown) => Item,
): Item[] {
  const isList = Array.isArray(list) && list.length > 0 && list.length <= most;
  if (!isList) throw refusal(name, `a list of 1 to ${most}`, kindOf(list));
  return list.map((item, i) => check(`${name}[${i}]`, item));
}

function refusal(name: string, expected: string, found: string): UserError {
  return new UserError('option-kind', { name, expected, found });
}
