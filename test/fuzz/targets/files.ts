import { readFileSync } from 'node:fs';
import { judgeRuns } from '../../../src/calibration/judgement';
import { readRuns } from '../../../src/calibration/runs';
import { PAPER_WORKLOAD } from '../../../src/census/workload';
import { publishedRuns } from '../../../src/evidence/publishedRuns';
import type { FormatName, SourceFile } from '../../../src/formats/config';
import { readConfig } from '../../../src/formats/read';
import { PAPER_MACHINE } from '../../../src/machine/machine';
import { sliceOf } from '../../../src/machine/mesh';
import { readCalibrationFile } from '../../../src/project/calibrationFile';
import { writeCalibration } from '../../../src/project/calibrationText';
import { readProjectConfig } from '../../../src/project/config';
import { readMachineFile } from '../../../src/project/machineFile';
import { PAPER_CALIBRATION } from '../../../src/steptime/paperCalibration';
import { readFitData } from '../../../src/study/fitData';
import { readTable } from '../../../src/tables/table';
import { CONFIGURATIONS, GIN_FILES, TABLES } from '../corpus';
import { mutate, soup } from '../mutate';
import type { Random } from '../random';
import { answerOf, Broken, type Input, type Target } from '../target';
import { FILE_WORDS, TABLE_WORDS } from '../words';
import { inputOf } from './texts';

const QUICK = 100;
const LONGEST = 40_000;
const SOUP = 60;

/** Shapes as scaleplan's own files hold them. */
export const OWN_SHAPES: readonly string[] = [
  '{"name": "EL16-DL4-SM"}',
  '{"base": "SM", "shape": {"vocabSize": 256, "dFf": 1024}, "run": {"sequences": 256, "chips": 64}}',
  '{"name": "ViT-S/32", "vision": {"classes": 1000}}',
];

/** Configurations of a project. */
export const PROJECTS: readonly string[] = [
  `{"targets": [{"files": ["configs/*.json"], "names": ["NL24-SM", "BASE"],
  "budgets": {"flops": "11T", "params": 2e8, "minStepsPerSecond": 9, "memory": "12GiB"},
  "increase": {"flops": "5%,0.5T", "params": {"percent": 5, "absolute": "1M"}},
  "slice": {"chips": 16, "modelParallelism": "auto"}, "run": {"sequences": 128, "steps": "100K"},
  "rules": {"too-deep": "warning"}, "ignore": [{"rule": "heads-do-not-fill", "reason": "on purpose"}]}]}`,
  '{"targets": [{"names": ["SM"]}]}',
];

/** Machines, one and several. */
export const MACHINES: readonly string[] = (() => {
  const { sources: _, ...machine } = PAPER_MACHINE;
  const other = { ...machine, name: 'my-pod' };
  return [
    JSON.stringify(other, null, 1),
    JSON.stringify({ machines: [other, { ...other, name: 'b' }] }, null, 1),
  ];
})();

/** A calibration as `calibrate -o` writes it. */
export const CALIBRATIONS: readonly string[] = (() => {
  const { runs, ...published } = publishedRuns();
  const few = runs.slice(0, 4);
  const judgement = judgeRuns(few.map(({ step, ...speed }) => ({ ...speed, features: step.features })));
  return [writeCalibration({ ...published, runs: few }, judgement, '0.0.0')];
})();

/** Tables of runs and of scores, as CSV and JSON. */
export const RUNS: readonly string[] = [
  ...TABLES,
  'model,chips,seconds per step\nSM,16,0.05\nBASE,16,0.1\n',
  'parameters,loss\n1e6,3.2\n1e7,2.9\n60.5M,2.5\n1e9,2.2\n',
  'name;depth;accuracy\nSM;6;80,5\nBASE;12;83\nLG;24;86\n',
  '[{"model": "SM", "chips": 16, "steps per second": "22.5 to 23.5"}, {"model": "BASE", "chips": 16, "steps per second": 9}]',
];

