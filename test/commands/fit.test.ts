import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PUBLISHED_ROWS } from '../../src/evidence/published';
import { publishedFits } from '../../src/evidence/publishedFits';
import { parseName } from '../../src/names/parse';
import { readTable } from '../../src/tables/table';
import { Scratch } from '../files/scratch';
import { scaleplan } from '../support/cli';

const ROOT = join(__dirname, '../..');
const EXAMPLE = 'docs/examples/table4-scores.csv';

let scratch: Scratch;
beforeAll(() => {
  scratch = new Scratch();
});
afterAll(() => scratch.remove());

/** `fit` on a file of a scratch folder. */
async function fitOf(text: string, ...flags: readonly string[]) {
  scratch.write('runs.csv', text);
  return scaleplan(['fit', 'runs.csv', ...flags], { cwd: scratch.root });
}

// biome-ignore lint/suspicious/noExplicitAny: the tests say what they expect of it.
async function jsonOf(text: string, ...flags: readonly string[]): Promise<any> {
  const { stdout, stderr } = await fitOf(text, ...flags, '--json');
  if (stderr !== '') throw new Error(stderr);
  return JSON.parse(stdout);
}

const SIZES = [1e6, 2e6, 5e6, 1e7, 3e7, 1e8];
const csvOf = (heading: string, row: (n: number) => readonly (string | number)[]) =>
  [heading, ...SIZES.map((n) => row(n).join(','))].join('\n');
const errorAt = (n: number) => 5 * n ** -0.25 + 0.4;

describe('columns', () => {
  test('called like sizes and losses are taken', async () => {
    const fit = await jsonOf(csvOf('run,Parameters,loss', (n) => ['a', n, errorAt(n)]));
    expect(fit).toMatchObject({
      command: 'fit',
      model: 'e = Nc * N^alpha + eInf',
      nc: expect.closeTo(5, 6),
      alpha: expect.closeTo(-0.25, 8),
      eInf: expect.closeTo(0.4, 8),
      points: 6,
      r2: expect.closeTo(1, 12),
      withShape: null,
      unidentified: [],
      x: { column: 'Parameters', unit: 'Parameters' },
      y: { column: 'loss', unit: 'loss' },
    });
    expect(fit.intervals.alpha).toEqual({ low: expect.closeTo(-0.25, 6), high: expect.closeTo(-0.25, 6) });
  });

  test('are named by flags, in quantities with suffixes, and JSON says the same', async () => {
    const rows = SIZES.map((n) => ({ cost: `${n / 1e3}K`, bits: errorAt(n), width: Math.sqrt(n) }));
    const fromJson = await jsonOf(
      JSON.stringify({ points: rows }),
      '--x',
      'cost',
      '--y',
      'bits',
      '--shape',
      'width',
    );
    const csv = csvOf('cost;bits;width', (n) => [`${n / 1e3}K;${errorAt(n)};${Math.sqrt(n)}`]);
    expect(fromJson).toEqual(await jsonOf(csv, '--x', 'cost', '--y', 'bits', '--shape', 'width'));
    expect(fromJson).toMatchObject({ nc: expect.closeTo(5, 6), withShape: { column: 'width' } });
  });

  test.each([
    ['accuracy', (e: number) => 1 - e, '1 - accuracy', []],
    ['score', (e: number) => 100 * (1 - e), '1 - accuracy / 100', []],
    ['top1', (e: number) => 100 * (1 - e), '1 - accuracy / 100', ['--y', 'top1', '--accuracy']],
    ['perplexity', (e: number) => -e, 'loss, the column negated', []],
    ['perplexity', (e: number) => Math.exp(e), 'loss, the logarithm of the column', []],
  ] as const)('of %s become errors', async (name, of, unit, flags) => {
    const fit = await jsonOf(
      csvOf(`params,${name}`, (n) => [n, of(errorAt(n))]),
      ...flags,
    );
    expect(fit).toMatchObject({
      alpha: expect.closeTo(-0.25, 6),
      eInf: expect.closeTo(0.4, 6),
      y: { column: name, unit },
    });
  });

  test('of models give parameters, FLOPs and depths', async () => {
    const csv = 'model,loss\nSM,2\nNL24-SM,1.8\nBASE,1.75\nEL32-SM,1.9\nLG,1.6\nt5-efficient-mini,2.2\n';
    const [parameters, tflops, flops] = await Promise.all(
      ['params', 'tflops', 'flops'].map((x) => jsonOf(csv, '--x', x)),
    );
    const sizeOf = (fit: typeof parameters, name: string) =>
      fit.residuals.find((row: { name: string }) => row.name === name);
    expect(await jsonOf(csv)).toEqual(parameters);
    expect(sizeOf(parameters, 'BASE')).toMatchObject({ n: 222_903_552, shape: 24 });
    expect(sizeOf(parameters, 'EL32-SM')).toMatchObject({ shape: 38 });
    expect(sizeOf(tflops, 'BASE').n).toBeCloseTo(11.4, 1);
    expect(sizeOf(flops, 'BASE').n / (6 * 524_288 * 1e12)).toBeCloseTo(sizeOf(tflops, 'BASE').n, 9);
  });

  test('of names that are no shapes are names alone', async () => {
    const fit = await jsonOf(csvOf('model,n,loss', (n) => [`run of ${n}`, n, errorAt(n)]));
    expect(fit.withShape).toBeNull();
    expect(fit.residuals.map(({ name }: { name: string }) => name)).toContain('run of 1000000');
  });
});

