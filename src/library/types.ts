// The types of everything that the library takes and returns.

export type { CalibrationSummary, JudgedRun } from '../calibration/judgement';
export type { ComputeCount } from '../census/compute';
export type { EinsumKind, Module } from '../census/einsum';
export type { CensusLine } from '../census/lines';
export type { MemoryUse } from '../census/memory';
export type { ParameterCount } from '../census/parameters';
export type { Workload } from '../census/workload';
export type { AxisReductions, Explanation, StepTimeTerm } from '../estimate/explanation';
export type { ModelEstimate, SliceUse } from '../estimate/model';
export type { Resource, RooflineGroup } from '../estimate/roofline';
export type { Throughput } from '../estimate/throughput';
export type { TrainingCost } from '../estimate/training';
export type { Ratios } from '../estimate/versus';
export type { Warning } from '../estimate/warnings';
export type { Audit } from '../evidence/audit/audit';
export type { Claim, JudgedReading } from '../evidence/audit/claim';
export type { Agreement, Backtest, BacktestRow, LeftOutRow } from '../evidence/backtest';
export type { DepthStudy, DepthWidthFit, QuotedOptimum, ShapeDepth } from '../evidence/depth';
export type { Evidence } from '../evidence/nearestRows';
export type {
  PublishedQuantity,
  PublishedRow,
  ScoreName,
} from '../evidence/published';
export type { NamedFit } from '../evidence/publishedFits';
export type { QualityAgreement, QualityBacktest, QualityRow } from '../evidence/quality/backtest';
export type { Quality, QualityDifference } from '../evidence/quality/quality';
export type { LayerCost, VisionBacktest, VisionBatch, VisionRowSpeed } from '../evidence/visionBacktest';
export type { FitReport, Measure as FitMeasure, Residual as FitResidual } from '../fits/analyse';
export type { LeaveOneOut, LeaveOneOutError, Unidentified } from '../fits/curve';
export type { Intervals as FitIntervals, OpenInterval, ShapeIntervals } from '../fits/intervals';
export type { ShapeFit } from '../fits/shape';
export type { ConfigField, FormatName, ModelConfig, RunSettings } from '../formats/config';
export type { ExportFormat } from '../formats/write/limits';
export type { Machine } from '../machine/machine';
export type { MeshAxis } from '../machine/mesh';
export type { NumericCode, OperatorCode, SwitchCode } from '../model/operators';
export type { ModelShape, VisionInput } from '../model/shape';
export type { Size } from '../model/sizes';
export type { VisionSize } from '../model/vision';
export type { Budget, BudgetKey } from '../plan/budget';
export type { Role } from '../plan/deepNarrow';
export type { Failure } from '../plan/failOn';
export type { MetricName } from '../plan/metrics';
export type { Recommendation } from '../plan/recommend';
export type { Scaling } from '../plan/scaling';
export type { NotLaidOut, ScalingContrast, ScalingRow } from '../plan/scalingRow';
export type { SeriesStep } from '../plan/series';
export type { Suggestion } from '../plan/suggest';
export type { LeftOut, SummarisedSeries, Sweep } from '../plan/sweep';
export type { Place } from '../problems/problem';
export type { ProblemArguments, ProblemCode } from '../problems/texts';
export type { CheckPayload, FindingJson, MetricsJson, TargetJson } from '../report/check/json';
export type { CalibrationReport } from '../request/calibration';
export type { PublishedFitReport } from '../request/fit';
export type { NamedRoofline } from '../request/roofline';
export type { SearchedCounts, WideSuggestion } from '../request/wideSearch';
export type { Severity } from '../rules/finding';
export type { SearchGrid, Sharing } from '../search/grid';
export type { Point as SearchPoint } from '../search/points';
export type { SearchMetric } from '../search/task';
export type { KnobValue, TurnedKnob } from '../search/turned';
export type { BestTold, CheaperThanSizes, VersusSizes } from '../search/versusSizes';
export type { GroupRow as SearchGroup, WideSearch } from '../search/wide';
export type {
  Agreement as CalibrationAgreement,
  Calibration,
  MeasuredRange,
  MeasuredSteps,
} from '../steptime/calibration';
export type { FeatureName, Features } from '../steptime/features';
export type { Limits } from './budget';
export type { CalibrateOptions } from './calibrate';
export type { CensusDimension, CensusEinsum, CensusOperand } from './census';
export type { CheckOptions } from './check';
export type { CheckedComparison, CompareOptions } from './compare';
export type { ConfigOptions } from './configs';
export type { Defaults } from './defaults';
export type { ScaledEstimate } from './describe';
export type { FitOptions, LevelOptions } from './fit';
export type { MachineData } from './machines';
export type { GivenModel, Model } from './models';
export type { NameOptions } from './names';
export type { Amount, ModelOptions, SettingOptions } from './options';
export type { KnobValues, SearchOptions, SearchProgress, Varied } from './search';
export type { SweepOptions } from './sweep';
export type { MeasuredTable, TableRow } from './tables';
