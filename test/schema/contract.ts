/** Keys of an object, in their order, `?` after one that may be missing; `null` for a value with no keys of its own. */
export type Keys = { readonly [key: string]: Keys | null };

/** `'a b c'` as keys without keys of their own. */
function plain(names: string): Keys {
  return Object.fromEntries(names.split(' ').map((name) => [name, null]));
}

const WORKLOAD = plain('sequences encoderLength decoderLength trainSteps');

const COMMON = { schemaVersion: null, command: null, workload: WORKLOAD };

/** MODEL of the JSON contract, its keys in its order; `quality` where the shape has one. */
export const MODEL = {
  name: null,
  family: null,
  shape: plain(
    'encoderLayers decoderLayers dModel dFf dKv numHeads numMemoryHeads sharedKv gatedFf tiedEmbedding vocabSize',
  ),
  parameters: plain('total embedding encoder decoder optimizerSlots totalWithSlots'),
  compute: plain('tflops forwardMacs forwardMacsUnique trainFlopsPerStep usefulTrainFlopsPerStep trainFlops'),
  memory: plain('perCoreBytes weightBytes gradientBytes optimizerBytes activationBytes limitBytes fits'),
  slice: plain('machine chips cores modelParallelism dataParallelism microbatches'),
  throughput: {
    ...plain('stepsPerSecond low high basis boundBy mfu lowerBoundSeconds upperBoundSeconds seconds'),
    featureSeconds: plain('matmul parameters residualStream innerActivations network layer step'),
  },
  training: plain('hours chipHours usd kwh'),
  quality: plain('average low high basis'),
  warnings: null,
} as const satisfies Keys;

const AGREEMENT = plain('figures matches meanAbsoluteError maximumAbsoluteError bias');

/** What each list of an output holds: the keys of its items. */
export const ITEMS = {
  models: MODEL,
  frontier: MODEL,
  versus: plain('name parametersRatio tflopsRatio stepsPerSecondRatio'),
  recommendations: { ...plain('rank role'), model: MODEL, ...plain('reason evidence') },
  rows: plain('table model quantity published computed computedPerMicrobatch? match note'),
  leaveOneOut: plain('model published predicted match'),
  claims: plain('where printed computed verdict explanation range group readings'),
  readings: plain('reading value least most verdict'),
  unidentified: plain('name reason'),
  series: plain('name knob values models scoreBasis steps summary'),
  steps: plain(
    'from to parametersRatio tflopsRatio stepsPerSecondRatio costRatio averageChangePoints pointsPerTenPercent',
  ),
  scaling: plain(
    'chips modelParallelism dataParallelism seconds stepsPerSecond low high basis mfu collectiveSeconds collectiveShare layerSeconds fixedSeconds perCoreBytes fits isDefault isFastest speedup efficiency',
  ),
  shapes: plain(
    'name encoderLayers decoderLayers dModel dFf parameters optimumOnDModel optimumOnDFf paperLimit',
  ),
  findings: plain('ruleId severity target message hint actual limit unit'),
  rooflines: {
    name: null,
    slice: MODEL.slice,
    roofs: plain('peakFlopsPerSecond memoryBytesPerSecond ridgeFlopsPerByte'),
    groups: null,
    rest: plain('parameters layer step'),
    ...plain('seconds stepsPerSecond basis'),
  },
  groups: {
    ...plain('name flops bytes flopsPerByte attainableFlopsPerSecond? estimatedFlopsPerSecond?'),
    peakSeconds: plain('matrixUnit padding memory network'),
    ...plain('boundBy seconds share'),
  },
  knobs: plain('knob gridValues grid frontierValues frontier mostly mostlyShare gridEnd'),
  points: plain(
    'name encoderLayers decoderLayers dModel dFf dKv numHeads numMemoryHeads sharedKv modelParallelism tflops? parameters? stepsPerSecond? toldAverage? trainFlops? hours? usd? perCoreBytes?',
  ),
  evidence: plain('source text'),
  warnings: plain('code message'),
} as const satisfies Keys;

/** The outputs of the JSON contract, their keys in its order. */
export const OUTPUT_KEYS = {
  describe: { ...COMMON, ...plain('models') },
  compare: { ...COMMON, ...plain('models versus') },
  suggest: {
    ...COMMON,
    budget: null,
    reference: MODEL,
    ...plain('recommendations frontier'),
    searched: plain('shapes evaluated seconds?'),
    'cheapest?': MODEL,
    'search?': plain('metrics grid knobs versusSizes points'),
  },
  audit: { ...COMMON, claims: null, summary: plain('claims holds possible doesNotHold') },
  calibrate: {
    ...COMMON,
    machine: plain('name coresPerChip peakFlopsPerCore'),
    coefficients: plain('matmul parameters residualStream innerActivations network layer step'),
    // Rows of its own, unlike those of the backtest.
    rows: {},
    summary: plain('runs disagreement widening'),
    ...plain('unidentified'),
  },
  sweep: { ...COMMON, ...plain('models values metrics frontier frontierSummary cost series leftOut') },
  depth: {
    ...COMMON,
    fit: plain('intercept slope source'),
    quoted: plain('source width printedLayers computedLayers decoderOnlyParameters comparable'),
    ...plain('paperSource shapes explanation'),
  },
  roofline: { ...COMMON, rooflines: null },
  check: { ...COMMON, findings: null, summary: plain('errors warnings targets') },
  backtest: {
    ...COMMON,
    ...plain('rows leaveOneOut'),
    summary: {
      parameters: AGREEMENT,
      tflops: AGREEMENT,
      stepsPerSecond: AGREEMENT,
      leaveOneOut: AGREEMENT,
      leaveOneOutFast: AGREEMENT,
    },
  },
  fit: {
    ...COMMON,
    ...plain('model nc alpha eInf rmse r2 points'),
    intervals: {
      level: null,
      nc: plain('low high'),
      alpha: plain('low high'),
      eInf: plain('low high'),
    },
  },
} as const satisfies Keys;
