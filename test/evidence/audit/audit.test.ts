import { describe, expect, test } from 'vitest';
import { takeCensus } from '../../../src/census/census';
import { weightElements } from '../../../src/census/parameters';
import { PAPER_WORKLOAD } from '../../../src/census/workload';
import { audit } from '../../../src/evidence/audit/audit';
import type { Claim, Verdict } from '../../../src/evidence/audit/claim';
import { parseName } from '../../../src/names/parse';

const { claims, summary } = audit();

function claimAt(where: string): Claim {
  const found = claims.find((claim) => claim.where === where);
  if (!found) throw new Error(`No claim at ${where}.`);
  return found;
}

const WINS =
  'Section A.1, results, DeepNarrow: DeepNarrow outperforms base for 11 out of 12 tasks considered';

/** Where, printed, computed, verdict, and words of the explanation. */
type Expected = readonly [string, string, string, Verdict, RegExp?];

const NOT_HOLDING: readonly Expected[] = [
  ['Table 1, Tiny, d_kv', '32', '64', 'does not hold', /16M parameters would be 14\.0M; a misprint/],
  ['Table 1, Mini, d_kv', '32', '64', 'does not hold', /31M parameters would be 26\.5M; a misprint/],
  ['Table 1, Small, d_kv', '32', '64', 'does not hold', /60M parameters would be 51\.1M; a misprint/],
  ['Table 1, XXXL, #Params', '30B', '32.9B', 'does not hold', /33B/],
  ['Table 3, NL12-XXL, #Params', '3.6B', '5.67B', 'does not hold', /slip/],
  ['Table 3, NL32-XL, PPL', '-1.49', '-1.500', 'does not hold', /two printings/],
  [
    'Table 4, Mini-8L, #TFlops',
    '3.2',
    '3.14',
    'does not hold',
    /^0\.18 to 0\.47% under the edge .*rounding up/,
  ],
  ['Table 4, Small 24L, Avg', '79.92', '79.890', 'does not hold', /79\.885 to 79\.895/],
  ['Table 4, XL, Avg', '84.38', '84.393', 'does not hold', /84\.388 to 84\.398/],
  ['Table 4, Large 36L, Avg', '85.27', '85.257', 'does not hold', /85\.252 to 85\.262/],
  ['Table 4, XL, #TFlops', '64', '127.5', 'does not hold', /one of its 2 microbatches counts 63\.8/],
  ['Table 4, XXL, #TFlops', '367', '500.2', 'does not hold', /unexplained/],
  [
    'Table 4, unit of #TFlops',
    '#TFlops',
    'multiply-accumulates',
    'does not hold',
    /14 figures 11 .*, 0 as floating/,
  ],
  ['Table 5, ViT-S, #Params', '62M', '36.2M', 'does not hold', /16 layers/],
  [
    'Table 5, unit of GFLops',
    'GFLops',
    'multiply-accumulates',
    'does not hold',
    /4 figures 4 .*, 0 as floating/,
  ],
  [
    'Section 4.4, Small 16L: cost 50% less parameters',
    '50%',
    '39.9%',
    'does not hold',
    /39\.7% to 40\.0% with optimizer slots/,
  ],
  [
    'Section 4.4, Large 36L: only 37% of the parameter cost of the XL model',
    '37%',
    '38.2%',
    'does not hold',
    /Table 1's looser 3B .* 37\.9% from the printed 1\.1B against 2\.9B/,
  ],
  ['Section 4.4, Small 24L: only 16% parameter savings', '16%', '13.6%', 'does not hold', /14%/],
  [
    'Section 4.4, XL 32L: approximately consume 44% the number of FLOPs of the XXL model',
    '44%',
    '33.8%',
    'does not hold',
    /380 to 389 .* 46\.0% from the printed 169 against 367/,
  ],
  ['Section A.1, setup, DeepNarrow: 10% less FLOPS', '10%', '12.5%', 'does not hold', /10 against 11/],
  [
    'Section A.1, results, DeepNarrow: DeepNarrow has 10% less FLOPs',
    '10%',
    '12.5%',
    'does not hold',
    /10 against 11/,
  ],
  [
    WINS,
    '11',
    '7 wins, 4 ties, 1 loss',
    'does not hold',
    /the 4 ties are of scores printed to one decimal: only digits that are not printed could make them wins/,
  ],
  [
    'Released weights, t5-efficient-tiny-el8, flax_model.msgpack',
    '108,462,606 bytes',
    '74,873,856 bytes',
    'does not hold',
    /fit 12 decoder layers: 27,113,216 parameters; so do 12 heads or d_kv 192;/,
  ],
  [
    'Released weights, t5-efficient-tiny-ff2000, flax_model.msgpack',
    '62,286,648 bytes',
    '79,059,968 bytes',
    'does not hold',
    /fit TINY as it is: 15,570,688/,
  ],
  [
    'Released weights, t5-efficient-tiny-nh8, pytorch_model.bin',
    '62,321,434 bytes',
    '74,866,688 bytes',
    'does not hold',
    /fit TINY as it is: 15,570,688/,
  ],
  [
    'Released weights, t5-efficient-xxl-nl4, pytorch_model.bin',
    '4,829,353,950 bytes',
    '7,647,911,936 bytes',
    'does not hold',
    /their configuration, d_kv 64 and 32 heads/,
  ],
  ...(
    [
      ['dl2', '13,472,000', '19,767,552', /12 encoder layers; the size of the file is not at hand/],
      ['dl6', '17,669,376', '23,964,928', /12 encoder layers; the size of the file is not at hand/],
      ['el2', '13,996,800', '22,391,552', /12 decoder layers; the size of the file is not at hand/],
      ['el6', '17,144,576', '25,539,328', /12 decoder layers; the size of the file is not at hand/],
      ['el12', '21,866,240', '30,260,992', /12 decoder layers; the size of the file is not at hand/],
    ] as const
  ).map(
    ([layers, named, held, explanation]): Expected => [
      `Released weights, t5-efficient-tiny-${layers}, parameters`,
      `${named} parameters`,
      `${held} parameters`,
      'does not hold',
      explanation,
    ],
  ),
];

