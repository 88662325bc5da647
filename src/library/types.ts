// The types of everything that the library takes and returns.

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
export type { QualityAgreement, QualityBacktest, QualityRow } from '../evidence/quality/backtest';
export type { Quality, QualityDifference } from '../evidence/quality/quality';
export type { LayerCost, VisionBacktest, VisionBatch, VisionRowSpeed } from '../evidence/visionBacktest';
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
export type { NamedRoofline } from '../request/roofline';
export type { Severity } from '../rules/finding';
export type {
  Agreement as CalibrationAgreement,
  Calibration,
  MeasuredRange,
  MeasuredSteps,
} from '../steptime/calibration';
export type { FeatureName, Features } from '../steptime/features';
export type { Limits } from './budget';
export type { CensusDimension, CensusEinsum, CensusOperand } from './census';
export type { CheckOptions } from './check';
export type { CheckedComparison, CompareOptions } from './compare';
export type { ConfigOptions } from './configs';
export type { Defaults } from './defaults';
export type { ScaledEstimate } from './describe';
export type { MachineData } from './machines';
export type { GivenModel, Model } from './models';
export type { NameOptions } from './names';
export type { Amount, ModelOptions, SettingOptions } from './options';
export type { SweepOptions } from './sweep';
