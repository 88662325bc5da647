// Type-level tests: the published schemas and the code's own interfaces are the same types, or `tsc` fails here.

import type * as z from 'zod';
import type { ComputeCount } from '../../src/census/compute';
import type { MemoryUse } from '../../src/census/memory';
import type { ParameterCount } from '../../src/census/parameters';
import type { Workload } from '../../src/census/workload';
import type { Explanation } from '../../src/estimate/explanation';
import type { ModelEstimate, SliceUse } from '../../src/estimate/model';
import type { Throughput } from '../../src/estimate/throughput';
import type { TrainingCost } from '../../src/estimate/training';
import type { Ratios } from '../../src/estimate/versus';
import type { Warning } from '../../src/estimate/warnings';
import type { Audit } from '../../src/evidence/audit/audit';
import type { Claim, JudgedReading } from '../../src/evidence/audit/claim';
import type { Agreement, Backtest, BacktestRow, LeftOutRow } from '../../src/evidence/backtest';
import type { DepthStudy, ShapeDepth } from '../../src/evidence/depth';
import type { Evidence } from '../../src/evidence/nearestRows';
import type { PublishedRow } from '../../src/evidence/published';
import type { NamedFit } from '../../src/evidence/publishedFits';
import type { QualityAgreement, QualityRow } from '../../src/evidence/quality/backtest';
import type { Quality, QualityDifference } from '../../src/evidence/quality/quality';
import type { VisionBacktest } from '../../src/evidence/visionBacktest';
import type { FitReport, Residual } from '../../src/fits/analyse';
import type { ShapeFit } from '../../src/fits/shape';
import type { ModelShape } from '../../src/model/shape';
import type { Budget } from '../../src/plan/budget';
import type { Comparison } from '../../src/plan/compare';
import type { Recommendation } from '../../src/plan/recommend';
import type { Scaling } from '../../src/plan/scaling';
import type { NotLaidOut, ScalingContrast, ScalingRow } from '../../src/plan/scalingRow';
import type { SeriesStep } from '../../src/plan/series';
import type { Suggestion } from '../../src/plan/suggest';
import type { SummarisedSeries, Sweep } from '../../src/plan/sweep';
import type { CheckPayload } from '../../src/report/check/json';
import type { CalibrationReport } from '../../src/request/calibration';
import type { NamedRoofline } from '../../src/request/roofline';
import type { SearchedCounts } from '../../src/request/wideSearch';
import type { auditClaim, auditOutput, auditReading } from '../../src/schema/audit';
import type {
  agreement,
  backtestOutput,
  backtestRow,
  leftOutRow,
  qualityAgreement,
  qualityRow,
} from '../../src/schema/backtest';
import type { calibrateOutput } from '../../src/schema/calibrate';
import type { checkOutput } from '../../src/schema/check';
import type { compareOutput } from '../../src/schema/compare';
import type { compute } from '../../src/schema/compute';
import type { depthOutput, shapeDepth } from '../../src/schema/depth';
import type {
  describeOutput,
  explanation,
  notLaidOut,
  scalingContrast,
  scalingRow,
} from '../../src/schema/describe';
import type { fitOutput, namedFit, residual, shapeFit } from '../../src/schema/fit';
import type { memory } from '../../src/schema/memory';
import type { model, quality, qualityDifference, slice, training, warning } from '../../src/schema/model';
import type { parameters } from '../../src/schema/parameters';
import type { evidence, publishedRow } from '../../src/schema/published';
import type { rooflineOutput } from '../../src/schema/roofline';
import type { searchGroup, searchPoint, turnedKnob, versusSizes, wideSearch } from '../../src/schema/search';
import type { shape } from '../../src/schema/shape';
import type { budget, recommendation, suggestOutput } from '../../src/schema/suggest';
import type { series, seriesStep, sweepOutput } from '../../src/schema/sweep';
import type { throughput } from '../../src/schema/throughput';
import type { ratios } from '../../src/schema/versus';
import type { visionBacktest } from '../../src/schema/visionBacktest';
import type { workload } from '../../src/schema/workload';
import type { Point } from '../../src/search/points';
import type { TurnedKnob } from '../../src/search/turned';
import type { VersusSizes } from '../../src/search/versusSizes';
import type { GroupRow, WideSearch } from '../../src/search/wide';

/** Stands for a key that need not be there. */
type Absent = { readonly absent: true };

/** A type as JSON has it: nothing is read-only, a key that may be missing says so in its type, no keys but the known ones. */
type Plain<T> = T extends readonly (infer Item)[]
  ? Plain<Item>[]
  : T extends object
    ? {
        -readonly [Key in keyof T as string extends Key ? never : Key]-?:
          | Plain<Exclude<T[Key], undefined>>
          | (undefined extends T[Key] ? Absent : never);
      }
    : T;

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

/** Whether a schema describes a type: every key, optional where it is, of the same type. */
type Describes<Schema extends z.ZodType, Type> = Same<Plain<z.output<Schema>>, Plain<Type>>;

/** What the commands put around and into the results of the core. */
interface Envelope<Command> {
  readonly schemaVersion: 1;
  readonly command: Command;
  readonly workload: Workload;
  readonly timings?: { readonly seconds: number };
}
/** The schema has the codes of problems as text. */
type PlainNotLaidOut = Omit<NotLaidOut, 'code'> & { readonly code: string };
type PlainScaling = Omit<Scaling, 'scalingLeftOut'> & { readonly scalingLeftOut: readonly PlainNotLaidOut[] };
type Described = {
  readonly models: readonly (ModelEstimate & { readonly why?: Explanation } & Partial<PlainScaling>)[];
};
type TimedSuggestion = Omit<Suggestion, 'searched'> & {
  readonly searched: Omit<Suggestion['searched'], 'evaluated'> &
    Pick<SearchedCounts, 'evaluated'> &
    Partial<Omit<SearchedCounts, 'shapes' | 'evaluated'>> & { readonly seconds?: number };
  readonly search?: WideSearch;
};