const OUTDONE = 'of 9 pairs of a compute measure and a score';

const POSSIBLE: readonly Expected[] = [
  ['Table 4, Mini-8L, Avg', '73.52', '73.527', 'possible', /73\.522 to 73\.532/],
  ['Table 4, Small 22L, Avg', '79.54', '79.530', 'possible', /79\.525 to 79\.535/],
  ['Table 5, ViT-B, GFLops', '4.44', '4.422', 'possible'],
  ['Table 5, ViT-S L=24, GFLops', '3.94', '3.923', 'possible'],
  ['Table 5, ViT-S L=28, GFLops', '4.58', '4.562', 'possible'],
  ['Section 4.4, Small 24L: 87% of FLOPs of the base model', '87%', '87.5%', 'possible', /87\.2% to 87\.8%/],
  ['Section 4.4, Small 16L: while being 40% faster', '40%', '44.4%', 'possible', /31\.6% to 58\.8%/],
  ['Section 1, DeepNarrow (Table 4): being 40% faster', '40%', '44.4%', 'possible'],
  ['Abstract, redesigned models: training 40% faster', '40%', '44.4%', 'possible'],
  ['Section 5, models of the strategy: and/or training 40% faster', '40%', '44.4%', 'possible'],
  ['Abstract, redesigned models: having 50% fewer parameters', '50%', '39.9%', 'possible', /names no model/],
  [
    'Section 5, models of the strategy: having 50% fewer parameters',
    '50%',
    '39.9%',
    'possible',
    /names no model/,
  ],
  [
    'Section 1, DeepNarrow (Table 4): with 50% less parameters',
    '50%',
    '39.9%',
    'possible',
    /names no model.* 26\.5% to 26\.9% of Small 20L/,
  ],
  [
    'Abstract, Large: widely adopted T5-base and T5-large sizes are Pareto-inefficient',
    'Pareto-inefficient',
    `outdone in 4 ${OUTDONE}`,
    'possible',
    /^not in #Params with SGLUE, #TFlops with SGLUE, Steps\/s with GLUE, Steps\/s with SGLUE, Steps\/s with SQuAD; a model that Table 4 does not list could/,
  ],
  [
    'Section 1, Large: T5-Base and T5-Large sizes (Raffel et al., 2019) are relatively inefficient',
    'inefficient',
    `outdone in 4 ${OUTDONE}`,
    'possible',
  ],
  [
    'Section 4.4, Large: a tall base model might also generally more efficient compared to a large model',
    'more efficient',
    `outdone in 4 ${OUTDONE}`,
    'possible',
    /^not in #Params with SGLUE/,
  ],
  ['Section 1, smallest configuration: ranging from 5M', '5M', '15.6M', 'possible', /names no model/],
  ['Section 1, largest configuration: to 30B parameters', '30B', '32.9B', 'possible', /names no model/],
];

