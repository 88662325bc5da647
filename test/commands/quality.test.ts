import { describe, expect, it } from 'vitest';
import { scaleplan } from '../support/cli';

const textOf = async (...args: string[]) => (await scaleplan(args)).stdout;
const flat = (text: string) => text.replace(/\s+/g, ' ');

describe('describe', () => {
  it('shows a printed score as printed, and the fit beside it', async () => {
    const text = flat(await textOf('describe', 'NL24-SM'));
    expect(text).toContain('Quality 79.92 points (GLUE, SuperGLUE, SQuAD) published');
    expect(text).toContain("The fit on all of the paper's scores expects 80.0 (79.1 to 80.9) of this shape.");
  });

  it('shows what the fit expects with its interval, and what that means', async () => {
    const text = flat(await textOf('describe', 'NL26-SM'));
    expect(text).toContain('Quality 80.3 (79.4 to 81.2) average points fitted');
    expect(text).toContain('trained as in the paper (90% interval; see scaleplan backtest).');
    expect(flat(await textOf('describe', 'TINY'))).toContain('beyond the depths and widths that the paper');
  });

  it('keeps the score of the paper apart from a run that is not the paper’s', async () => {
    const printed = flat(await textOf('describe', 'NL24-SM', '--steps', '1000'));
    expect(printed).toContain(
      "The paper's own run of this shape, which is not this one, reached 79.92 points.",
    );
    const fitted = flat(await textOf('describe', 'NL26-SM', '--steps', '1000'));
    expect(fitted).toMatch(/Quality - /);
    expect(fitted).toContain('Trained as in the paper, which this run is not, the fit on its scores expects');
  });

  it('says nothing where the fit says nothing', async () => {
    const text = flat(await textOf('describe', 'SH-BASE'));
    expect(text).toMatch(/Quality - /);
    expect(text).not.toMatch(/\bfit\b.*expects/);
  });
});

describe('compare', () => {
  it('lists printed and fitted scores, told apart', async () => {
    const text = await textOf('compare', 'BASE', 'NL26-SM', 'SH-BASE');
    expect(text).toMatch(/BASE +-1\.752 +82\.53 +69\.80 +85\.14 +79\.16 +Table 4/);
    expect(text).toMatch(/NL26-SM +- +- +- +- +80\.3 ±0\.9 +fitted/);
    expect(text).not.toMatch(/SH-BASE +- {2}/);
  });
});

describe('sweep', () => {
  it('shows a gain of fitted scores as finely as the scores themselves', async () => {
    const fitted = await textOf('sweep', 'NL26-SM', 'NL30-SM');
    expect(fitted).toMatch(/NL30-SM .* \+\d\d?\.\d% +\+0\.6$/m);
    const published = await textOf('sweep', 'NL20-SM', 'NL24-SM');
    expect(published).toMatch(/NL24-SM .* \+0\.62$/m);
  });
});

describe('suggest', () => {
  it.each(['1T', '3.72T', '11T', '34.4T', '60T', '127.6T', '600T', '2000T'])(
    '--budget-flops %s keeps to 80 columns and to tables',
    async (budget) => {
      const text = await textOf('suggest', '--budget-flops', budget);
      for (const line of text.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80);
      expect(text).toMatch(/^ {2}# +Shape +Parameters +#TFlops +Steps\/s +Score +Role$/m);
    },
  );

  it('marks what is expected, and whose run the scores are of', async () => {
    const text = flat(await textOf('suggest', '--budget-flops', '11T', '--steps', '1000'));
    expect(text).toMatch(/NL26-SM \S+ \S+ \S+ 80\.3 ±0\.9 deep-narrow/);
    expect(text).toContain("Scores with ± are expected by a fit on the paper's scores (90% intervals;");
    expect(text).toContain(
      "Scores are those of the paper's own run, not of this one; the order and the frontier go by them.",
    );
  });
});
