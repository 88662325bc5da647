import { describe, expect, test } from 'vitest';
import type { SourceFile } from '../../src/formats/config';
import { readHuggingFace } from '../../src/formats/huggingFace';
import { parseName } from '../../src/names/parse';
import { fileOf, fixture, fixtureKeys, mistake, OPTIONS, parametersOf } from './jsonSupport';

const FILES = fixtureKeys('sources.json')['files'] as Record<string, { parameters?: number }>;
const NAMES = Object.keys(FILES);
const T5 = fixtureKeys('t5-v1_1-small.json');

const read = (source: SourceFile) => readHuggingFace(source, OPTIONS);
const without = (...keys: string[]) =>
  Object.fromEntries(Object.entries(T5).filter(([key]) => !keys.includes(key)));
const mistakeIn = (content: unknown) => mistake(read, fileOf(content));

describe('real files', () => {
  const released = NAMES.filter((name) => name.startsWith('t5-efficient'));

  test('there are twelve of the paper and eight of others', () => {
    expect([released.length, NAMES.length]).toEqual([12, 20]);
  });

  // Its released configuration has 32 heads of 64 where its name means 128 of 128.
  const MISFIT = 't5-efficient-xxl-nl4.json';

  test.each(released.filter((name) => name !== MISFIT))('%s has the shape of its name', (file) => {
    expect(read(fixture(file)).shape).toEqual(parseName(file.replace(/\.json$/, '')));
  });

  test('a configuration counts by what it says, whatever it is called', () => {
    expect(read(fixture(MISFIT)).shape).toEqual(parseName('NL4-KV64-NH32-XXL'));
  });

  const counted = Object.entries(FILES).flatMap(([file, { parameters }]) =>
    parameters === undefined ? [] : [{ file, parameters }],
  );
  test.each(counted)('$file has $parameters parameters', ({ file, parameters }) => {
    expect(parametersOf(read(fixture(file)))).toBe(parameters);
  });

  test('byt5-small is read whole', () => {
    const { file, format, shape, run } = read(fixture('byt5-small.json'));
    expect({ file, format, run }).toEqual({ file: 'byt5-small.json', format: 'hf', run: {} });
    expect(shape).toEqual({
      encoderLayers: 12,
      decoderLayers: 4,
      dModel: 1472,
      dFf: 3584,
      dKv: 64,
      numHeads: 6,
      numMemoryHeads: 0,
      sharedKv: false,
      gatedFf: true,
      tiedEmbedding: false,
      vocabSize: 384,
    });
  });

  test('umt5 comes with a note on its biases, T5 with none', () => {
    expect(read(fixture('umt5-small.json')).notes).toEqual([expect.stringContaining('every layer')]);
    expect(read(fixture('umt5-small.json')).notes).toEqual([expect.stringContaining('not exact')]);
    expect(read(fixture('t5-small.json')).notes).toEqual([]);
  });
});

describe('places', () => {
  test('every field that is written knows its line', () => {
    const { places } = read(fixture('t5-v1_1-small.json'));
    const at = Object.entries(places).map(([field, { file, line, text, start, end }]) => [
      field,
      file,
      line,
      text.slice(start, end),
    ]);
    expect(at).toContainEqual(['dFf', 't5-v1_1-small.json', 3, '"d_ff": 1024']);
    expect(at).toContainEqual(['gatedFf', 't5-v1_1-small.json', 9, '"feed_forward_proj": "gated-gelu"']);
    expect(at).toHaveLength(9);
  });

  test('a default has none, and a decoder as deep as the encoder has its', () => {
    const { places } = read(fixture('t5-small.json'));
    expect(places.gatedFf).toBeUndefined();
    expect(places.tiedEmbedding).toBeUndefined();
    expect(places.decoderLayers).toEqual(places.encoderLayers);
    expect(places.decoderLayers?.text).toContain('"num_layers": 6');
  });
});

describe('fields that may be left out', () => {
  test('a decoder is as deep as the encoder, absent or null', () => {
    expect(read(fileOf({ ...T5, num_decoder_layers: null })).shape.decoderLayers).toBe(8);
    expect(read(fileOf(without('num_decoder_layers'))).shape.decoderLayers).toBe(8);
  });

  test.each([
    ['t5', false, true],
    ['mt5', true, false],
    ['umt5', true, true],
    ['longt5', false, true],
  ])('%s: gated %s, tied %s, as transformers takes it', (model_type, gatedFf, tiedEmbedding) => {
    const silent = without('feed_forward_proj', 'tie_word_embeddings', 'architectures');
    const { shape } = read(fileOf({ ...silent, model_type }));
    expect(shape).toMatchObject({ gatedFf, tiedEmbedding });
  });

  test('a file without model_type goes by its classes, or by the keys of T5', () => {
    const bare = without('model_type', 'architectures', 'feed_forward_proj');
    expect(read(fileOf(bare)).shape.gatedFf).toBe(false);
    const classes = { ...bare, architectures: ['MT5ForConditionalGeneration'] };
    expect(read(fileOf(classes)).shape.gatedFf).toBe(true);
  });
});

