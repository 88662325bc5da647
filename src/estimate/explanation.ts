import { type CensusLine, censusLines } from '../census/lines';
import type { MeshAxis } from '../machine/mesh';
import type { Calibration } from '../steptime/calibration';
import { FEATURE_NAMES, type FeatureName } from '../steptime/features';
import type { Step } from '../steptime/step';

/** One term of the estimated step time: what is read from the census, times its coefficient. */
export interface StepTimeTerm {
  readonly name: FeatureName;
  /** Seconds at peak rate a core and step; layers and steps are counted. */
  readonly feature: number;
  readonly coefficient: number;
  readonly seconds: number;
}

/** The all-reduces of a step over one axis of the mesh. */
export interface AxisReductions {
  readonly axis: MeshAxis;
  readonly runsPerStep: number;
  /** Elements that a core brings to all of them together. */
  readonly elementsPerCore: number;
  readonly bytesPerElement: number;
  /** At the peak rate of the links. */
  readonly seconds: number;
}

/** Where the numbers of a model come from. */
export interface Explanation {
  readonly census: readonly CensusLine[];
  readonly stepTime: readonly StepTimeTerm[];
  readonly reductions: readonly AxisReductions[];
}

/** Traces the numbers of a step back to census lines, coefficients and collectives. */
export function explainStep(
  { census, mesh, features, roofline }: Step,
  { coefficients }: Calibration,
): Explanation {
  return {
    census: censusLines(census, mesh),
    stepTime: FEATURE_NAMES.map((name, i) => {
      const feature = features[i] as number;
      const coefficient = coefficients[i] as number;
      return { name, feature, coefficient, seconds: feature * coefficient };
    }),
    reductions: (['data', 'model'] as const).flatMap((axis) => {
      const own = roofline.reductions.filter((reduction) => reduction.axis === axis);
      const [first] = own;
      if (first === undefined) return [];
      const sum = (value: (reduction: (typeof own)[number]) => number) =>
        own.reduce((total, reduction) => total + value(reduction), 0);
      return {
        axis,
        runsPerStep: sum(({ runsPerStep }) => runsPerStep),
        elementsPerCore: sum(({ runsPerStep, elementsPerRun }) => runsPerStep * elementsPerRun),
        bytesPerElement: first.bytesPerElement,
        seconds: sum(({ seconds }) => seconds),
      };
    }),
  };
}
