import { describe, expect, test } from 'vitest';
import { estimateModel } from '../../src/estimate/model';
import { parseName } from '../../src/names/parse';
import { parseSweep } from '../../src/names/sweep';
import type { Budget } from '../../src/plan/budget';
import { compareModels } from '../../src/plan/compare';
import type { Role } from '../../src/plan/deepNarrow';
import type { MetricName } from '../../src/plan/metrics';
import { scaleModel } from '../../src/plan/scaling';
import { takeSweep } from '../../src/plan/sweep';
import { type Changes, estimateOf, setting } from '../support/settings';
import { suggestWithin } from '../support/suggestions';

// What is told in words, whole: one case of each thing that can be said.

describe('a comparison', () => {
  test.each<[first: string, other: string, changes: Changes, verdict: string]>([
    [
      'BASE',
      'NL24-SM',
      {},
      'NL24-SM has 13.6% fewer parameters and 12.5% fewer FLOPs than BASE at about the same speed; the paper measured +0.76 average points. BASE has the better perplexity (-1.752 against -1.783) and the lower average: a better perplexity does not mean better downstream scores (section 4.1).',
    ],
    [
      'BASE',
      'SH-BASE',
      {},
      "SH-BASE has 17.5% fewer parameters and 16.8% fewer FLOPs than BASE at 14% higher speed; neither the paper's scores nor the fit on them speak of SH-BASE trained this way.",
    ],
    [
      'BASE',
      'NL16-SM',
      {},
      'NL16-SM has 39.9% fewer parameters and 36.9% fewer FLOPs than BASE at 38% higher speed; the paper measured -0.43 average points.',
    ],
    [
      'BASE',
      'LG',
      {},
      'LG has 230.9% more parameters and 201.2% more FLOPs than BASE at 60% lower speed; the paper measured +3.71 average points.',
    ],
    [
      'BASE',
      'DM1K-BASE',
      {},
      'DM1K-BASE has 33.3% more parameters and 30.8% more FLOPs than BASE at 19% lower speed; expected are +1.2 average points (±1.1).',
    ],
    [
      'BASE',
      'NL28-SM',
      {},
      'NL28-SM has as many parameters and FLOPs as BASE at 11% lower speed; expected are +1.4 average points (±0.9).',
    ],
    [
      'BASE',
      'DL0-BASE',
      {},
      "DL0-BASE has 50.8% fewer parameters and 17.0% fewer FLOPs than BASE at 32% higher speed (extrapolated); neither the paper's scores nor the fit on them speak of DL0-BASE trained this way.",
    ],
    [
      'BASE',
      'EL13-BASE',
      {},
      'EL13-BASE has 3.2% more parameters and 4.6% more FLOPs than BASE at 4% lower speed; expected are +0.3 average points, which the fit cannot tell from none (±0.9).',
    ],
    ['BASE', 'EL12-DL12-BASE', {}, 'BASE is the same shape as the first.'],
    [
      'NL24-SM',
      'BASE',
      {},
      'BASE has 15.7% more parameters and 14.3% more FLOPs than NL24-SM at about the same speed; the paper measured -0.76 average points. BASE has the better perplexity (-1.752 against -1.783) and the lower average: a better perplexity does not mean better downstream scores (section 4.1).',
    ],
    [
      'NL24-SM',
      'BASE',
      { workload: { trainSteps: 1000 } },
      "BASE has 15.7% more parameters and 14.3% more FLOPs than NL24-SM at about the same speed; neither the paper's scores nor the fit on them speak of NL24-SM or BASE trained this way.",
    ],
    [
      'XL',
      'NL12-XXL',
      {},
      'NL12-XXL has 98.8% more parameters and 97.4% more FLOPs than XL at 52% lower speed; the paper measured -1.15 average points. NL12-XXL has the better perplexity (-1.46 against -1.487) and the lower average: a better perplexity does not mean better downstream scores (section 4.1).',
    ],
    [
      'NL25-SM',
      'NL26-SM',
      {},
      'NL26-SM has 3.7% more parameters and 3.4% more FLOPs than NL25-SM at 3% lower speed; expected are +0.2 average points, which the fit cannot tell from none (±1.1).',
    ],
    [
      'KV32-BASE',
      'NH6-BASE',
      {},
      'NH6-BASE has as many parameters and FLOPs as KV32-BASE at 8% higher speed; expected are 0.0 average points, which the fit cannot tell from none (±1.4).',
    ],
    [
      'ViT-S/32',
      'ViT-S/32-NL24',
      { chips: 32, workload: { sequences: 4096 } },
      'ViT-S/32-NL24 has 139.3% more parameters and 187.3% more FLOPs than ViT-S/32 at 51% lower speed, extrapolated (on 64 chips 30.8% lower speed was measured: 6.11 against 8.83 steps/s, Table 5); the paper measured +14.4 points of ImageNet 10-shot accuracy (59.7 against 45.3).',
    ],
    [
      'ViT-B/32',
      'ViT-S/32-NL24',
      { chips: 64, workload: { sequences: 4096 } },
      'ViT-S/32-NL24 has 14.7% fewer parameters and 11.3% fewer FLOPs than ViT-B/32 at 9.3% lower speed, measured (6.11 against 6.74 steps/s, Table 5; the extrapolated estimate is 4% higher speed); the paper measured +0.8 points of ImageNet 10-shot accuracy (59.7 against 58.9).',
    ],
    [
      'ViT-S/32-NL24',
      'ViT-B/32',
      { chips: 64 },
      'ViT-B/32 has 17.2% more parameters and 12.7% more FLOPs than ViT-S/32-NL24 at about the same speed, extrapolated (on 64 chips 10.3% higher speed was measured: 6.74 against 6.11 steps/s, Table 5); the paper measured -0.8 points of ImageNet 10-shot accuracy (58.9 against 59.7).',
    ],
    [
      'ViT-S/32',
      'ViT-L/16',
      {},
      "ViT-L/16 has 789.6% more parameters and 4410.1% more FLOPs than ViT-S/32 at 78% lower speed (extrapolated); neither the paper's scores nor the fit on them speak of ViT-S/32 or ViT-L/16 trained this way.",
    ],
  ])('of %s with %s', (first, other, changes, verdict) => {
    const models = [estimateOf(first, changes), estimateOf(other, changes)];
    expect(compareModels(models).verdicts).toEqual([verdict]);
  });
});

