import * as z from 'zod';
import { outputOf } from './envelope';
import { amount, signed, text, whole } from './fields';

/** From where to where a coefficient may be. */
export const interval = z.looseObject({
  low: z.number().nullable().describe('The lower end, or null where the points set none.'),
  high: z.number().nullable().describe('The upper end, or null where the points set none.'),
});

export const intervals = z
  .looseObject({
    level: amount('Level of confidence, a fraction.'),
    nc: interval.describe('Of Nc.'),
    alpha: interval.describe('Of alpha.'),
    eInf: interval.describe('Of eInf.'),
  })
  .describe('Intervals from the profile of the likelihood.');

/** How well points are predicted that the curve has not seen. */
export const leaveOneOut = z.looseObject({
  meanAbsoluteError: amount('Mean absolute error, in units of e.'),
  rmse: amount('Root of the mean squared error, in units of e.'),
  r2: signed('1 - squared errors over those of predicting the mean of the others.'),
});

/** What a number of the points is. */
export const measure = z.looseObject({
  column: text('The column, or the name of what is computed.'),
  unit: text('What it counts.'),
});

/** Why the points cannot tell a coefficient. */
export const unidentified = z.looseObject({
  parameter: z.enum(['nc', 'alpha', 'eInf', 'gamma']).describe('The coefficient.'),
  reason: text('Why the points cannot tell it.'),
});

/** The fit with a term of the shape. */
export const shapeFit = z.looseObject({
  model: text('The curve, s the shape and s0 the reference shape.'),
  column: text('The column of s.'),
  nc: amount('Nc.'),
  alpha: signed('alpha.'),
  gamma: signed('Coefficient of the natural logarithm of s / s0.'),
  referenceShape: amount('s0, the geometric mean of s.'),
  eInf: amount('eInf, at the reference shape.'),
  rmse: amount('Root of the mean squared residual, in units of e.'),
  r2: signed('Share of the variance of e that the curve explains.'),
  intervals: intervals
    .extend({ gamma: interval.describe('Of gamma.') })
    .describe('Intervals from the profile of the likelihood.'),
  leaveOneOut: leaveOneOut
    .nullable()
    .describe('Of each point from the others, or null where they are too few.'),
  correlation: signed('Of ln N and ln s, from -1 to 1.'),
  unidentified: z.array(unidentified).describe('Why the points cannot tell gamma.'),
  preferred: z
    .enum(['size and shape'])
    .nullable()
    .describe(
      'The curve with the shape where the points tell that the shape matters: they can tell gamma, its interval excludes 0 and points left out are predicted better. Else null.',
    ),
  improvement: z
    .number()
    .nullable()
    .describe('By what share the shape makes that error smaller; below 0 where it makes it larger.'),
});

/** A point beside the curve. */
export const residual = z.looseObject({
  name: z.string().nullable().describe('The model, where the points name it.'),
  n: amount('N.'),
  shape: z.number().nullable().describe('s, where the points have it.'),
  e: amount('e.'),
  fitted: signed('What the curve says.'),
  residual: signed('e less what the curve says.'),
  leftOut: z.number().nullable().describe('What the curve through the others says, or null.'),
});

const fitFields = {
  model: text('The curve.'),
  nc: amount('Nc.'),
  alpha: signed('alpha, below 0.'),
  eInf: amount('eInf, the error that no size gets rid of.'),
  rmse: amount('Root of the mean squared residual, in units of e.'),
  r2: signed('Share of the variance of e that the curve explains.'),
  points: whole('Points.'),
  intervals,
  leaveOneOut: leaveOneOut
    .nullable()
    .describe('Of each point from the others, or null where they are too few.'),
  withShape: shapeFit
    .nullable()
    .describe('The fit with a shape term, or null where there is no shape to fit.'),
  unidentified: z.array(unidentified).describe('What the points cannot tell.'),
  x: measure.describe('What N is.'),
  y: measure.describe('What e is.'),
  residuals: z.array(residual).describe('The points, the farthest from the curve first.'),
};

/** A fit of one of the paper's measures. */
export const namedFit = z.looseObject({ name: text('What is fitted.'), ...fitFields });

/** The output of `fit --json`. */
export const fitOutput = outputOf('fit', {
  ...fitFields,
  fits: z.array(namedFit).describe('With --published: every fit, the first of them as above.').optional(),
});
