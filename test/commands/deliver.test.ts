import { describe, expect, test } from 'vitest';
import { PAPER_WORKLOAD } from '../../src/census/workload';
import type { CompareFlags } from '../../src/commands/compare';
import { deliver, type PicturedAnswer } from '../../src/commands/deliver';
import { PICTURE_FORMATS } from '../../src/commands/pictureFormat';
import { UserError } from '../../src/problems/problem';
import { PLAIN } from '../../src/report/style';
import { chartOf, pointAt, seriesOf } from '../report/charts/support';
import { scaleplan } from '../support/cli';

const ANSWER: PicturedAnswer = {
  command: 'study',
  workload: PAPER_WORKLOAD,
  payload: { found: 1 },
  draw: () => '\u001b[1mThe text.\u001b[22m',
  models: [],
  exitCode: 1,
  exhibit: () => ({
    title: 'A study',
    notes: [],
    charts: [chartOf([seriesOf('a', [pointAt(1, 1)])])],
    tables: [{ title: 'T', columns: [{ key: 'x', label: 'X', format: 'decimal' }], rows: [[1.25]] }],
  }),
};

function delivered(flags: CompareFlags, usual?: 'chart' | 'table') {
  const context = { canvas: { width: 60, style: PLAIN }, version: '0', now: () => 0 } as never;
  return deliver(ANSWER, flags, 0, context, usual);
}