const HOLDING: readonly Expected[] = [
  [
    'Abstract, Base: widely adopted T5-base and T5-large sizes are Pareto-inefficient',
    'Pareto-inefficient',
    `outdone in 9 ${OUTDONE}`,
    'holds',
  ],
  [
    'Section 4.4, Base: a tall small (deep and narrow) model is generally more efficient compared to the base model',
    'more efficient',
    `outdone in 9 ${OUTDONE}`,
    'holds',
  ],
  [
    'Section 4.5, ViT-B: When considering the number of trainable parameters or FLOPs, we observe that DeepNarrow scaling of the ViT-S model achieves better Pareto efficiency compared to the ViT-B model',
    'better',
    'outdone in 2 of 2 pairs of a compute measure and a score',
    'holds',
  ],
  ['Section 3, Table 1: We use three other sizes as starting points', '3', '3', 'holds'],
  [
    'Section 3, Tables 1, 3 and 4: All parameter counts also include the embedding parameters',
    'include',
    'of 24 figures 22 agree with the embedding, 6 without it',
    'holds',
  ],
  ['Section 4.4, Small 24L: similar speed (steps/s)', 'similar', '9 against 9', 'holds'],
  ['Section 4.4, XL: wide networks (e.g., d_{ff} > 16k)', '16k', '16384', 'holds', /16 x 1024/],
  ['Section 4.4, XL 32L: or 64 layers considering Encoder-Decoder models', '64', '64', 'holds'],
  [
    'Section 4.4, parameters, FLOPs and speed: It is often assumed that number of parameters, speed and FLOPs tend to correlate. We find that this is not always the case',
    'not always',
    "5 of 91 pairs of Table 4's rows are ordered differently",
    'holds',
  ],
  ['Section 4.5, ViT-S L=24: 6.11s', '6.11', '6.110', 'holds', /its unit is steps\/s/],
  ['Section 4.5, ViT-B: 6.74s', '6.74', '6.740', 'holds', /its unit is steps\/s/],
  [
    'Section 4.4, optimal depth: The optimal fit predicted in (Levine et al., 2020) for d_{ff} = 13.5K is 80 layers',
    '80',
    '80.6',
    'holds',
    /loosely; Levine et al\.'s width is d_model/,
  ],
  [
    'Section 4.4, Base 36L: the canonical large model can be outperformed by a base model of 36 layers',
    'outperformed',
    '82.89 against 82.87',
    'holds',
    /average/,
  ],
  ['Table 1, Small, #Params', '60M', '60.5M', 'holds', /loosely/],
  ['Table 1, Base, #Params', '220M', '222.9M', 'holds', /loosely/],
  ['Section 4.1, Large: LG (750M) parameters', '750M', '737.7M', 'holds', /loosely/],
  ['Section 4.1, XXXL: XXXL (33B)', '33B', '32.9B', 'holds'],
  ['Table 4, Small 20L, #Params', '164M', '163.8M', 'holds', /with optimizer slots/],
  ['Table 4, Base 36L, #Params', '621M', '620.7M', 'holds', /with optimizer slots/],
  ['Table 4, XL 32L, #TFlops', '169', '169.0', 'holds'],
  [
    'Table 4, caption: Models are all Pareto efficient at least to one or more aspect of compute and one or more downstream task',
    'all',
    '9 of 9 alternatives',
    'holds',
  ],
  ['Table 5, ViT-S, GFLops', '1.37', '1.365', 'holds'],
  ['Section 4.4, Small 16L: has only about 63.1% of total FLOPs', '63.1%', '63.06%', 'holds'],
  ['Section 4.4, Base 36L: with 16% parameter saving', '16%', '16.0%', 'holds'],
  ['Section 4.4, XL 32L: only a third the size of the XXL model', 'a third', '33.5%', 'holds'],
  ['Section 4.4, XL 32L: about 3 times faster on the same hardware', '3', '3', 'holds'],
  ['Section 4.5, ViT-S L=24: 15% less parameters', '15%', '14.7%', 'holds'],
  ['Section 4.5, ViT-S L=24: 11% less FLOPs', '11%', '11.3%', 'holds'],
  ['Section 4.5, ViT-S L=24: +1.4% percentage improvement in accuracy', '1.4%', '1.36%', 'holds', /0\.8/],
  ['Section A.1, setup, DeepNarrow: 14% less parameters', '14%', '13.6%', 'holds'],
  [
    'Section A.1, results, Base: The average performance of base on all 12 tasks is 63.2',
    '63.2',
    '63.23',
    'holds',
  ],
  ['Section A.1, results, DeepNarrow: while DeepNarrow performs at 63.5', '63.5', '63.47', 'holds'],
  ['Section 3, released T5: 1T tokens (1 million steps with a batch size of 2048)', '1T', '1.0T', 'holds'],
];

