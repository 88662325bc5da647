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
import type { Agreement, Backtest, BacktestRow, LeftOutRow } from '../../src/evidence/backtest';
import type { Evidence } from '../../src/evidence/nearestRows';
import type { PublishedRow } from '../../src/evidence/published';
import type { Quality } from '../../src/evidence/quality';
import type { ModelShape } from '../../src/model/shape';
import type { Budget } from '../../src/plan/budget';
import type { Comparison } from '../../src/plan/compare';
import type { Recommendation, Suggestion } from '../../src/plan/suggest';
import type { CheckPayload } from '../../src/report/check/json';
import type { agreement, backtestOutput, backtestRow, leftOutRow } from '../../src/schema/backtest';
import type { checkOutput } from '../../src/schema/check';
import type { compareOutput } from '../../src/schema/compare';
import type { compute } from '../../src/schema/compute';
import type { describeOutput, explanation } from '../../src/schema/describe';
import type { memory } from '../../src/schema/memory';
import type { model, quality, slice, training, warning } from '../../src/schema/model';
import type { parameters } from '../../src/schema/parameters';
import type { evidence, publishedRow } from '../../src/schema/published';
import type { shape } from '../../src/schema/shape';
import type { budget, recommendation, suggestOutput } from '../../src/schema/suggest';
import type { throughput } from '../../src/schema/throughput';
import type { ratios } from '../../src/schema/versus';
import type { workload } from '../../src/schema/workload';

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
type Described = {
  readonly models: readonly (ModelEstimate & { readonly why?: Explanation })[];
};
type TimedSuggestion = Suggestion & { readonly searched: { readonly seconds?: number } };

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
  warning: true satisfies Describes<typeof warning, Warning>,
  model: true satisfies Describes<typeof model, ModelEstimate>,
  ratios: true satisfies Describes<typeof ratios, Ratios>,
  publishedRow: true satisfies Describes<typeof publishedRow, PublishedRow>,
  evidence: true satisfies Describes<typeof evidence, Evidence>,
  explanation: true satisfies Describes<typeof explanation, Explanation>,
  budget: true satisfies Describes<typeof budget, Budget>,
  recommendation: true satisfies Describes<typeof recommendation, Recommendation>,
  backtestRow: true satisfies Describes<typeof backtestRow, BacktestRow>,
  leftOutRow: true satisfies Describes<typeof leftOutRow, LeftOutRow>,
  agreement: true satisfies Describes<typeof agreement, Agreement>,
};

export const OUTPUTS_AGREE = {
  describe: true satisfies Describes<typeof describeOutput, Envelope<'describe'> & Described>,
  compare: true satisfies Describes<typeof compareOutput, Envelope<'compare'> & Comparison>,
  suggest: true satisfies Describes<typeof suggestOutput, Envelope<'suggest'> & TimedSuggestion>,
  backtest: true satisfies Describes<typeof backtestOutput, Envelope<'backtest'> & Backtest>,
  check: true satisfies Describes<typeof checkOutput, Envelope<'check'> & CheckPayload>,
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