describe('the reason of a recommendation', () => {
  test.each<[budget: Budget, role: Role, name: string, reason: string]>([
    [
      { flops: 11000000000000 },
      'best-measured',
      'NL24-SM',
      'The best score that the paper measured within the budget, at 9.12 steps/s. Against BASE: -13.6% parameters, -12.5% #TFlops (9.98 against 11.40), +0.7% steps/s. Measured: 79.92 average points, +0.76 against BASE. Its score cannot be told from that of NL27-MINI, 79.0 ±1.1 at -22.7% #TFlops.',
    ],
    [
      { flops: 11000000000000 },
      'encoder-heavy',
      'EL32-SM',
      'Most layers in the encoder (32 over 6): fewer parameters and faster than the same #TFlops in both stacks, as measured in Table 4. Against BASE: -36.2% parameters, -12.1% #TFlops (10.02 against 11.40), +5.9% steps/s. Measured: 79.81 average points, +0.65 against BASE.',
    ],
    [
      { flops: 11000000000000 },
      'deep-narrow',
      'NL26-SM',
      'Deepen SM from 6 to 26 layers before widening anything (DeepNarrow, section 4.4). The 11T #TFlops budget binds (97% spent). Against BASE: -7.0% parameters, -6.4% #TFlops (10.67 against 11.40), -5.7% steps/s. Expected: 80.3 (79.4 to 81.2) average points, +1.1 against BASE (±0.9). It stands no higher, since the fit cannot tell it from NL24-SM, which is cheaper: +0.4 (±0.9).',
    ],
    [
      { flops: 11000000000000 },
      'matching',
      'NL20-SM',
      'The cheapest shape that the paper measured to match BASE. Against BASE: -26.7% parameters, -24.7% #TFlops (8.58 against 11.40), +16.6% steps/s. Measured: 79.30 average points, +0.14 against BASE. Also the fastest match.',
    ],
    [
      { flops: 60000000000000 },
      'deep-narrow',
      'NL36-LG',
      'Deepen LG from 24 to 36 layers before widening anything (DeepNarrow, section 4.4). The depth limit of LG binds, where the paper sees depth stop paying, not the 60T #TFlops budget (83% spent). Against LG: +47.8% parameters, +45.3% #TFlops (49.90 against 34.34), -31.5% steps/s. Measured: 85.27 average points, +2.40 against LG. Its score cannot be told from that of NL35-LG, 84.6 ±0.8 at -2.6% #TFlops. Also the best measured score.',
    ],
    [
      { flops: 60000000000000 },
      'fastest',
      'LG',
      'Nothing that was measured to be at least as good as LG, or that the fit tells to be better within what the paper scored, is faster than LG itself: 3.58 steps/s. Measured: 82.87 average points.',
    ],
    [
      { flops: 60000000000000 },
      'next-size',
      'NL10-XL',
      'Shown because the budget reaches it; the fit expects it to be worse than NL36-LG: -4.1 (±0.9). The DeepNarrow choice is at its depth limit with budget to spare: the rest buys XL at only 10 of its 24 layers, and shallow and wide is what the paper warns of (Table 3, NL12-XXL). The 60T #TFlops budget binds (92% spent). Against LG: +63.7% parameters, +60.2% #TFlops (55.00 against 34.34), -25.4% steps/s. Expected: 81.2 (80.3 to 82.1) average points, -1.7 against LG (±0.9).',
    ],
    [
      { flops: 20000000000000 },
      'next-size',
      'NL23-BASE',
      'Shown because the budget reaches it; the fit cannot tell it from NL36-SM: +0.2 (±1.2). The DeepNarrow choice is at its depth limit with budget to spare: move up to BASE, partly deepened to 23 layers. The 20T #TFlops budget binds (98% spent). Against BASE: +81.5% parameters, +72.2% #TFlops (19.63 against 11.40), -42.3% steps/s. Expected: 81.8 (81.0 to 82.6) average points, +2.6 against BASE (±0.8).',
    ],
    [
      { flops: 265000000000000 },
      'next-size',
      'NL12-XXL',
      'Shown because the budget reaches it; the paper measured it to be worse than NL32-XL: -2.19. The DeepNarrow choice is at its depth limit with budget to spare: the rest buys XXL at only 12 of its 24 layers, and shallow and wide is what the paper warns of (Table 3, NL12-XXL). The 265T #TFlops budget binds (95% spent). Against XL: +98.8% parameters, +97.4% #TFlops (251.7 against 127.5), -51.6% steps/s. Measured: 83.23 average points, -1.15 against XL.',
    ],
    [
      { flops: 40000000000000 },
      'next-size',
      'NL28-LG',
      'The DeepNarrow choice is at its depth limit with budget to spare: move up to LG, partly deepened to 28 layers. The 40T #TFlops budget binds (99% spent). Against LG: +15.9% parameters, +15.1% #TFlops (39.53 against 34.34), -13.3% steps/s. Expected: 83.8 (83.0 to 84.6) average points, +0.9 against LG (±0.8). Its score cannot be told from that of NL30-BASE, 82.8 ±0.8 at -37.1% #TFlops. It is not on the frontier below, since NL34-BASE, 83.2 ±0.8, takes no more #TFlops, parameters or time and is not told to be worse.',
    ],
    [
      { parameters: 100000000 },
      'deep-narrow',
      'NL18-MINI',
      'Deepen MINI from 4 to 18 layers before widening anything (DeepNarrow, section 4.4). The 100M parameter budget binds (97% spent). Against SM: +60.8% parameters, +49.7% #TFlops (5.55 against 3.71), -38.4% steps/s. Expected: 77.2 (76.1 to 78.3) average points, +3.7 against SM (±1.1). Its score cannot be told from that of NL14-MINI, 76.1 ±1.1 at -17.4% #TFlops. It is not on the frontier below, since NL31-TINY, 77.4 ±2.5, takes no more #TFlops, parameters or time and is not told to be worse.',
    ],
    [
      { parameters: 100000000 },
      'fastest',
      'SM',
      'Nothing that was measured to be at least as good as SM, or that the fit tells to be better within what the paper scored, is faster than SM itself: 23.5 steps/s. Measured: 73.57 average points. Also the best measured score.',
    ],
    [
      { minStepsPerSecond: 12 },
      'deep-narrow',
      'NL16-SM',
      'Deepen SM from 6 to 16 layers before widening anything (DeepNarrow, section 4.4). The floor of 12 steps/s binds (at 12.5 steps/s). Against SM: +121.4% parameters, +94.0% #TFlops (7.19 against 3.71), -46.7% steps/s. Measured: 78.73 average points, +5.16 against SM. Its score cannot be told from that of NL20-MINI, 77.7 ±1.1 at -16.1% #TFlops. Also the best measured score.',
    ],
    [
      { hours: 24 },
      'deep-narrow',
      'NL36-SM',
      'Deepen SM from 6 to 36 layers before widening anything (DeepNarrow, section 4.4). The depth limit of SM binds, where the paper sees depth stop paying, not the budget of 24.0 hours (94% spent). Against BASE: +26.0% parameters, +24.2% #TFlops (14.16 against 11.40), -28.5% steps/s. Expected: 81.6 (80.7 to 82.5) average points, +2.4 against BASE (±0.9). Its score cannot be told from that of NL28-SM, 80.6 ±0.9 at -19.7% #TFlops. It is not on the frontier below, since NL30-SM, 80.9 ±0.9, takes no more #TFlops, parameters or time and is not told to be worse.',
    ],
    [
      { usd: 500 },
      'deep-narrow',
      'NL23-SM',
      'Deepen SM from 6 to 23 layers before widening anything (DeepNarrow, section 4.4). The $500 budget binds (99% spent). Against BASE: -16.9% parameters, -15.6% #TFlops (9.63 against 11.40), +4.3% steps/s. Expected: 79.8 (78.9 to 80.7) average points; +0.7 against BASE is less than the fit can tell from none (±0.9). It stands no higher, since the fit cannot tell it from NL20-SM, which is cheaper: +0.5 (±0.9).',
    ],
    [
      { trainFlops: 10000000000000000000 },
      'fastest',
      'NL7-MINI',
      "The fastest shape that the fit on the paper's scores finds better than MINI: 25.9 steps/s. Against MINI: +45.4% parameters, +33.2% #TFlops (2.90 against 2.18), -21.5% steps/s. Expected: 72.8 (71.5 to 74.0) average points, +2.9 against MINI (±2.6). Its score cannot be told from that of NL6-MINI, 72.0 ±1.3 at -8.3% #TFlops. It is not on the frontier below, since EL11-TINY, 71.5 ±2.9, takes no more #TFlops, parameters or time and is not told to be worse.",
    ],
    [
      { trainFlops: 10000000000000000000 },
      'deep-narrow',
      'NL8-MINI',
      'Deepen MINI from 4 to 8 layers before widening anything (DeepNarrow, section 4.4). The budget of 1.00e19 training FLOPs binds (99% spent). Against MINI: +60.5% parameters, +44.3% #TFlops (3.14 against 2.18), -26.7% steps/s. Measured: 73.52 average points, +3.7 against MINI (±2.5). It stands no higher, since the fit cannot tell it from NL7-MINI, which is cheaper: +0.8 (±1.2). Also the best measured score.',
    ],
    [
      { memoryBytes: 3000000000 },
      'deep-narrow',
      'NL16-SM',
      'Deepen SM from 6 to 16 layers before widening anything (DeepNarrow, section 4.4). The budget of 2.79 GiB a core binds (95% spent). Against SM: +121.4% parameters, +94.0% #TFlops (7.19 against 3.71), -46.7% steps/s. Measured: 78.73 average points, +5.16 against SM. Its score cannot be told from that of NL20-MINI, 77.7 ±1.1 at -16.1% #TFlops. Also the best measured score.',
    ],
    [
      { flops: 1000000000000 },
      'deep-narrow',
      'NL1-TINY',
      'No size is affordable at twice its own depth: TINY with 1 layer, as deep as the budget allows. The 1T #TFlops budget binds (91% spent). Expected: 58.9 (47.1 to 69.8) average points, beyond what the paper scored.',
    ],
    [
      { flops: 3720000000000 },
      'deep-narrow',
      'NL10-MINI',
      'Deepen MINI from 4 to 10 layers before widening anything (DeepNarrow, section 4.4). The 3.72T #TFlops budget binds (97% spent). Against SM: -1.6% parameters, -2.3% #TFlops (3.62 against 3.71), -9.3% steps/s. Expected: 74.5 (73.4 to 75.6) average points; +0.9 against SM is less than the fit can tell from none (±1.2). Its score cannot be told from that of NL8-MINI, 73.52 at -13.3% #TFlops. It is not on the frontier below, since EL22-TINY, 74.2 ±2.8, takes no more #TFlops, parameters or time and is not told to be worse.',
    ],
    [
      { flops: 3720000000000 },
      'fastest',
      'SM',
      'Nothing that was measured to be at least as good as SM, or that the fit tells to be better within what the paper scored, is faster than SM itself: 23.5 steps/s. Measured: 73.57 average points. Also the best measured score.',
    ],
  ])('within %j in the role of %s: %s', (budget, role, name, reason) => {
    const found = suggestWithin(budget).recommendations.find((one) => one.role === role);
    expect(found?.model.name).toBe(name);
    expect(found?.reason).toBe(reason);
  });
});