describe('the example', () => {
  const text = readFileSync(join(ROOT, EXAMPLE), 'utf8');

  test('is what the paper prints', () => {
    const { rows } = readTable({ path: EXAMPLE, text });
    expect(rows).toHaveLength(15);
    for (const { cells } of rows) {
      const name = cells['model'] as string;
      const printed = PUBLISHED_ROWS.filter((row) => row.name === name && row.scores.superGlue !== undefined);
      expect(parseName(name)).toBeDefined();
      expect(printed.map(({ scores }) => scores.perplexity)).toContain(cells['perplexity']);
      expect(printed.map(({ scores }) => scores.superGlue)).toContain(cells['superGlue']);
      const averages = printed.map(({ scores }) => scores.average).filter(Boolean);
      if (averages.length > 0) expect(averages).toEqual([cells['average']]);
    }
  });

  test.each([
    ['perplexity', 0],
    ['average', 1],
    ['superGlue', 2],
  ])('fitted by %s is the published fit', async (column, i) => {
    const fit = await jsonOf(text, '--y', column);
    const published = publishedFits(0.95)[i] as ReturnType<typeof publishedFits>[number];
    for (const key of ['nc', 'alpha', 'eInf', 'rmse'] as const)
      expect(fit[key] / published[key]).toBeCloseTo(1, 3);
    expect(fit.withShape.preferred).toBe(i === 0 ? null : 'size and shape');
  });
});

describe('fit --published', () => {
  const fits = publishedFits(0.95);
  const [upstream, average, superGlue] = fits as [
    (typeof fits)[number],
    (typeof fits)[number],
    (typeof fits)[number],
  ];

  test('shows what Appendix A says: size tells the loss, and downstream needs the depth', () => {
    expect(fits.map(({ points }) => points)).toEqual([15, 15, 15]);
    expect(upstream.r2).toBeGreaterThan(0.99);
    expect(upstream.withShape?.preferred).toBeNull();
    expect(upstream.withShape?.intervals.gamma.low).toBeLessThan(0);
    expect(upstream.withShape?.intervals.gamma.high).toBeGreaterThan(0);
    for (const downstream of [average, superGlue]) {
      expect((1 - downstream.r2) / (1 - upstream.r2)).toBeGreaterThan(4);
      expect(downstream.withShape?.preferred).toBe('size and shape');
      expect(downstream.withShape?.improvement).toBeGreaterThan(0.3);
      expect(downstream.withShape?.intervals.gamma.high).toBeLessThan(0);
      expect(downstream.withShape?.unidentified).toEqual([]);
    }
  });

  test('says for each error whether depth is told, with the interval of gamma', async () => {
    const { stdout } = await scaleplan(['fit', '--published', '--to', 'table']);
    const text = stdout.replace(/\s+/g, ' ');
    const interval = String.raw`\(gamma -?0\.\d+, 95% interval -?0\.\d+ to -?0\.\d+; the error on rows left out is \d+%`;
    expect(text).toMatch(
      new RegExp(`Upstream, these rows cannot tell whether depth matters ${interval} larger`),
    );
    expect(text.match(new RegExp(`depth matters ${interval} smaller`, 'g'))).toHaveLength(2);
  });

  test('has the fit to the loss under the keys of the contract, and all of them under fits', async () => {
    const { stdout } = await scaleplan(['fit', '--published', '--json']);
    const printed = JSON.parse(stdout);
    const { name, ...keys } = upstream;
    expect(name).toBe('upstream: loss on C4');
    expect(printed).toMatchObject(JSON.parse(JSON.stringify(keys)));
    expect(printed.fits).toEqual(JSON.parse(JSON.stringify(fits)));
  });

  test('has narrower intervals at a lower level', async () => {
    const { stdout } = await scaleplan(['fit', '--published', '--json', '--level', '50%']);
    const { intervals } = JSON.parse(stdout);
    expect(intervals.level).toBe(0.5);
    expect(intervals.alpha.low).toBeGreaterThan(upstream.intervals.alpha.low as number);
    expect(intervals.alpha.high).toBeLessThan(upstream.intervals.alpha.high as number);
  });
});