const EXPECTED = [...NOT_HOLDING, ...POSSIBLE, ...HOLDING].map(
  ([where, printed, computed, verdict, explanation]) => ({
    where,
    explanation,
    found: { printed, computed, verdict },
  }),
);

test.each(EXPECTED)(
  '$where: printed $found.printed, computed $found.computed',
  ({ where, explanation, found }) => {
    const claim = claimAt(where);
    expect(claim).toMatchObject(found);
    if (explanation) expect([claim.explanation, claim.range].join('; ')).toMatch(explanation);
  },
);

test.each<[Verdict, readonly Expected[]]>([
  ['does not hold', NOT_HOLDING],
  ['possible', POSSIBLE],
])('nothing else is found that %s', (verdict, expected) => {
  const found = claims.filter((claim) => claim.verdict === verdict).map(({ where }) => where);
  expect(found.sort()).toEqual(expected.map(([where]) => where).sort());
});

describe('the claims', () => {
  test('stand each at a place of its own, which starts with its group', () => {
    expect(new Set(claims.map(({ where }) => where)).size).toBe(claims.length);
    for (const { where, group } of claims) expect(where.startsWith(`${group}, `)).toBe(true);
  });

  test('are counted', () => {
    const { holds, possible, doesNotHold } = summary;
    expect(summary.claims).toBe(claims.length);
    expect([possible, doesNotHold]).toEqual([POSSIBLE.length, NOT_HOLDING.length]);
    expect(holds + possible + doesNotHold).toBe(claims.length);
  });

  test('cover every printed count of Tables 1, 3, 4 and 5 and every average', () => {
    const count = (group: string, column: string) =>
      claims.filter(({ where }) => where.startsWith(`${group}, `) && where.endsWith(`, ${column}`)).length;
    expect(['Table 1', 'Table 3', 'Table 4', 'Table 5'].map((table) => count(table, '#Params'))).toEqual([
      8, 2, 14, 4,
    ]);
    expect(count('Table 4', '#TFlops')).toBe(14);
    expect(count('Table 5', 'GFLops')).toBe(4);
    expect(count('Table 4', 'Avg')).toBe(14);
    expect(['N_L', 'd_ff', 'd_model', 'd_kv', 'N_H'].map((column) => count('Table 1', column))).toEqual([
      8, 8, 8, 8, 8,
    ]);
  });

  test('do not hold only where no reading can meet the printed figure, and say what each comes to', () => {
    for (const { verdict, readings } of claims) {
      if (verdict !== 'does not hold') continue;
      expect(readings.filter((reading) => reading.verdict !== 'does not hold')).toEqual([]);
    }
    for (const { readings } of claims) {
      for (const { value, least, most } of readings) {
        const slack = 1e-9 * Math.abs(value);
        expect(value).toBeGreaterThanOrEqual(least - slack);
        expect(value).toBeLessThanOrEqual(most + slack);
      }
    }
  });

  test('are JSON', () => {
    expect(JSON.parse(JSON.stringify({ claims, summary }))).toEqual({ claims, summary });
  });
});

test('62M is near what a ViT-S of 16 layers has, as its note says', () => {
  const run = { ...PAPER_WORKLOAD, sequences: 1 };
  const parameters = weightElements(takeCensus(parseName('ViT-S/32-NL16'), run));
  expect(parameters / 62e6).toBeCloseTo(1, 1);
});

test('44% of the FLOPs of XXL would be XL 32L against 380 to 389, as its note says', () => {
  const value = claimAt('Table 4, XL 32L, #TFlops').readings[0]?.value as number;
  expect(Math.round(value / 0.445)).toBe(380);
  expect(Math.round(value / 0.435)).toBe(389);
});
