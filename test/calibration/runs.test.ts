import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readRuns } from '../../src/calibration/runs';
import { UserError } from '../../src/problems/problem';
import { readTable } from '../../src/tables/table';
import { roundingInterval } from '../../src/units/printed';

const read = (text: string) => readRuns(readTable({ path: 'runs.csv', text }));

/** The code of a mistake, and where it is. */
function mistake(text: string): { code: string; line: number | undefined; at: string | undefined } {
  try {
    read(text);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { code, place } = error;
    return { code, line: place?.line, at: place?.text.slice(place.start, place.end) };
  }
  throw new Error('No mistake.');
}

describe('columns', () => {
  test.each([
    'model,chips,modelParallelism,sequences,encoderLength,decoderLength,stepsPerSecond',
    'Model,Chips,Model Parallelism,Sequences,Encoder Length,Decoder Length,Steps per second',
    'NAME,num_chips,model_parallelism,batch_size,inputs-length,targets-length,steps/s',
    'config,gpus,tp,global_batch_size,S,T,steps_per_sec',
  ])('%s', (heading) => {
    const [run] = read(`${heading}\nBASE,16,2,64,256,32,9\n`);
    expect(run).toMatchObject({
      model: 'BASE',
      machine: null,
      chips: 16,
      modelParallelism: '2',
      sequences: 64,
      encoderLength: 256,
      decoderLength: 32,
      unit: 'steps',
      speed: { value: 9, least: 8.5, most: 9.5 },
    });
  });

  test('that mean nothing of a run are passed over; those that nearly do are slips', () => {
    expect(read('model,date,loss,steps/s\nSM,monday,2.1,23\n')).toHaveLength(1);
    expect(mistake('model,stepsPerSecnd\nSM,23\n')).toMatchObject({ code: 'runs-unknown-column', line: 1 });
    expect(mistake('model,steps/s,sequencs\nSM,23,128\n')).toMatchObject({ code: 'runs-unknown-column' });
  });

  test.each([
    ['steps/s\n9\n', 'runs-no-column', 1],
    ['model,chips\nSM,16\n', 'runs-no-column', 1],
    ['model,batch,sequences,steps/s\nSM,1,1,9\n', 'runs-column-twice', 1],
    ['model,steps/s,sequences/s\nSM,9,100\n', 'runs-no-speed', 2],
    ['model,steps/s\nSM,9\nBASE,\n', 'runs-no-speed', 3],
    ['model,steps/s\nSM,fast\n', 'quantity-not-a-number', 2],
    ['model,steps/s\nSM,0\n', 'quantity-not-positive', 2],
    ['model,steps/s\nSM,-3\n', 'quantity-not-positive', 2],
    ['model,chips,steps/s\nSM,1.5,9\n', 'quantity-not-whole', 2],
    ['model,steps/s,rounding\nSM,9,about\n', 'runs-bad-rounding', 2],
    ['model,steps/s,rounding\nSM,9,9\n', 'runs-wide-rounding', 2],
    ['model,steps/s,rounding\nSM,9,100%\n', 'runs-wide-rounding', 2],
    ['model,steps/s\n,9\n', 'table-missing-value', 2],
  ])('%j is %s on line %d', (text, code, line) => {
    expect(mistake(text)).toMatchObject({ code, line });
  });

  test('a place is that of the value', () => {
    expect(mistake('model,chips,steps/s\nSM,many,9\n').at).toBe('many');
  });

  test('at most 200 runs', () => {
    expect(read(`model,steps/s\n${'SM,9\n'.repeat(200)}`)).toHaveLength(200);
    expect(mistake(`model,steps/s\n${'SM,9\n'.repeat(201)}`)).toMatchObject({ code: 'runs-too-many' });
  });
});

describe('what a speed leaves open', () => {
  const speedOf = (speed: string, rounding?: string) =>
    read(`model,steps/s,rounding\nSM,${speed},${rounding ?? ''}\n`)[0]?.speed as {
      value: number;
      least: number;
      most: number;
    };

  test.each(['23', '9', '1', '9.1', '0.25', '1.5K', '12.00'])(
    '%s as printed is its own rounding',
    (printed) => {
      const { value, least, most } = speedOf(printed);
      expect({ least, most }).toEqual(roundingInterval(printed));
      expect(value).toBe((least + most) / 2);
      expect(speedOf(printed, 'printed')).toEqual({ value, least, most });
    },
  );

  test.each([
    ['9', '0.1', 8.9, 9.1],
    ['9.123', '±0.5', 8.623, 9.623],
    ['20', '5%', 19, 21],
    ['20', '+-1', 19, 21],
    ['2e3', '', 1500, 2500],
  ])('%s with %s: %d to %d', (speed, rounding, least, most) => {
    const found = speedOf(speed, rounding);
    expect(found.least).toBeCloseTo(least, 9);
    expect(found.most).toBeCloseTo(most, 9);
  });

  test('no speed is more exact than a millionth', () => {
    const { value, least, most } = speedOf('9.123456789012');
    expect((most - least) / value).toBeCloseTo(2e-6, 9);
  });

  test('a number of JSON is as exact as its digits, a text as it is written', () => {
    const json = (speed: string) =>
      read(`[{"model": "SM", "sequences": 128, "sequencesPerSecond": ${speed}}]`)[0];
    expect(json('1200')).toMatchObject({
      unit: 'sequences',
      speed: { value: 1200, least: 1199.5, most: 1200.5 },
    });
    expect(json('"9.0"')).toMatchObject({ speed: { value: 9, least: 8.95, most: 9.05 } });
  });
});

test('whatever stands in a table, runs are read or a mistake is told', () => {
  const cell = fc.oneof(
    fc.string({ maxLength: 8 }),
    fc.constantFrom('9', '1e400', '-0', '5%', 'SM', '99999999999999999999'),
  );
  const row = fc.tuple(cell, cell, cell, cell);
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 3 }), (rows) => {
      const runs = rows.map(([model, chips, speed, rounding]) => ({
        model,
        chips,
        speed: 1,
        stepsPerSecond: speed,
        rounding,
      }));
      try {
        for (const { speed } of readRuns(readTable({ path: 'runs.json', text: JSON.stringify(runs) }))) {
          expect(0 < speed.least && speed.least < speed.most && Number.isFinite(speed.most)).toBe(true);
        }
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
      }
    }),
  );
});