describe('pictures and tables', () => {
  const csv = csvOf('model,params,loss', (n) => [`m${n}`, n, errorAt(n) + (n % 7) / 1000]);

  test('the text has the formula, the residuals and the curve', async () => {
    const { stdout } = await fitOf(csv);
    expect(stdout).toMatch(/^ {2}e = [\d.]+ \* N\^-0\.\d+ \+ 0\.\d+\n/);
    expect(stdout).toContain('Residuals, largest first');
    expect(stdout).toContain('●');
  });

  test('the coefficients with a shape have intervals, and what they cannot tell is said', async () => {
    const depth = (n: number) => Math.sqrt(n);
    const one = csvOf('params,loss,depth', (n) => [n, errorAt(n) + (n % 7) / 1000, depth(n)]);
    const { stdout } = await fitOf(one, '--to', 'table');
    expect(stdout).toContain('These points cannot tell whether depth matters');
    expect(stdout).toMatch(/ {2}gamma +-?[\d.e-]+ +-?\d/);
    expect(stdout.replace(/\s+/g, ' ')).toContain('gamma: the shape is nearly a function of the size');
  });

  test('no floor in points without noise is told to be 0, not to be anything up to it', async () => {
    const { stdout } = await fitOf(
      csvOf('params,loss', (n) => [n, 5 * n ** -0.25]),
      '--to',
      'table',
    );
    expect(stdout).toMatch(/e = 5\.000 \* N\^-0\.2500 \+ 0\n/);
    expect(stdout).not.toContain('anything up to');
  });

  test('CSV has a row a point', async () => {
    const { stdout } = await fitOf(csv, '--to', 'csv');
    expect(stdout.trim().split('\n')).toHaveLength(7);
    expect(stdout).toMatch(/^model,n,e,fitted,residual,leftOut\r?\n/);
  });

  test.each(['svg', 'html', 'vega-lite'])('%s has the points', async (format) => {
    const { stdout, stderr } = await fitOf(csv, '--to', format);
    expect(stderr).toBe('');
    expect(stdout).toContain('m1000000');
  });

  test.each([30, 80])('nothing is wider than a terminal of %d columns', async (columns) => {
    const flat = csvOf('model,params,loss', (n) => [
      `a rather long name of a run ${n}`,
      n,
      1 + Math.log10(n),
    ]);
    scratch.write('flat.csv', flat);
    scratch.write('good.csv', csv);
    for (const words of [['flat.csv'], ['good.csv'], ['--published']]) {
      const { stdout } = await scaleplan(['fit', ...words, '--to', 'table'], {
        cwd: scratch.root,
        isTTY: true,
        columns,
        env: { NO_COLOR: '1' },
      });
      expect(stdout.split('\n').filter((line) => line.length > columns)).toEqual([]);
    }
  });

  test('an error that rises is told to be an accuracy, perhaps', async () => {
    const { stdout } = await fitOf(csvOf('params,loss', (n) => [n, Math.log10(n)]));
    expect(stdout).toContain('e = 6.913, whatever N is');
    expect(stdout).toContain('0.000');
    expect(stdout).not.toContain('-0.000');
    expect(stdout).toContain('If loss is an accuracy, say --accuracy.');
  });

  test('names with control characters never reach the terminal', async () => {
    const { stdout } = await fitOf(
      csv.replace('m1000000', '\u001b[31mred').replace('loss', 'lo\u001bss'),
      '--y',
      'lo\u001bss',
    );
    expect(stdout).toContain('\\u{1b}[31mred');
    expect(stdout).not.toContain('\u001b');
  });
});