describe('the feed-forward block', () => {
  test.each([
    [{ feed_forward_proj: 'relu' }, false],
    [{ feed_forward_proj: 'gelu' }, false],
    [{ feed_forward_proj: 'gated-gelu' }, true],
    [{ feed_forward_proj: 'gated-silu' }, true],
    [{ feed_forward_proj: 'gated-relu', is_gated_act: true, dense_act_fn: 'relu' }, true],
    [{ is_gated_act: true, dense_act_fn: 'silu' }, true],
    [{ is_gated_act: false }, false],
  ])('%j: gated %s', (keys, gated) => {
    expect(read(fileOf({ ...without('feed_forward_proj'), ...keys })).shape.gatedFf).toBe(gated);
  });

  test('two keys that disagree are refused', () => {
    expect(mistakeIn({ ...T5, is_gated_act: false })).toMatchObject({
      code: 'config-conflict',
      message: 'feed_forward_proj and is_gated_act contradict each other.',
      at: '"is_gated_act": false',
    });
  });
});

describe('aliases', () => {
  const ALIASED = {
    ...without('d_model', 'num_heads', 'num_layers', 'num_decoder_layers', 'd_kv'),
    hidden_size: 512,
    num_attention_heads: 6,
    num_hidden_layers: 8,
    head_dim: 64,
  };

  test('stand for the names of T5', () => {
    expect(read(fileOf(ALIASED)).shape).toEqual(read(fixture('t5-v1_1-small.json')).shape);
    expect(read(fileOf({ ...ALIASED, ...T5 })).shape).toEqual(read(fixture('t5-v1_1-small.json')).shape);
  });

  test('that differ from the names of T5 are refused', () => {
    expect(mistakeIn({ ...T5, hidden_size: 768 })).toMatchObject({
      code: 'config-conflict',
      message: 'd_model and hidden_size contradict each other.',
      at: '"hidden_size": 768',
    });
  });
});

describe('nothing is guessed', () => {
  test.each([
    ['d_model', 512],
    ['d_ff', 2048],
    ['d_kv', 64],
    ['num_layers', 6],
    ['num_heads', 8],
    ['vocab_size', 32128],
  ])('without %s there is no shape', (field, libraryDefault) => {
    const { code, message, hint, line, at } = mistakeIn(without(field));
    expect({ code, line, at }).toEqual({ code: 'config-missing-dimension', line: 1, at: '{' });
    expect(message).toContain(field);
    expect(hint).toContain(`takes ${libraryDefault} where`);
  });

  test('the default of the relative is told', () => {
    const mt5 = { ...without('vocab_size'), model_type: 'mt5' };
    expect(mistakeIn(mt5).hint).toContain('250112');
  });
});

describe('misspelt keys', () => {
  test.each([
    ['d_modl', 'd_model'],
    ['num_head', 'num_heads'],
    ['n_heads', 'num_heads'],
    ['D_FF', 'd_ff'],
    ['num_decoder_layer', 'num_decoder_layers'],
    ['tie_word_embedding', 'tie_word_embeddings'],
    ['feed_foward_proj', 'feed_forward_proj'],
    ['vocabsize', 'vocab_size'],
  ])('%s is named with its neighbour', (key, nearest) => {
    const { [nearest]: value, ...others } = T5;
    expect(mistakeIn({ ...others, [key]: value })).toMatchObject({
      code: 'config-unknown-key',
      hint: `Did you mean ${nearest}?`,
      at: `"${key}"`,
    });
  });

  test.each([
    'num_labels',
    'num_label',
    'num_beams',
    '_name_or_path',
    'gradient_checkpointing',
    'my_own_key',
  ])('%s is no slip', (key) => {
    expect(read(fileOf({ ...T5, [key]: 3 })).shape.dModel).toBe(512);
  });
});