describe('what a command found', () => {
  test.each([
    [{}, /The text.*\n\n {2}Score against FLOPs/],
    [{ to: 'chart' }, /→\n$/],
    [{ to: 'table' }, /The text\.\S*\n$/],
    [{ to: 'CSV' }, /^x\r\n1\.25\r\n$/],
    [{ to: 'json' }, /^\{\n {2}"schemaVersion": 1/],
    [{ json: true, to: 'json' }, /"found": 1/],
    [{ to: 'svg' }, /^<\?xml/],
    [{ to: 'html' }, /^<!doctype html>/],
    [{ to: 'vega-lite' }, /^\{\n {2}"\$schema"/],
    [{ to: 'svg', output: '-' }, /^<\?xml/],
  ])('is written as %j asks', async (flags, expected) => {
    const { text, exitCode, file } = await delivered(flags);
    expect(text).toMatch(expected);
    expect(exitCode).toBe(1);
    expect(file).toBeUndefined();
  });

  test.each([
    ['x.csv', {}, /^x\r\n/],
    ['x.JSON', {}, /"schemaVersion"/],
    ['x.vl.json', {}, /"\$schema"/],
    ['x.svg', {}, /^<\?xml/],
    ['x.htm', {}, /^<!doctype/],
    ['x.txt', {}, /^The text\.\n\n/],
    ['x.txt', { json: true }, null],
    ['x.png', { to: 'csv' }, /^x\r\n/],
    ['x.txt', { to: 'csv' }, /^x\r\n/],
    ['x.json', { to: 'vega-lite' }, /"\$schema"/],
    ['x.json', { json: true }, /"schemaVersion"/],
  ])('goes into %s with %j, without colour', async (output, flags, expected) => {
    if (expected === null) {
      await expect(delivered({ ...flags, output })).rejects.toBeInstanceOf(UserError);
      return;
    }
    const { text, file, exitCode } = await delivered({ ...flags, output });
    expect({ text, exitCode }).toEqual({ text: '', exitCode: 1 });
    expect(file?.text).toMatch(expected);
    expect(file).toMatchObject({ path: output, overwrite: false });
  });

  test('is drawn where the command draws, and else on request', async () => {
    expect((await delivered({}, 'table')).text).not.toContain('FLOPs');
    expect((await delivered({ to: 'chart' }, 'table')).text).toContain('FLOPs');
  });

  test.each([
    [{ to: 'svgg' }, 'writing-unknown', 'Did you mean svg?'],
    [{ to: 'vegalite' }, 'writing-unknown', 'Did you mean vega-lite?'],
    [{ to: 'picture' }, 'writing-unknown', 'Formats: chart, table, csv, json, svg, html, vega-lite.'],
    [{ output: 'x.png' }, 'ending-unknown', undefined],
    [{ output: '' }, 'output-no-file', undefined],
    [{ json: true, to: 'svg' }, 'two-formats', undefined],
    [{ json: true, output: 'x.svg' }, 'two-formats', undefined],
    [{ to: 'html', output: 'x.svg' }, 'two-formats', undefined],
    [{ to: 'svg', output: 'x.json' }, 'two-formats', undefined],
    [{ to: 'json', output: 'x.vl.json' }, 'two-formats', undefined],
    [{ force: true }, 'force-without-output', undefined],
  ])('is not written for %j', async (flags, code, hint) => {
    const problem = await delivered(flags).then(
      () => null,
      (error: UserError) => error,
    );
    expect(problem?.code).toBe(code);
    if (hint !== undefined) expect(problem?.hint).toBe(hint);
  });
});

describe('scaleplan', () => {
  test('compares as before, and draws on request', async () => {
    const plain = await scaleplan(['compare', 'base', 'small-24L']);
    const drawn = await scaleplan(['compare', 'base', 'small-24L', '--to', 'chart']);
    expect(drawn.stdout.startsWith(plain.stdout.trimEnd())).toBe(true);
    expect(drawn.stdout).toContain('Downstream score against FLOPs');
    const { stdout } = await scaleplan(['compare', 'base', 'NL8-FF1K-SM', '--steps', '1K', '--to', 'svg']);
    expect(stdout).toContain('<title id="chart-title">Speed against FLOPs</title>');
  });

  test('compares many models by what their figures rest on, in a table of their figures', async () => {
    const call = ['compare', 'base', 'NL{8..36..4}-SM'];
    expect((await scaleplan([...call, '--to', 'chart'])).stdout).toMatch(/□ fitted/);
    const lines = (await scaleplan([...call, '--to', 'csv'])).stdout.split('\r\n');
    expect(lines[0]).toMatch(/^model,parameters,tflops,.*,parametersRatio,tflopsRatio,stepsPerSecondRatio$/);
    expect(lines[1]).toMatch(/^BASE,222903552,.*,1,1,1$/);
    expect(lines).toHaveLength(11);
  });

  test('has the same columns for a model in every CSV', async () => {
    const headings = await Promise.all(
      ['compare', 'sweep'].map(async (command) => {
        const { stdout } = await scaleplan([command, 'SM', 'BASE', '--to', 'csv']);
        return (stdout.split('\r\n')[0] as string).split(',').slice(0, 15);
      }),
    );
    expect(headings[0]).toEqual(headings[1]);
    expect(headings[0]).toContain('averageBasis');
  });

  test('names every format in its help, and no other', async () => {
    for (const command of ['compare', 'sweep', 'roofline', 'fit']) {
      const help = (await scaleplan(['help', command])).stdout.replace(/\s+/g, ' ');
      const [, listed = ''] = /--to <format> ([^(]*) \(default/.exec(help) ?? [];
      expect(listed.split(/, | or /)).toEqual([...PICTURE_FORMATS]);
    }
  });

  test('keeps models with long names in one table', async () => {
    const { stdout } = await scaleplan(['compare', 'ViT-B/32', 'ViT-S L=24', 'ViT-S L=28']);
    expect(stdout).toMatch(/ViT-S\/32-NL28 +99\.25M +-2\.2% .* ~16\.3/);
    expect(stdout).toContain('All speeds are extrapolated (~).');
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    expect((await scaleplan(['compare', 'SM', 'BASE'])).stdout).toMatch(/calibrated$/m);
  });

  test('labels each group of einsums once in a roofline of two models', async () => {
    const { stdout } = await scaleplan(['roofline', 'BASE', 'NL24-SM', '--to', 'svg']);
    const groups = ['encoder', 'decoder', 'cross'].flatMap((block) => [
      `${block} projections`,
      `${block} scores`,
    ]);
    for (const name of [...groups, 'logits']) expect(stdout.split(`>${name}</text>`), name).toHaveLength(2);
  });

  test.each([20, 40, 80, 120])('draws a roofline in %s columns', async (columns) => {
    const { stdout, exitCode } = await scaleplan(['roofline', 'NL24-SM'], {
      isTTY: true,
      columns,
      env: { NO_COLOR: '1' },
    });
    expect(exitCode).toBe(0);
    if (columns >= 40) expect(stdout).toContain('└');
    const drawn = stdout.slice(stdout.lastIndexOf('Roofline of'));
    expect(Math.max(...drawn.split('\n').map((line) => line.length))).toBeLessThanOrEqual(columns + 2);
  });

  test('draws models of one machine under the same roofs', async () => {
    const { stdout } = await scaleplan(['roofline', 'BASE', 'NL24-SM', '--to', 'svg']);
    expect(stdout.match(/class="chart-guide"/g)).toHaveLength(2);
    expect(stdout).toContain('matrix unit: 61.5 TFLOP/s</text>');
    expect(stdout).toContain('memory: 450 GB/s</text>');
    expect(stdout).toMatch(
      /<title>BASE, encoder scores: [^<]*; NL24-SM, encoder scores: 51\.2 FLOPs a byte, [\d.]+ TFLOP\/s of 23\.0 attainable/,
    );
  });

  test('says where an estimate is above its roof, also of groups without arithmetic', async () => {
    const said = async (...names: string[]) =>
      (await scaleplan(['roofline', ...names, '--to', 'table'])).stdout.replace(/\s+/g, ' ');
    expect(await said('XXL')).toMatch(/Above the roof: .*cross scores of XXL \(/);
    expect(await said('BASE')).toContain(
      'Above the roof: position biases of BASE (2.00 ms, at the roof 5.35 ms), embedding look-ups of BASE',
    );
    expect(await said('BASE', 'XXL', 'NL24-SM', 'ViT-S/32')).toMatch(/ and \d+ groups? more\. The roof/);
  });

  test.each(['BASE', 'NL24-SM', 'XXL', 'ViT-S/32', 'ViT-B/32'])(
    'of %s is a table of 80 columns',
    async (name) => {
      const { stdout } = await scaleplan(['roofline', name, '--to', 'table']);
      expect(stdout).toMatch(/^ {2}Group of einsums +FLOP\/byte/m);
      expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    },
  );

  test('needs a model to draw the roofline of', async () => {
    expect(await scaleplan(['roofline'])).toMatchObject({ stdout: '', exitCode: 2 });
  });
});
