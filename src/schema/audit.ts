import * as z from 'zod';
import { VERDICTS } from '../evidence/audit/claim';
import { outputOf } from './envelope';
import { signed, text, whole } from './fields';

const verdict = z
  .enum(VERDICTS)
  .describe(
    'holds: the computed value prints as the printed figure; possible: they meet within rounding or tolerance, or by a model that the tables do not list; does not hold: they cannot meet.',
  );

/** One way to compute a claim. */
export const auditReading = z.looseObject({
  reading: text('What is computed, or from what; empty where there is only one way.'),
  value: signed('The value, in units of one: parameters, #TFlops (MACs / 1e12), a fraction, points.'),
  least: signed('The least that it can be.'),
  most: signed('The most that it can be.'),
  verdict,
});

/** A claim of the paper beside what it comes to. */
export const auditClaim = z.looseObject({
  where: text('Table, row and column, or section, subject and words; unique.'),
  printed: text('The figure or the words, as printed.'),
  computed: text('The computed value with a digit more, or what was found in words.'),
  verdict,
  explanation: z.string().nullable().describe('Why it differs, where that is known, or null.'),
  range: z
    .string()
    .nullable()
    .describe('What the computed value can be within rounding and tolerance, or null where that is no more.'),
  group: text('The table or the section.'),
  readings: z
    .array(auditReading)
    .describe('Every way in which it was computed; none where words or whole rows are compared.'),
});

/** How many claims hold. */
const auditSummary = z
  .looseObject({
    claims: whole('Claims that were recomputed.'),
    holds: whole('Claims that hold.'),
    possible: whole('Claims that are possible.'),
    doesNotHold: whole('Claims that do not hold.'),
  })
  .describe('How many claims hold.');

/** The output of `audit --json`. */
export const auditOutput = outputOf('audit', {
  claims: z.array(auditClaim).describe("The paper's claims: its tables, its text, its released weights."),
  summary: auditSummary,
});
