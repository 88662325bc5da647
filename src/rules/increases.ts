import { formatPercent } from '../units/format';
import type { AllowedIncrease, RuleContext } from './context';
import { MEASURES, type Measure, writeDistinctly } from './measures';
import { COSTLY_FIELDS, inFile, placeOf } from './place';
import { defineRule, type Rule, type RuleResult } from './rule';

/** The limits against a baseline, a rule each. */
export const INCREASE_RULES: readonly Rule[] = MEASURES.map(increaseRule);

function increaseRule(measure: Measure): Rule {
  const { atLeast, noun, increaseKey } = measure;
  return defineRule({
    id: `increase-${measure.id}`,
    category: 'budget',
    defaultSeverity: 'error',
    title: atLeast
      ? `${noun} below the baseline by more than allowed`
      : `${noun} over the baseline by more than allowed`,
    page: {
      what: `Compares the model's ${noun} with those of the same target in the baseline (--baseline). "${increaseKey}" under "increase" of scaleplan.config.json says how much ${atLeast ? 'slower' : 'more'} is allowed: in percent ("5%"), absolute ("0.5T"), or both ("5%,0.5T"), and then both hold. Exactly the allowed change passes. Without a baseline or an allowance the rule is silent.`,
      why: 'An absolute budget leaves room that small steps use up unseen; a limit on each change makes every step a decision. The three measures of the paper do not move together (section 4.4, footnote 3), so each has its own.',
      example: exampleOf(measure),
      mend: 'Take the growth back, pay for it elsewhere in the shape, or allow more where the allowance is written.',
    },
    check: (context) => checkIncrease(measure, context),
  });
}

function checkIncrease(measure: Measure, context: RuleContext): RuleResult[] {
  const allowed = context.allowed[measure.key];
  if (allowed === undefined || context.model === null || context.baseline === null) return [];
  const { atLeast, unit, scale } = measure;
  const actual = measure.of(context.model);
  const before = measure.of(context.baseline);
  const limit = limitOf(before, allowed, atLeast);
  if (limit === null || (atLeast ? actual >= limit : actual <= limit)) return [];
  return [
    {
      message: writeMessage(measure, actual, before, allowed),
      hint: hintFor(measure, context),
      actual: actual / scale,
      limit: limit / scale,
      unit,
      place: placeOf(context, ...COSTLY_FIELDS),
    },
  ];
}

function exampleOf(measure: Measure): string {
  const { sample, atLeast } = measure;
  return writeMessage(measure, atLeast ? 0.888 * sample : 1.143 * sample, sample, { percent: 5 });
}

function writeMessage(measure: Measure, actual: number, before: number, allowed: AllowedIncrease): string {
  const [now, was] = writeDistinctly(measure, [actual, before]);
  const change = formatPercent(Math.abs(actual / before - 1));
  const direction = measure.atLeast ? 'below' : 'over';
  return `${now}, ${change} ${direction} the ${was} of the baseline; ${writeAllowed(measure, allowed)} is allowed.`;
}

/** The nearer of the two limits, or null where neither is set. */
function limitOf(before: number, { percent, absolute }: AllowedIncrease, atLeast: boolean): number | null {
  const steps = [
    ...(percent === undefined ? [] : [(before * percent) / 100]),
    ...(absolute === undefined ? [] : [absolute]),
  ];
  if (steps.length === 0) return null;
  const step = Math.min(...steps);
  return atLeast ? before - step : before + step;
}

function writeAllowed({ write }: Measure, { percent, absolute }: AllowedIncrease): string {
  const parts = [
    ...(percent === undefined ? [] : [`${percent}%`]),
    ...(absolute === undefined ? [] : [write(absolute)]),
  ];
  return parts.join(' and at most ');
}

function hintFor({ increaseKey, noun }: Measure, context: RuleContext): string {
  const allow =
    context.budgetFile === null
      ? `allow more ${noun === 'speed' ? 'loss of speed' : 'growth'}`
      : `allow more under "increase", "${increaseKey}", in ${context.budgetFile}`;
  return `Take the change of the shape${inFile(context, ...COSTLY_FIELDS)} back, or ${allow}.`;
}