describe('mistakes', () => {
  const csv = csvOf('params,loss', (n) => [n, errorAt(n)]);

  test.each([
    ['no file', [], 'fit needs a table of points.'],
    ['two files', ['a.csv', 'b.csv'], 'fit takes one table, not 2.'],
    ['a file beside --published', ['a.csv', '--published'], "--published fits the paper's own rows"],
    ['a column beside --published', ['--published', '--y', 'glue'], "--published fits the paper's own rows"],
    ['no such file', ['nowhere.csv'], "There is no file 'nowhere.csv'."],
    ['a level that is none', ['--published', '--level', 'high'], "--level cannot be 'high'."],
    ['a level of certainty', ['--published', '--level', '100'], "--level cannot be '100'."],
  ])('%s', async (_, words, message) => {
    const { stdout, stderr, exitCode } = await scaleplan(['fit', ...words], { cwd: scratch.root });
    expect([stdout, exitCode]).toEqual(['', 2]);
    expect(stderr).toContain(message);
  });

  test.each([
    ['an unknown column', csv, ['--y', 'los'], "no column 'los'", 'runs.csv:1'],
    [
      'no column of errors',
      csv.replace('loss', 'value'),
      [],
      'No column is called like errors',
      'runs.csv:1',
    ],
    [
      'no column of sizes',
      csv.replace('params', 'value'),
      [],
      'No column is called like sizes',
      'runs.csv:1',
    ],
    ['a name that is no model', 'model,loss\nSM,2\nSMAL,1\nLG,1\n', ['--x', 'params'], 'SMAL', 'runs.csv:3'],
    ['a size of 0', `${csv}\n0,1`, [], 'must be above 0', 'runs.csv:8'],
    ['a size beyond all', `${csv}\n1e70,1`, [], 'out of range', 'runs.csv:8'],
    [
      'too few sizes',
      'params,loss\n1,2\n2,1\n1,3\n',
      [],
      'have 2 different sizes; a curve needs 3',
      'runs.csv:1',
    ],
    ['no shape', csv, ['--shape', 'depth'], "no column 'depth'", 'runs.csv:1'],
  ])('%s is shown in the file', async (_, text, flags, message, place) => {
    const { stdout, stderr, exitCode } = await fitOf(text, ...flags);
    expect([stdout, exitCode]).toEqual(['', 2]);
    expect(stderr).toContain(message);
    expect(stderr).toContain(place);
  });
});

test('the CSV of the published fits has the points of all three, each named', async () => {
  const { stdout } = await scaleplan(['fit', '--published', '--to', 'csv']);
  const [heading = '', ...rows] = stdout.trim().split(/\r?\n/);
  expect(heading).toMatch(/^measure,model,n,/);
  expect(rows).toHaveLength(3 * 15);
  expect(new Set(rows.map((row) => row.split(',')[0])).size).toBe(3);
});

test('a flat curve has no alpha: none is printed beside an interval that is not told', async () => {
  const { stdout } = await fitOf(csvOf('params,loss', (n) => [n, 2]));
  expect(stdout).toMatch(/^ {2}e = 2\.000, whatever N is\n/);
  expect(stdout).not.toContain('-4');
  expect(stdout).toMatch(/^ {2}alpha +- {2}not told by these points$/m);
  expect(stdout).toMatch(/^ {2}eInf +2\.000 {2}2\.000 to 2\.000$/m);
});
