import { describe, expect, test } from 'vitest';
import { suggestWide } from '../../src/commands/searchWide';
import { run } from '../../src/main';
import { progressLine } from '../../src/program/attention';
import { PLAIN } from '../../src/report/style';
import { fakeProcess, scaleplan, scaleplanJson, unwrapped } from '../support/cli';

/** A grid of one shape, on the meshes that divide it. */
const ONE = ['DM=512', 'FF=2048', 'NH=8', 'KV=64', 'NL=6', 'sharing=none'];
const ONE_SHAPE = ['suggest', '--search', 'wide', ...ONE.flatMap((values) => ['--vary', values])];

/** A grid of a few thousand shapes within what the paper scored. */
const SMALL = ['--vary', 'scored', '--vary', 'DM=384,512', '--vary', 'FF=1536..2048', '--vary', 'NH=8'];
const WIDE = ['suggest', '--search', 'wide', ...SMALL];

describe('suggest --search sizes', () => {
  test('is suggest', async () => {
    const asked = await scaleplan(['suggest', '--budget-flops', '11T', '--search', 'sizes']);
    expect(asked).toEqual(await scaleplan(['suggest', '--budget-flops', '11T']));
  });

  test.each([
    ['--vary', 'DM=512'],
    ['--frontier', 'flops,quality'],
    ['--jobs', '2'],
  ])('knows nothing of %s', async (...flag) => {
    const { stderr, stdout, exitCode } = await scaleplan(['suggest', '--budget-flops', '11T', ...flag]);
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
    expect(unwrapped(stderr)).toContain(`${flag[0]} needs --search wide.`);
  });
});

