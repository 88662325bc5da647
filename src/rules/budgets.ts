import { familyOf } from '../model/family';
import { formatCount, formatPercent, formatTyped } from '../units/format';
import type { RuleContext } from './context';
import { MEASURES, type Measure, writeDistinctly } from './measures';
import { COSTLY_FIELDS, inFile, placeOf } from './place';
import { defineRule, type Rule, type RuleResult } from './rule';

const REASONS: Readonly<Record<Measure['key'], string>> = {
  flops: "#TFlops is the paper's own measure of what a step computes, and the axis of most of its figures.",
  parameters: 'Parameters decide what a checkpoint weighs and what serving it needs.',
  trainFlops: 'The FLOPs of the whole run are what a compute grant is counted in.',
  minStepsPerSecond: 'Speed decides when a run is done; depth costs more of it than width does.',
  memoryBytes: 'Memory of a core decides which slice a model can be trained on.',
  hours: 'Hours decide whether a run fits the reservation.',
  usd: 'The price of the run, on demand.',
};

/** A limit of multiply-accumulates below this lacks its suffix: a step of the smallest model takes more. */
const LEAST_FLOPS = 1e6;

/** Multiples from here on say more than percentages. */
const LARGEST_SHARE = 100;

/** The absolute limits of a budget, a rule each. */
export const BUDGET_RULES: readonly Rule[] = MEASURES.map(budgetRule);

function budgetRule(measure: Measure): Rule {
  const { atLeast, noun, budgetFlag, budgetKey } = measure;
  const id = atLeast ? `min-${measure.id}` : `budget-${measure.id}`;
  return defineRule({
    id,
    category: 'budget',
    defaultSeverity: 'error',
    title: atLeast ? `${noun} below its floor` : `${noun} over budget`,
    page: {
      what: `Compares the model's ${noun} with the limit that "${budgetKey}" under "budgets" of scaleplan.config.json or ${budgetFlag} sets. The limit itself is still allowed. Without a limit the rule is silent.`,
      why: `${REASONS[measure.key]} The paper reports parameters, FLOPs and speed side by side, because they do not move together (section 4.4, footnote 3).`,
      example: exampleOf(measure),
      mend: `Make the model cheaper (\`scaleplan suggest ${budgetFlag} N\` lists the shapes within a limit), or ${atLeast ? 'lower' : 'raise'} the limit where it is written.`,
    },
    check: (context) => checkBudget(measure, context),
  });
}

function exampleOf(measure: Measure): string {
  const { sample, atLeast } = measure;
  return writeMessage(measure, atLeast ? 0.943 * sample : 1.037 * sample, sample);
}

function writeMessage(measure: Measure, actual: number, limit: number): string {
  if (measure.key === 'flops' && limit < LEAST_FLOPS) {
    const typed = formatTyped(limit);
    return `${measure.write(actual)}, over the budget of ${typed} multiply-accumulates (did you mean ${typed}T?).`;
  }
  const [spent, allowed] = writeDistinctly(measure, [actual, limit]);
  const share = Math.abs(actual / limit - 1);
  const by = share < LARGEST_SHARE ? formatPercent(share) : `${formatCount(share)} times`;
  return measure.atLeast
    ? `${spent}, ${by} below the floor of ${allowed}.`
    : `${spent}, ${by} over the budget of ${allowed}.`;
}

function checkBudget(measure: Measure, context: RuleContext): RuleResult[] {
  const limit = context.budget[measure.key];
  if (limit === undefined || context.model === null) return [];
  const actual = measure.of(context.model);
  const { atLeast, unit, scale } = measure;
  if (atLeast ? actual >= limit : actual <= limit) return [];
  return [
    {
      message: writeMessage(measure, actual, limit),
      hint: hintFor(measure, limit, context),
      actual: actual / scale,
      limit: limit / scale,
      unit,
      place: placeOf(context, ...COSTLY_FIELDS),
    },
  ];
}

function hintFor(
  { key, atLeast, budgetFlag, budgetKey }: Measure,
  limit: number,
  context: RuleContext,
): string {
  const change = atLeast ? 'lower' : 'raise';
  const where =
    context.budgetFile === null
      ? `${change} ${budgetFlag}`
      : `${change} "${budgetKey}" in ${context.budgetFile}`;
  const file = inFile(context, ...COSTLY_FIELDS);
  // A B of bytes could be billions.
  const typed = key === 'memoryBytes' ? limit : formatTyped(limit);
  // Suggestions are of encoder-decoders.
  const list =
    familyOf(context.shape) === 'encoder-decoder'
      ? ` (\`scaleplan suggest ${budgetFlag} ${typed}\` lists what is within)`
      : '';
  return `Use fewer layers or smaller widths${file}${list}, or ${where}.`;
}
