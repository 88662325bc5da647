/** A flag as commander takes it, what help says of it, and how a flag that may be given again adds to the ones before. */
export type Flag = readonly [
  flags: string,
  description: string,
  collect?: (value: string, before?: readonly string[]) => readonly string[],
];

export const COMMON: readonly Flag[] = [
  ['--json', 'print one JSON object'],
  ['--timings', 'tell the seconds it took'],
  ['--strict', 'exit 1 on warnings'],
];

export const SETTING: readonly Flag[] = [
  ['--machine <name>', "machine (default: the calibration's, tpu-v3)"],
  [
    '--machine-file <file>',
    'JSON of a machine, or of several, that are known too; may be given again',
    (file, before = []) => [...before, file],
  ],
  ['--calibration <file>', "what `calibrate -o` wrote (default: the paper's Table 4)"],
  ['--chips <n>', "chips of the slice (default: 16, or the machine's or model's own)"],
  ['--model-parallelism <n|default|auto>', "a number, the size's own, or the fastest that fits"],
  ['--sequences <n>', "sequences a step (default: 128, or the model's own)"],
  ['--encoder-length <n>', 'tokens of an encoder sequence (default: 512)'],
  ['--decoder-length <n>', 'tokens of a decoder sequence (default: 128)'],
  ['--steps <n>', 'training steps (default: 524288)'],
];

export const BASE: readonly Flag[] = [
  ['--base <size>', 'size that bare operators such as FF2K apply to (default: base)'],
];

export const BUDGETS: readonly Flag[] = [
  ['--budget-flops <n>', "the paper's #TFlops of one step, such as 11T"],
  ['--budget-params <n>', 'parameters, such as 200M'],
  ['--min-steps-per-second <n>', 'speed at least, such as 9'],
  ['--budget-train-flops <n>', 'FLOPs of the whole run, such as 1e21'],
  ['--budget-hours <n>', 'hours of the whole run'],
  ['--budget-usd <n>', 'US dollars of the whole run, on demand'],
  ['--budget-memory <n>', 'bytes a core, such as 12GiB'],
];

/** How `suggest` searches. */
export const SEARCH: readonly Flag[] = [
  [
    '--search <sizes|wide>',
    "the paper's sizes at every depth, or a grid of every width, on every mesh unless --model-parallelism is a number (default: sizes)",
  ],
  [
    '--vary <knob=values>',
    'values of a knob of the wide grid, such as DM=512..2048..128, NH=8,16 or sharing=none, or scored: what the paper scored; may be given again',
    (values, before = []) => [...before, values],
  ],
  ['--frontier <metrics>', 'what the wide frontier is over (default: flops,params,speed,quality)'],
  ['--jobs <n>', 'threads of the wide search, 1 to 64 (default: 1)'],
];

/** Which family a model is of, and what a Vision Transformer sees. */
export const FAMILY: readonly Flag[] = [
  ['--family <family>', 'make models of text encoder-only, decoder-only or encoder-decoder'],
  ['--patch-size <n>', 'pixels of the side of a patch, where the name of a ViT does not say (default: 32)'],
  ['--image-size <n>', 'pixels of the side of an image, where the name does not say (default: 224)'],
  ['--classes <n>', 'classes of the head of a ViT (default: 18291)'],
];

/** How files are read. */
export const READING: readonly Flag[] = [
  [
    '--format <format>',
    'what files are, where their content does not tell: hf, mesh-tf, t5x, flaxformer, scaleplan',
  ],
];

/** How what a command found is written: as text with a picture, or as one of these for a file or another program. */
export const PICTURE: readonly Flag[] = [
  ['--to <format>', "chart, table, csv, json, svg, html or vega-lite (default: by the file's ending)"],
  ['-o, --output <file>', 'write a file instead of standard output; never over another one'],
  ['--force', 'overwrite the file'],
];

/** What a target may grow by against the baseline. */
export const INCREASES: readonly Flag[] = [
  ['--baseline <file|name|folder>', 'compare with a file, a name, or another checkout of the same files'],
  ['--increase-flops <n>', 'allowed increase of #TFlops, such as 5%, 0.5T or 5%,0.5T'],
  ['--increase-params <n>', 'allowed increase of parameters'],
  ['--increase-train-flops <n>', 'allowed increase of training FLOPs'],
  ['--increase-steps-per-second <n>', 'allowed decrease of speed'],
  ['--increase-memory <n>', 'allowed increase of bytes a core'],
  ['--increase-hours <n>', 'allowed increase of hours'],
  ['--increase-usd <n>', 'allowed increase of US dollars'],
];

/** How a check is configured and reported. */
export const CHECK: readonly Flag[] = [
  ['--config <file>', 'budgets and severities (default: scaleplan.config.json here or above)'],
  ['--no-config', 'look for no configuration'],
  ['--format <format>', 'text, json, markdown, github, sarif or junit'],
  ['--input-format <format>', 'what files are: hf, mesh-tf, t5x, flaxformer, scaleplan'],
  ['--path-prefix <folder>', 'what paths of files start with in the report'],
  ['--quiet', 'say nothing where there is nothing to say'],
  ['--explain <rule>', 'the page of documentation of a rule'],
];