describe('suggest --search wide', () => {
  test('tells the frontier, what it turns, and how it compares with the sizes', async () => {
    const { stdout, stderr, exitCode } = await scaleplan([...WIDE, '--budget-flops', '11T']);
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
    for (const words of [
      /^Of [\d,]+ shapes, [\d,]+ are on the frontier/,
      /the\s+best\s+of\s+the\s+sizes,\s+NL\d+-SM,\s+is\s+told\s+to\s+reach/,
      /Frontier +MP +Params/,
      /d_ff +1536\.\.2048/,
      /Never turned: heads|What it turns/,
      /DeepNarrow, in the sizes of Table 1/,
      /were evaluated/,
    ]) {
      expect(stdout).toMatch(words);
    }
  });

  test('keeps every budget at once, and what it tells in full is what describe tells', async () => {
    const { frontier, search, searched } = await scaleplanJson([
      ...[...WIDE, '--budget-flops', '9T', '--budget-params', '120M'],
      ...['--min-steps-per-second', '10'],
    ]);
    expect(search.points.length).toBeGreaterThan(10);
    for (const point of search.points) {
      expect(point.tflops).toBeLessThanOrEqual(9);
      expect(point.parameters).toBeLessThanOrEqual(120e6);
      expect(point.stepsPerSecond).toBeGreaterThanOrEqual(10);
    }
    expect(searched).toMatchObject({ finished: true, partsDone: searched.parts });
    expect(searched.shapesSearched).toBe(searched.shapes);
    const shown = search.groups.filter(({ model }: { model: number | null }) => model !== null);
    expect(shown).toHaveLength(frontier.length);
    for (const { representative, model } of shown) {
      const point = search.points[representative];
      const own = frontier[model];
      expect(own.name).toBe(point.name);
      expect(own.slice.modelParallelism).toBe(point.modelParallelism);
      expect(own.compute.tflops).toBeCloseTo(point.tflops, 9);
      expect(own.throughput.stepsPerSecond).toBeCloseTo(point.stepsPerSecond, 9);
      expect(own.fittedQuality.low).toBeCloseTo(point.toldAverage, 9);
    }
    const held = search.groups.reduce((sum: number, { shapes }: { shapes: number }) => sum + shapes, 0);
    expect(held).toBe(search.points.length);
  });

  test('needs no budget: then the memory of a core is the only one', async () => {
    const { stdout, exitCode } = await scaleplan(WIDE);
    expect(exitCode).toBe(0);
    expect(stdout).not.toContain('DeepNarrow');
  });

  test('draws the frontier over other metrics, with their columns and without scores to compare', async () => {
    const call = [...WIDE, '--budget-flops', '8T', '--frontier', 'hours,memory'];
    const { stdout } = await scaleplan(call);
    expect(stdout).toMatch(/Hours +Memory/);
    const { search } = await scaleplanJson(call);
    expect(search.versusSizes).toBeNull();
    expect(Object.keys(search.points[0])).toEqual(expect.arrayContaining(['hours', 'perCoreBytes']));
    expect(Object.keys(search.points[0])).not.toContain('tflops');
  });

  test('a number of --model-parallelism is the only mesh', async () => {
    const { search } = await scaleplanJson([...WIDE, '--budget-flops', '8T', '--model-parallelism', '4']);
    expect(search.grid.modelParallelism).toEqual([4]);
    expect(
      new Set(search.points.map((point: { modelParallelism: number }) => point.modelParallelism)),
    ).toEqual(new Set([4]));
  });

  test('exits 1 where nothing is within the budget', async () => {
    const { stdout, exitCode } = await scaleplan([...WIDE, '--budget-flops', '0.1T']);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^None of [\d,]+ shapes is within the budget and the memory of a core\./);
    expect(stdout).toMatch(
      /No shape of the paper's sizes is within the budget; the cheapest of them,\s+NL1-TINY/,
    );
  });

  test('says of the sizes alone that none is within the budget, where shapes of the grid are', async () => {
    const grid = ['DM=128', 'FF=128', 'NH=1', 'KV=32', 'NL=1', 'sharing=none'];
    const call = ['suggest', '--search', 'wide', ...grid.flatMap((values) => ['--vary', values])];
    const { stdout, exitCode } = await scaleplan([...call, '--budget-flops', '0.8T']);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^The only shape that was searched is on the frontier\./);
    expect(stdout).toContain("No shape of the paper's sizes is within the budget");
    expect(stdout).not.toContain('No shape is within the budget');
    const { frontier, cheapest } = await scaleplanJson([...call, '--budget-flops', '0.8T']);
    expect(frontier).toHaveLength(1);
    expect(cheapest.compute.tflops).toBeGreaterThan(0.8);
  });

  test('blames the memory of a core where no budget is set', async () => {
    const huge = ['DM=4096', 'FF=128K', 'NH=256', 'KV=256', 'NL=40'].flatMap((values) => ['--vary', values]);
    const { stdout, exitCode } = await scaleplan([
      ...['suggest', '--search', 'wide', ...huge, '--model-parallelism', '1'],
    ]);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^Not even the only shape with a score fits into the memory of a core\./);
  });

  test('does not send anybody away from sizes that are told to be better', async () => {
    const { stdout } = await scaleplan(ONE_SHAPE);
    const text = stdout.replace(/\s+/g, ' ');
    expect(text).toMatch(
      /It is expected to be 12\.\d \(±1\.\d\) below, more than the fit leaves open: for the score, stay with the sizes\./,
    );
    expect(text).not.toContain('pays to leave');
  });

  test('shows what the fit expects of a published shape too, so that Told is its low end', async () => {
    const { stdout } = await scaleplan(ONE_SHAPE);
    expect(stdout).toMatch(/\n {2}SM .* 73\.8 ±1\.2 +72\.6 /);
  });

  test.each([[[]], [['--model-parallelism', 'auto']], [['--model-parallelism', 'default']]])(
    'says that every mesh was searched with %j',
    async (flags) => {
      const { stdout } = await scaleplan([...WIDE, '--budget-flops', '4T', ...flags]);
      expect(stdout.replace(/\s+/g, ' ')).toContain('every one that the slice allows was searched');
    },
  );

  test('searches the meshes that the slice allows, and those alone', async () => {
    const sixteen = ['DM=512', 'FF=2048', 'NH=16', 'NL=6', 'sharing=none'];
    const call = ['suggest', '--search', 'wide', ...sixteen.flatMap((values) => ['--vary', values])];
    const { search, searched } = await scaleplanJson([...call, '--chips', '1024']);
    expect(search.grid.modelParallelism).toEqual([16, 32]);
    expect(searched.shapes).toBe(6);
    expect(search.points.length).toBeGreaterThan(0);
    const one = await scaleplan([...call, '--chips', '1024', '--model-parallelism', '16']);
    expect(one.stdout).not.toContain('every one that the slice allows');
  });

  test.each([20, 40, 80])('fits a terminal of %d columns', async (columns) => {
    const { stdout } = await scaleplan([...WIDE, '--budget-flops', '11T'], { isTTY: true, columns });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours.
    const lines = stdout.replace(/\u001b\[[\d;]*m/g, '').split('\n');
    const longest = lines.filter((line) => line.length > columns);
    // A word is never broken, nor a paragraph made narrower than 20.
    expect(longest.filter((line) => columns > 22 && line.trim().includes(' '))).toEqual([]);
  });

  test('is the same without colour', async () => {
    const call = [...WIDE, '--budget-flops', '11T'];
    const plain = await scaleplan(call, { isTTY: true, env: { NO_COLOR: '1' } });
    expect(plain.stdout).toBe((await scaleplan(call)).stdout);
  });

  test('does not depend on the threads that it may take', async () => {
    const one = await scaleplanJson([...WIDE, '--budget-flops', '11T', '--jobs', '1']);
    const two = await scaleplanJson([...WIDE, '--budget-flops', '11T', '--jobs', '2']);
    expect(two.searched.evaluated).toBeNull();
    expect({ ...two, searched: null }).toEqual({ ...one, searched: null });
    const timed = await scaleplanJson([...WIDE, '--budget-flops', '11T', '--jobs', '2', '--timings']);
    expect(timed.searched.evaluated).toBeGreaterThan(0);
    expect(timed.searched.seconds).toBeGreaterThan(0);
  });
});