function makeFile(dictionary: readonly string[], ways: readonly string[]) {
  return (random: Random, kept: readonly Input[]): Input => {
    const way = ways.length === 0 ? [] : [random.pick(ways)];
    if (random.oneIn(6)) return inputOf(soup(random, dictionary, SOUP), ...way);
    const [text = ''] = random.pick(kept).words;
    const [other = ''] = random.pick(kept).words;
    const changed = mutate(text, random, dictionary, other, LONGEST);
    return inputOf(random.oneIn(30) ? disguised(changed, random) : changed, ...way);
  };
}

/** As other editors save it. */
function disguised(text: string, random: Random): string {
  return random.pick([
    `\ufeff${text}`,
    text.replaceAll('\n', '\r\n'),
    text.replaceAll('\n', '\r'),
    `${text}\u0000`,
  ]);
}

const FORMATS = ['', 'hf', 'mesh-tf', 't5x', 'flaxformer', 'scaleplan'];

function include(path: string): SourceFile | null {
  const text = GIN_FILES.get(path);
  return text === undefined ? null : { name: path, text };
}

/** Configurations of models, in every format, told and recognised. */
export const CONFIGS: Target = {
  name: 'configs',
  share: 190,
  limit: QUICK,
  seeds: [...CONFIGURATIONS, ...OWN_SHAPES, ...GIN_FILES.values()]
    .filter(({ length }) => length < LONGEST / 4)
    .map((text) => inputOf(text)),
  make: makeFile(FILE_WORDS, FORMATS),
  feed: ({ words: [text = '', format = ''] }) =>
    answerOf(() => {
      const options = { include, format: format === '' ? undefined : (format as FormatName) };
      const config = readConfig({ name: 'fuzzed', text }, options);
      const { vision = {}, ...shape } = config.shape;
      const counts = [...Object.values(shape), ...Object.values(vision), ...Object.values(config.run)];
      const isRight = counts.every(
        (count) => typeof count === 'boolean' || (Number.isInteger(count) && count >= 0 && count <= 1e12),
      );
      if (!isRight) throw new Broken('a configuration counts', JSON.stringify(config));
      return `${config.format} ${Object.keys(config.places).length} ${config.notes.length}`;
    }),
};

const setting = {
  workload: PAPER_WORKLOAD,
  slice: sliceOf(PAPER_MACHINE, 16),
  modelParallelism: 'default',
  calibration: PAPER_CALIBRATION,
} as const;

/** What each kind of the other files is read by. */
const READERS: Readonly<Record<string, (source: SourceFile) => unknown>> = {
  project: readProjectConfig,
  machine: readMachineFile,
  calibration: readCalibrationFile,
};

/** The files of settings: a project's configuration, machines, calibrations. */
export const SETTINGS: Target = {
  name: 'settings',
  share: 70,
  limit: QUICK,
  seeds: [...PROJECTS, ...MACHINES, ...CALIBRATIONS, readFileSync('presets/machines.json', 'utf8')].map(
    (text) => inputOf(text),
  ),
  make: makeFile(FILE_WORDS, Object.keys(READERS)),
  feed: ({ words: [text = '', way = 'project'] }) =>
    answerOf(() => {
      (READERS[way] as (source: SourceFile) => unknown)({ name: 'fuzzed.json', text });
      return `${way} read`;
    }),
};

const TABLE_READERS: Readonly<Record<string, (text: string, path: string) => number>> = {
  runs: (text, path) => readRuns(readTable({ path, text })).length,
  points: (text, path) => readFitData(readTable({ path, text }), {}, setting).points.length,
  accuracies: (text, path) =>
    readFitData(readTable({ path, text }), { accuracy: true, x: 'params' }, setting).points.length,
};

/** Tables of measured runs and of scores. */
export const TABLES_READ: Target = {
  name: 'tables',
  share: 80,
  limit: QUICK,
  seeds: RUNS.map((text) => inputOf(text)),
  make: makeFile(TABLE_WORDS, Object.keys(TABLE_READERS)),
  feed: ({ words: [text = '', way = 'runs'] }) =>
    answerOf(() => {
      const read = TABLE_READERS[way] as (text: string, path: string) => number;
      return `${way} ${Math.min(5, read(text, text.length % 2 === 0 ? 'fuzzed.csv' : 'fuzzed.json'))}`;
    }),
};
