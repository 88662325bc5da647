import * as z from 'zod';
import { PUBLISHED_QUANTITIES, SCORE_NAMES } from '../evidence/published';
import { fieldsFor, text, whole } from './fields';

const printed = (key: string) => text(`${key} as printed.`).optional();

/** A row of one of the paper's tables. */
export const publishedRow = z
  .looseObject({
    table: text("The paper's table, such as Table 4."),
    model: text("The row's name as printed."),
    name: text('The canonical name of its shape.'),
    chips: whole('The slice it ran on, in chips, where the table tells a speed.').optional(),
    figures: z.looseObject(fieldsFor(PUBLISHED_QUANTITIES, printed)).describe('Its costs as printed.'),
    scores: z
      .looseObject(fieldsFor(SCORE_NAMES, printed))
      .describe('Its negative log-perplexity on C4, and downstream averages in points, as printed.'),
  })
  .meta({ id: 'publishedRow', description: "A row of one of the paper's tables; every figure as printed." });

/** Something the paper says that speaks for or against a shape. */
export const evidence = z.looseObject({
  source: text('Where the paper says so, such as Table 4 or Section 4.4.'),
  text: text('What it says.'),
});