describe('a scaling table', () => {
  test.each<[name: string, slices: number[], summary: string[]]>([
    [
      'NL24-SM',
      [16, 512, 1024],
      [
        'From 16 to 512 chips the step goes from 102 ms to 28.8 ms: 3.5 times as fast on 32 times the chips, 11% of linear.',
        'On 512 chips no further chip shortens 73% of the step: 16.5 ms of fixed cost, and 4.54 ms of launching 48 layers one after another. 8% is collectives; 3% of peak is used.',
        'Width parallelises, depth does not: the model axis splits FF8K-NH32-SM (1/4 as deep and 4 times as wide, 100% of the #TFlops) up to 32 ways, NL24-SM up to 8 ways. On 512 chips they are 3.8 and 3.5 times as fast as on 16; only FF8K-NH32-SM goes on to 1024 chips (4.1 times).',
        'A step of 128 sequences keeps at most 128 replicas busy: beyond that a slice takes model parallelism or more --sequences.',
      ],
    ],
    [
      'XXL',
      [4, 1024],
      [
        'From 4 to 1024 chips the step goes from 11.4 s to 122 ms: 93 times as fast on 256 times the chips, 36% of linear.',
        'On 1024 chips no further chip shortens 17% of the step: 16.5 ms of fixed cost, and 4.54 ms of launching 48 layers one after another. 22% is collectives; 20% of peak is used.',
        'Wide against deep: the model axis splits both NL6-FF256K-NH512-XL (1/4 as deep and 4 times as wide, 100% of the #TFlops) and XXL 32 ways, the most that scaleplan tries. On 1024 chips they are 100 and 93 times as fast as on 4. Split further than that, either might gain more: this decides nothing.',
        'A step of 128 sequences keeps at most 128 replicas busy: beyond that a slice takes model parallelism or more --sequences.',
      ],
    ],
    [
      'NL12-XXL',
      [16, 1024],
      [
        'From 16 to 1024 chips the step goes from 1.60 s to 69.6 ms: 23 times as fast on 64 times the chips, 36% of linear.',
        'On 1024 chips no further chip shortens 27% of the step: 16.5 ms of fixed cost, and 2.27 ms of launching 24 layers one after another. 19% is collectives; 17% of peak is used.',
        'Wide against deep: the model axis splits both NL3-FF256K-NH512-XL (1/4 as deep and 4 times as wide, 100% of the #TFlops) and NL12-XXL 32 ways, the most that scaleplan tries. On 1024 chips they are 23 and 23 times as fast as on 16, no clear difference. Split further than that, either might gain more: this decides nothing.',
        'A step of 128 sequences keeps at most 128 replicas busy: beyond that a slice takes model parallelism or more --sequences.',
      ],
    ],
    [
      'TINY',
      [4, 64],
      [
        'From 4 to 64 chips the step goes from 35.8 ms to 19.6 ms: 1.8 times as fast on 16 times the chips, 11% of linear.',
        'On 64 chips no further chip shortens 88% of the step: 16.5 ms of fixed cost, and 0.757 ms of launching 8 layers one after another. 3% is collectives; 5% of peak is used.',
        'Wide against deep: the model axis splits NL16-FF256-NH1-TINY (4 times as deep and 1/4 as wide, 100% of the #TFlops) not at all, TINY up to 4 ways. On 64 chips they are 1.9 and 1.8 times as fast as on 4: on these slices the deep one gains more.',
      ],
    ],
    [
      'NH3-SM',
      [16, 32],
      [
        'From 16 to 32 chips the step goes from 36.2 ms to 30.2 ms: 1.2 times as fast on 2 times the chips, 60% of linear.',
        'On 32 chips no further chip shortens 58% of the step: 16.5 ms of fixed cost, and 1.14 ms of launching 12 layers one after another. 9% is collectives; 15% of peak is used.',
      ],
    ],
    [
      'BASE',
      [16],
      [
        'On 16 chips no further chip shortens 19% of the step: 16.5 ms of fixed cost, and 2.27 ms of launching 24 layers one after another. 7% is collectives; 35% of peak is used.',
      ],
    ],
    [
      'LG',
      [4, 16, 64],
      [
        'From 4 to 64 chips the step goes from 898 ms to 108 ms: 8.3 times as fast on 16 times the chips, 52% of linear.',
        'On 64 chips no further chip shortens 20% of the step: 16.5 ms of fixed cost, and 4.54 ms of launching 48 layers one after another. 15% is collectives; 24% of peak is used.',
        'Width parallelises, depth does not: the model axis splits FF16K-DM1K-NH64-SM (1/4 as deep and 4 times as wide, 100% of the #TFlops) 32 ways, the most that scaleplan tries, LG up to 16 ways. On 64 chips they are 9.7 and 8.3 times as fast as on 4.',
      ],
    ],
    [
      'NL32-XL',
      [16, 256],
      [
        'From 16 to 256 chips the step goes from 1.15 s to 141 ms: 8.1 times as fast on 16 times the chips, 51% of linear.',
        'On 256 chips no further chip shortens 16% of the step: 16.5 ms of fixed cost, and 6.06 ms of launching 64 layers one after another. 22% is collectives; 23% of peak is used.',
        'Width parallelises, depth does not: the model axis splits NL8-XXL (1/4 as deep and 4 times as wide, 100% of the #TFlops) 32 ways, the most that scaleplan tries, NL32-XL up to 32 ways. On 256 chips they are 9.5 and 8.1 times as fast as on 16.',
        'A step of 128 sequences keeps at most 128 replicas busy: beyond that a slice takes model parallelism or more --sequences.',
      ],
    ],
    [
      'MINI',
      [4, 16, 256],
      [
        'From 4 to 256 chips the step goes from 55.1 ms to 19.1 ms: 2.9 times as fast on 64 times the chips, 5% of linear.',
        'On 256 chips no further chip shortens 91% of the step: 16.5 ms of fixed cost, and 0.757 ms of launching 8 layers one after another. 2% is collectives; 2% of peak is used.',
        'Width parallelises, depth does not: the model axis splits NL16-FF384-NH2-MINI (4 times as deep and 1/4 as wide, 100% of the #TFlops) up to 2 ways, MINI up to 8 ways. On 16 chips they are 1.9 and 1.9 times as fast as on 4, no clear difference; NL16-FF384-NH2-MINI ends at 16 chips.',
        'A step of 128 sequences keeps at most 128 replicas busy: beyond that a slice takes model parallelism or more --sequences.',
      ],
    ],
    [
      'SM',
      [4, 512],
      [
        'From 4 to 512 chips the step goes from 89.9 ms to 19.9 ms: 4.5 times as fast on 128 times the chips, 4% of linear.',
        'On 512 chips no further chip shortens 89% of the step: 16.5 ms of fixed cost, and 1.14 ms of launching 12 layers one after another. 3% is collectives; 2% of peak is used.',
        'A step of 128 sequences keeps at most 128 replicas busy: beyond that a slice takes model parallelism or more --sequences.',
      ],
    ],
    [
      'NL2-XXL',
      [16, 512],
      [
        'From 16 to 512 chips the step goes from 271 ms to 30.6 ms: 8.9 times as fast on 32 times the chips, 28% of linear.',
        'On 512 chips no further chip shortens 55% of the step: 16.5 ms of fixed cost, and 0.379 ms of launching 4 layers one after another. 10% is collectives; 14% of peak is used.',
        'Width parallelises, depth does not: the model axis splits NL8-XL (4 times as deep and 1/4 as wide, 100% of the #TFlops) up to 32 ways, NL2-XXL 32 ways, the most that scaleplan tries. On 512 chips they are 7.8 and 8.9 times as fast as on 16.',
        'A step of 128 sequences keeps at most 128 replicas busy: beyond that a slice takes model parallelism or more --sequences.',
      ],
    ],
  ])('of %s on %j chips', (name, slices, summary) => {
    const { scalingSummary } = scaleModel({ shape: parseName(name) }, setting(), slices, 'every');
    expect(scalingSummary).toEqual(summary);
  });
});

