import { machineOf, type RunStep, type RunSteps } from '../calibration/runSteps';
import { PAPER_WORKLOAD } from '../census/workload';
import { roundingInterval } from '../units/printed';
import { TABLE_4 } from './published';
import { stepOfRow } from './speeds';

/** The paper's Table 4 as measured runs. */
export function publishedRuns(): RunSteps {
  const runs = TABLE_4.map((row): RunStep => {
    const printed = row.figures.stepsPerSecond as string;
    const speed = { value: Number(printed), ...roundingInterval(printed) };
    return { model: row.model, step: stepOfRow(row), workload: PAPER_WORKLOAD, ...speed };
  });
  return { source: 'Table 4', machine: machineOf(runs), runs };
}
