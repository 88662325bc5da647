import fc from 'fast-check';
import { expect, test } from 'vitest';
import { estimateModel } from '../../src/estimate/model';
import { readConfig } from '../../src/formats/read';
import { formatName } from '../../src/names/format';
import { cases } from '../support/cases';
import { scaleplan } from '../support/cli';
import { NAMED_SHAPES, namedShapes } from '../support/models';
import { setting } from '../support/settings';

const include = () => null;

/** Most of them are what every library can say. */
const exported = fc.oneof(
  (NAMED_SHAPES['encoder-decoder'] as typeof namedShapes).map((shape) => ({
    ...shape,
    numMemoryHeads: 0,
    sharedKv: false,
  })),
  namedShapes,
);

// test/formats/writeRoundTrip.test.ts has what the writers say of every shape and run; here whole commands.
test('what export prints is read back as the model that was exported', async () => {
  let written = 0;
  await fc.assert(
    fc.asyncProperty(exported, fc.constantFrom('hf', 'mesh-tf', 't5x'), async (shape, format) => {
      const name = formatName(shape) as string;
      const { stdout, stderr, exitCode } = await scaleplan([
        'export',
        name,
        '--to',
        format,
        '--model-parallelism',
        '1',
      ]);
      if (exitCode === 2) {
        // A library that cannot say it; the message says which can.
        expect(stderr).toMatch(/^error: /);
        return;
      }
      written += 1;
      const config = readConfig({ name: 'exported', text: stdout }, { include });
      expect(config.format).toBe(format);
      expect(config.shape).toEqual(shape);
      for (const [field, value] of Object.entries(setting().workload)) {
        if (field in config.run)
          expect([field, (config.run as Record<string, number>)[field]]).toEqual([field, value]);
      }
    }),
    cases(80),
  );
  expect(written).toBeGreaterThan(10);
});

test('what describe --json prints of one model is a configuration of that model, of every family', async () => {
  await fc.assert(
    fc.asyncProperty(namedShapes, async (shape) => {
      const name = formatName(shape) as string;
      const { stdout, exitCode } = await scaleplan(['describe', name, '--json', '--model-parallelism', '1']);
      if (exitCode === 2) return;
      const config = readConfig({ name: 'described.json', text: stdout }, { include });
      expect(config.format).toBe('scaleplan');
      expect(config.shape).toEqual(shape);
      const printed = JSON.parse(stdout).models[0];
      expect(config.run).toMatchObject({ chips: printed.slice.chips, modelParallelism: 1 });
      expect(printed.parameters.total).toBe(
        estimateModel(shape, setting({ modelParallelism: 1 })).parameters.total,
      );
    }),
    cases(80),
  );
});