describe('a sweep', () => {
  test.each<[pattern: string, metrics: MetricName[] | undefined, frontier: string, series: string[]]>([
    [
      'NL{2..36..2}-{SM,BASE,LG}',
      undefined,
      'No other model beats 31 of 54 in #TFlops and score together. By #TFlops it follows NL of SM up to 14.16 (NL36-SM), then NL of BASE up to 27.86 (NL34-BASE), then NL of LG up to 49.90 (NL36-LG). Scores: 9 published; 45 fitted, each 0.8 to 6.3 points either way. It is drawn by the scores themselves, whose intervals may overlap.',
      [
        "NL of SM, 2 to 36: 2.31 to 14.16 #TFlops, 31.14M to 280.8M parameters, 36.1 to 6.48 steps/s, fitted score 68.05 to 81.58. The step to NL4-SM buys most: 1.23 points for 10% more #TFlops; from NL12-SM on a step buys less than half of that (0.42 points at the end). The series ends at the paper's limit of 36 layers a stack at this width (it sees depth converge at 32 to 36). All 18 are on the frontier.",
        "NL of BASE, 2 to 36: 3.92 to 29.35 #TFlops, 57.71M to 619.4M parameters, 27.2 to 3.48 steps/s, fitted score 70.76 to 83.43. The step to NL4-BASE buys most: 0.92 points for 10% more #TFlops; from NL18-BASE on a step buys less than half of that (0.37 points at the end). The series ends at the paper's limit of 36 layers a stack at this width (it sees depth converge at 32 to 36). On the frontier: 7 of 18, NL22-BASE to NL34-BASE.",
      ],
    ],
    [
      'NL{24,40,48}-SM',
      undefined,
      'No other model beats 2 of 3 in #TFlops and score together. Scores: 1 published; 2 fitted, each 1.0 to 1.4 points either way. It is drawn by the scores themselves, whose intervals may overlap.',
      [
        "NL of SM, 24 to 48: 9.98 to 18.34 #TFlops, 192.7M to 368.9M parameters, 9.12 to 5.02 steps/s, fitted score 79.99 to 81.58. The step to NL40-SM buys most: 0.29 points for 10% more #TFlops; from NL48-SM on a step buys less than half of that. 2 models of the series are beyond the paper's limit of 36 layers a stack at this width (it sees depth converge at 32 to 36); the fit counts no layers beyond it. On the frontier: 2 of 3, NL24-SM and NL40-SM.",
      ],
    ],
    [
      '{SH-SM,SM}',
      undefined,
      'No other model beats 1 of 2 in #TFlops and speed together.',
      [
        'SH of SM, off to on: 3.71 to 3.30 #TFlops, 60.51M to 52.25M parameters, 23.5 to 25.2 steps/s. The step is -10.9% #TFlops (SH-SM). On the frontier: 1 of 2, SH-SM.',
      ],
    ],
    [
      'NL{2..6..2}-SM',
      undefined,
      'No other model beats 3 of 3 in #TFlops and score together. Scores: 1 published; 2 fitted, each 2.5 to 6.3 points either way. It is drawn by the scores themselves, whose intervals may overlap.',
      [
        "NL of SM, 2 to 6: 2.31 to 3.71 #TFlops, 31.14M to 60.51M parameters, 36.1 to 23.5 steps/s, fitted score 68.05 to 73.77. The step to NL4-SM buys most: 1.23 points for 10% more #TFlops; no later step falls below half of that for good. The series ends before the paper's limit of 36 layers a stack at this width (it sees depth converge at 32 to 36). All 3 are on the frontier.",
      ],
    ],
    [
      'FF{1K..4K}-SM',
      ['params', 'memory', 'speed'],
      'No other model beats 1 of 4 in parameters, memory a core and speed together.',
      [
        'FF of SM, 1024 to 4096: 3.19 to 4.74 #TFlops, 47.92M to 85.67M parameters, 26.3 to 19.3 steps/s, fitted score 72.98 to 74.55. The step to SM buys most: 0.30 points for 10% more parameters; no later step falls below half of that for good. On the frontier: 1 of 4, FF1K-SM.',
      ],
    ],
    [
      'EL{6,12}-DL0-SM',
      ['flops', 'speed'],
      'No other model beats 1 of 2 in #TFlops and speed together.',
      [
        'NL of DL0-SM, 6 to 12: 3.61 to 5.07 #TFlops, 35.33M to 54.21M parameters, 25.9 to 18.9 steps/s. The step is +40.3% #TFlops (EL12-DL0-SM). On the frontier: 1 of 2, DL0-SM.',
      ],
    ],
    [
      'EL{8..32..8}-DL8-SM',
      undefined,
      'No other model beats 4 of 4 in #TFlops and score together. Scores: 4 fitted, each 1.0 to 1.1 points either way. It is drawn by the scores themselves, whose intervals may overlap.',
      [
        "EL of DL8-SM, 8 to 32: 4.40 to 10.23 #TFlops, 75.19M to 150.7M parameters, 20.0 to 9.34 steps/s, fitted score 75.16 to 80.03. The step to EL16-DL8-SM buys most: 0.57 points for 10% more #TFlops; no later step falls below half of that for good. The series ends before the paper's limit of 36 layers a stack at this width (it sees depth converge at 32 to 36). All 4 are on the frontier.",
      ],
    ],
    [
      'NL{12,24}-ViT-S/32',
      ['flops', 'speed'],
      'No other model beats 1 of 2 in #TFlops and speed together.',
      [
        'NL of ViT-S/32, 12 to 24: 0.26 to 0.50 #TFlops, 48.81M to 86.64M parameters, 39.1 to 30.2 steps/s. The step is +95.7% #TFlops (ViT-S/32-NL24). On the frontier: 1 of 2, ViT-S/32-NL12.',
      ],
    ],
    [
      'NH{2..16..2}-BASE',
      ['usd', 'quality'],
      'No other model beats 1 of 8 in US dollars and score together. Scores: 1 published; 7 fitted, each 1.0 to 2.4 points either way. It is drawn by the scores themselves, whose intervals may overlap.',
      [
        'NH of BASE, 2 to 16: 7.79 to 12.84 #TFlops, 152.1M to 251.2M parameters, 13.3 to 8.02 steps/s, fitted score 79.21 to 79.21. No step buys points for more US dollars. On the frontier: 1 of 8, NH2-BASE.',
      ],
    ],
    [
      'NL{36,40}-SM',
      ['hours', 'quality'],
      'No other model beats 1 of 2 in hours and score together. Scores: 2 fitted, each 0.9 to 1.0 points either way. It is drawn by the scores themselves, whose intervals may overlap.',
      [
        "NL of SM, 36 to 40: 14.16 to 15.55 #TFlops, 280.8M to 310.2M parameters, 6.48 to 5.90 steps/s, fitted score 81.58 to 81.58. The step to NL40-SM buys 0.00 points for 10% more hours. 1 model of the series is beyond the paper's limit of 36 layers a stack at this width (it sees depth converge at 32 to 36); the fit counts no layers beyond it. On the frontier: 1 of 2, NL36-SM.",
      ],
    ],
    [
      '{SM,KV128-SM,NL6-DM1K-SM}',
      ['train-flops', 'speed'],
      'No other model beats 1 of 3 in training FLOPs and speed together.',
      [
        'DM of SM, 512 to 1024: 3.71 to 7.13 #TFlops, 60.51M to 121.0M parameters, 23.5 to 16.0 steps/s, fitted score 73.77 to 77.07. The step to DM1K-SM buys 0.36 points for 10% more training FLOPs. On the frontier: 1 of 2, SM.',
        'KV of SM, 64 to 128: 3.71 to 4.75 #TFlops, 60.51M to 79.38M parameters, 23.5 to 20.4 steps/s, fitted score 73.77 to 73.77. The step to KV128-SM buys 0.00 points for 10% more training FLOPs. On the frontier: 1 of 2, SM.',
      ],
    ],
    [
      '{SKV-SM,SM,BASE,SKV-BASE}',
      ['flops', 'speed'],
      'No other model beats 1 of 4 in #TFlops and speed together.',
      [
        'SKV of SM, off to on: 3.71 to 3.48 #TFlops, 60.51M to 55.79M parameters, 23.5 to 24.5 steps/s. The step is -6.3% #TFlops (SKV-SM). On the frontier: 1 of 2, SKV-SM.',
        'SKV of BASE, off to on: 11.40 to 10.36 #TFlops, 222.9M to 201.7M parameters, 9.05 to 9.77 steps/s. The step is -9.2% #TFlops (SKV-BASE). None is on the frontier.',
      ],
    ],
    [
      'NL{12,16}-XXL',
      undefined,
      'No other model beats 2 of 2 in #TFlops and score together. Scores: 1 published; 1 fitted, each 0.8 points either way. It is drawn by the scores themselves, whose intervals may overlap.',
      [
        "NL of XXL, 12 to 16: 251.7 to 334.5 #TFlops, 5.670B to 7.549B parameters, 0.559 to 0.422 steps/s, fitted score 83.08 to 84.08. The step to NL16-XXL buys 0.30 points for 10% more #TFlops. The series ends before the paper's limit of 32 layers a stack at this width (it sees depth converge at 32 to 36). Both are on the frontier.",
      ],
    ],
  ])('%s by %j', (pattern, metrics, frontier, summaries) => {
    const models = parseSweep(pattern, { limit: 100 }).map((shape) => estimateModel(shape, setting()));
    const { frontierSummary, series } = takeSweep(models, [], { metrics });
    expect(frontierSummary).toBe(frontier);
    expect(series.slice(0, 2).map(({ summary }) => summary)).toEqual(summaries);
  });
});