export const PARTS_AGREE = {
  workload: true satisfies Describes<typeof workload, Workload>,
  shape: true satisfies Describes<typeof shape, ModelShape>,
  parameters: true satisfies Describes<typeof parameters, ParameterCount>,
  compute: true satisfies Describes<typeof compute, ComputeCount>,
  memory: true satisfies Describes<
    typeof memory,
    MemoryUse & Pick<ModelEstimate['memory'], 'limitBytes' | 'fits'>
  >,
  slice: true satisfies Describes<typeof slice, SliceUse>,
  throughput: true satisfies Describes<typeof throughput, Throughput>,
  training: true satisfies Describes<typeof training, TrainingCost>,
  quality: true satisfies Describes<typeof quality, Quality>,
  qualityDifference: true satisfies Describes<typeof qualityDifference, QualityDifference>,
  qualityRow: true satisfies Describes<typeof qualityRow, QualityRow>,
  qualityAgreement: true satisfies Describes<typeof qualityAgreement, QualityAgreement>,
  warning: true satisfies Describes<typeof warning, Warning>,
  model: true satisfies Describes<typeof model, ModelEstimate>,
  ratios: true satisfies Describes<typeof ratios, Ratios>,
  publishedRow: true satisfies Describes<typeof publishedRow, PublishedRow>,
  evidence: true satisfies Describes<typeof evidence, Evidence>,
  explanation: true satisfies Describes<typeof explanation, Explanation>,
  series: true satisfies Describes<typeof series, SummarisedSeries>,
  seriesStep: true satisfies Describes<typeof seriesStep, SeriesStep>,
  scalingRow: true satisfies Describes<typeof scalingRow, ScalingRow>,
  notLaidOut: true satisfies Describes<typeof notLaidOut, PlainNotLaidOut>,
  scalingContrast: true satisfies Describes<typeof scalingContrast, ScalingContrast>,
  shapeDepth: true satisfies Describes<typeof shapeDepth, ShapeDepth>,
  budget: true satisfies Describes<typeof budget, Budget>,
  recommendation: true satisfies Describes<typeof recommendation, Recommendation>,
  turnedKnob: true satisfies Describes<typeof turnedKnob, TurnedKnob>,
  versusSizes: true satisfies Describes<typeof versusSizes, VersusSizes>,
  searchGroup: true satisfies Describes<typeof searchGroup, GroupRow>,
  searchPoint: true satisfies Describes<typeof searchPoint, Point>,
  wideSearch: true satisfies Describes<typeof wideSearch, WideSearch>,
  backtestRow: true satisfies Describes<typeof backtestRow, BacktestRow>,
  leftOutRow: true satisfies Describes<typeof leftOutRow, LeftOutRow>,
  agreement: true satisfies Describes<typeof agreement, Agreement>,
  visionBacktest: true satisfies Describes<typeof visionBacktest, VisionBacktest>,
  auditClaim: true satisfies Describes<typeof auditClaim, Claim>,
  auditReading: true satisfies Describes<typeof auditReading, JudgedReading>,
  namedFit: true satisfies Describes<typeof namedFit, NamedFit>,
  shapeFit: true satisfies Describes<typeof shapeFit, ShapeFit>,
  residual: true satisfies Describes<typeof residual, Residual>,
};

export const OUTPUTS_AGREE = {
  describe: true satisfies Describes<typeof describeOutput, Envelope<'describe'> & Described>,
  compare: true satisfies Describes<typeof compareOutput, Envelope<'compare'> & Comparison>,
  suggest: true satisfies Describes<typeof suggestOutput, Envelope<'suggest'> & TimedSuggestion>,
  backtest: true satisfies Describes<typeof backtestOutput, Envelope<'backtest'> & Backtest>,
  audit: true satisfies Describes<typeof auditOutput, Envelope<'audit'> & Audit>,
  sweep: true satisfies Describes<typeof sweepOutput, Envelope<'sweep'> & Sweep>,
  roofline: true satisfies Describes<
    typeof rooflineOutput,
    Envelope<'roofline'> & { readonly rooflines: readonly NamedRoofline[] }
  >,
  depth: true satisfies Describes<typeof depthOutput, Envelope<'depth'> & DepthStudy>,
  check: true satisfies Describes<typeof checkOutput, Envelope<'check'> & CheckPayload>,
  calibrate: true satisfies Describes<typeof calibrateOutput, Envelope<'calibrate'> & CalibrationReport>,
  fit: true satisfies Describes<
    typeof fitOutput,
    Envelope<'fit'> & FitReport & { readonly fits?: readonly NamedFit[] }
  >,
};

/** The check itself can fail: on a key too many, a key too few, another type, and a key that is optional on one side. */
export const DRIFT_IS_SEEN = [
  false satisfies Describes<typeof evidence, Evidence & { readonly page: number }>,
  false satisfies Describes<typeof evidence, Omit<Evidence, 'text'>>,
  false satisfies Describes<typeof evidence, { readonly source: string; readonly text: number }>,
  false satisfies Describes<typeof evidence, { readonly source: string; readonly text?: string }>,
  // @ts-expect-error a key that the schema lacks
  true satisfies Describes<typeof evidence, Evidence & { readonly page: number }>,
];