describe('mistakes', () => {
  test.each([
    [['--search', 'wdie'], /Did you mean wide/],
    [['--search', 'wide', '--vary', 'DN=512'], /Did you mean .*DM/],
    [['--search', 'wide', '--vary', 'DM=640..512'], /\^{8}/],
    [['--search', 'wide', '--vary', 'DM=1..2048..1', '--vary', 'FF=1K..2K..1'], /too large/],
    [['--search', 'wide', '--frontier', 'flops'], /two to 4 metrics/],
    [['--search', 'wide', '--frontier', 'flops,qualty'], /Did you mean quality/],
    ...['0', '-1', 'abc', '1000', '1.5'].map((jobs): [string[], RegExp] => [
      ['--search', 'wide', `--jobs=${jobs}`],
      /--jobs takes a whole number from 1 to 64.*hint: Write the threads that the search may take, 1 to 64/s,
    ]),
    [['--search', 'wide', '--frontier', 'flops,flops'], /two to 4 different metrics/],
    [['--search', 'wide', '--vary', 'SH=1'], /Did you mean sharing=SH\?/],
    [
      [...ONE_SHAPE.slice(1), '--model-parallelism', '32'],
      /no shape that model parallelism 32 divides: none of its heads \(8\)\..*--vary NH=\.\.\. have multiples of 32/s,
    ],
    [
      [...ONE_SHAPE.slice(1), '--chips', '1024'],
      /1024 chips and 128 sequences need model parallelism 16 or 32, which divides none of its heads \(8\)\./,
    ],
    [
      ['--search', 'wide', '--vary', 'sharing=SH,SKV'],
      /No score is known of any shape.*--frontier flops,params,speed.*sharing=none,SH,SKV/s,
    ],
    [['--search', 'wide', '--model-parallelism', '3'], /3/],
  ])('%j', async (flags, words) => {
    const { stdout, stderr, exitCode } = await scaleplan(['suggest', ...flags]);
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
    expect(unwrapped(stderr)).toMatch(words);
    expect(stderr).not.toMatch(/\n {4}at /);
  });
});