describe('other architectures', () => {
  test.each([
    [{ model_type: 'bert' }, 'bert'],
    [{ model_type: 'gpt2' }, 'gpt2'],
    [{ model_type: 'llama', architectures: ['LlamaForCausalLM'] }, 'llama'],
    [{ ...T5, model_type: 'switch_transformers' }, 'switch_transformers'],
    [{ architectures: ['BartForConditionalGeneration'], d_model: 1024 }, 'BartForConditionalGeneration'],
    [{ architectures: ['T5xModel'], d_model: 1024 }, 'T5xModel'],
    [{ ...T5, architectures: ['T5EncoderModel'] }, 'T5EncoderModel'],
    [{ ...T5, architectures: ['BertModel'] }, 'BertModel'],
    [
      { ...T5, architectures: ['T5ForConditionalGeneration', 'LongT5ForConditionalGeneration'] },
      'LongT5ForConditionalGeneration',
    ],
    [{ ...T5, model_type: 'umt5', architectures: ['MT5Model'] }, 'MT5Model'],
    [{ ...T5, is_encoder_decoder: false }, 'is_encoder_decoder: false'],
  ])('%j is named', (keys, found) => {
    const { code, message, at } = mistakeIn(keys);
    expect(code).toBe('config-other-architecture');
    expect(message).toContain(`'${found}'`);
    expect(at).toContain(found.split(':')[0]);
  });

  test.each(['T5WithLMHeadModel', 'MT5ForConditionalGeneration', 'OurT5Model'])('%s is T5', (name) => {
    expect(read(fileOf({ ...T5, model_type: 't5', architectures: [name] })).shape.dModel).toBe(512);
  });

  test('a file without a sign of T5 has to say what it is', () => {
    expect(mistakeIn({ hidden_size: 768, num_attention_heads: 12, vocab_size: 30522 })).toMatchObject({
      code: 'config-missing-field',
      message: expect.stringContaining('model_type'),
    });
  });
});

describe('values', () => {
  const withText = (key: string, written: string) =>
    JSON.stringify({ ...T5, [key]: '@' }, null, 2).replace('"@"', written);

  test.each([
    ['d_model', '-512'],
    ['d_model', '0'],
    ['d_ff', '1e308'],
    ['d_ff', '1e999'],
    ['d_kv', '64.5'],
    ['num_layers', '"8"'],
    ['num_layers', 'null'],
    ['num_layers', '1025'],
    ['num_heads', 'true'],
    ['num_heads', '[6]'],
    ['vocab_size', '{"a": 1}'],
    ['vocab_size', '9007199254740993'],
    ['num_decoder_layers', '0'],
    ['tie_word_embeddings', '"false"'],
    ['feed_forward_proj', 'null'],
    ['feed_forward_proj', '"gated-gelu-new"'],
    ['feed_forward_proj', '"swish-gelu"'],
    ['feed_forward_proj', '"reluu"'],
    ['feed_forward_proj', '"gatedgelu"'],
    ['feed_forward_proj', '"Relu"'],
    ['feed_forward_proj', '""'],
    ['relative_attention_num_buckets', '64'],
    ['model_type', '5'],
  ])('%s cannot be %s', (key, written) => {
    const { code, message, at, line, file } = mistakeIn(withText(key, written));
    expect({ code, at, file }).toEqual({ code: 'config-bad-value', at: written, file: 'config.json' });
    expect(message).toContain(key);
    expect(withText(key, written).split('\n')[line - 1]).toContain(`"${key}": ${written}`);
  });

  test.each([
    ['"reluu"', 'Expected: "relu".'],
    ['"gated_gelu"', 'Expected: "gated-gelu".'],
    ['"gated-sliu"', 'Expected: "gated-silu".'],
    ['"softmax"', 'Expected: "relu", "gelu", "gated-gelu" or "gated-silu".'],
  ])('a feed-forward layer of %s is a slip: the nearest spelling is told', (written, hint) => {
    expect(mistakeIn(withText('feed_forward_proj', written)).hint).toBe(hint);
  });

  test.each(['NaN', 'Infinity', '-Infinity'])('%s is not JSON', (written) => {
    const { code, line } = mistakeIn(withText('d_ff', written));
    expect(code).toBe('json-syntax');
    expect(withText('d_ff', written).split('\n')[line - 1]).toContain(written);
  });

  test('8.0 and 5.12e2 are whole numbers, as Python writes them', () => {
    const { shape } = read(fileOf(withText('d_model', '5.12e2')));
    expect(shape.dModel).toBe(512);
  });
});

test('a file of very many keys is refused at once', () => {
  const many = Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`kqzxw${i}`, i]));
  const started = performance.now();
  expect(mistakeIn({ ...T5, ...many })).toMatchObject({ code: 'json-too-many', line: 1004 });
  expect(performance.now() - started).toBeLessThan(3000);
});