describe('an interruption', () => {
  /** Runs a search that hears a signal at once, before its first part is done. */
  async function interrupted(signal: string, ...flags: readonly string[]) {
    const { process, stdout, stderr } = fakeProcess([...WIDE, '--budget-flops', '11T', ...flags]);
    const heard: string[] = [];
    const left: string[] = [];
    await run({
      ...process,
      once: (name, listener) => {
        heard.push(name);
        if (name === signal) setImmediate(listener);
      },
      off: (name) => left.push(name),
      set exitCode(code: number) {
        process.exitCode = code;
      },
    });
    const [text, errors] = [stdout, stderr].map(({ chunks }) => chunks.join(''));
    return { text: text as string, errors, exitCode: process.exitCode, heard, left };
  }

  test('ends the search with what it has, marked as unfinished', async () => {
    const { text, errors, exitCode, heard, left } = await interrupted('SIGINT');
    expect({ errors, exitCode }).toEqual({ errors: '', exitCode: 130 });
    expect(text).toMatch(/^! Unfinished: the search was interrupted after \d+ of \d+ parts/);
    expect(heard).toEqual(['SIGINT', 'SIGTERM']);
    // Another one ends the program, as if nobody listened.
    expect(left).toEqual(expect.arrayContaining(['SIGINT', 'SIGTERM']));
  });

  test('is told by JSON too, and by the exit code', async () => {
    const { text, exitCode } = await interrupted('SIGTERM', '--json');
    expect(exitCode).toBe(143);
    const { searched } = JSON.parse(text);
    expect(searched.finished).toBe(false);
    expect(searched.partsDone).toBeLessThan(searched.parts);
    expect(searched.shapesSearched).toBeLessThan(searched.shapes);
  });
});

describe('progress', () => {
  /** A wide search with a clock on which every look is a second later, on a terminal of 60 columns. */
  async function watched(onInterrupt?: (listener: (signal: 'SIGINT') => void) => () => void) {
    const chunks: string[] = [];
    const terminal = { write: (text: string) => chunks.push(text), on: () => undefined };
    let seconds = 0;
    await suggestWide(
      { search: 'wide', vary: ['scored', 'DM=384..512..64', 'FF=1536..2048', 'NH=8'] },
      {
        canvas: { width: 60, style: PLAIN },
        files: {} as never,
        env: {},
        version: '0',
        now: () => {
          seconds += 1;
          return 1000 * seconds;
        },
        progress: progressLine(terminal as never, 60),
        ...(onInterrupt ? { onInterrupt } : {}),
      },
    );
    return chunks;
  }

  test('is one line of the terminal for a long search, erased at the end', async () => {
    const written = (await watched()).join('');
    const lines = written.split('\r');
    expect(lines.some((line) => /^searching \d+%, \d+ of 18 parts, \d+ on the/.test(line))).toBe(true);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(60);
    expect(lines.at(-1)).toBe('');
    expect(lines.at(-2)?.trim()).toBe('');
    expect(written).not.toContain('\n');
  });

  test('is erased at the first interruption and does not come back: a second one ends the program', async () => {
    const before: number[] = [];
    const chunks: string[] = [];
    await watched((listener) => {
      // Between parts, when something is shown already.
      const wait = (looks: number) => {
        if (looks === 0) listener('SIGINT');
        else setImmediate(() => wait(looks - 1));
      };
      wait(4);
      return () => before.push(1);
    }).then((all) => chunks.push(...all));
    const shown = chunks.findLastIndex((text) => text.includes('searching'));
    expect(shown).toBeGreaterThanOrEqual(0);
    // Blanks cover the line and what the terminal writes behind it, ^C.
    const { length } = (chunks[shown] as string).trim();
    expect(chunks.slice(shown + 1)).toEqual([`\r${' '.repeat(Math.min(length + 2, 59))}\r`]);
    expect(before).toEqual([1]);
  });

  test('is not written into pipes', async () => {
    const { stderr } = await scaleplan([...WIDE, '--budget-flops', '11T']);
    expect(stderr).toBe('');
  });
});
