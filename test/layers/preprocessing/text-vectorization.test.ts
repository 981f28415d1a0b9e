import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../../src/backends/backend.js';
import { ArgumentError, ShapeError, StateError } from '../../../src/errors.js';
import type { AnyLayer } from '../../../src/graph/layer.js';
import { fromKerasConfig } from '../../../src/io/from-keras-config.js';
import { toKerasConfig } from '../../../src/io/to-keras-config.js';
import { Embedding } from '../../../src/layers/core/embedding.js';
import { Input } from '../../../src/layers/core/input.js';
import { GlobalAveragePooling1D } from '../../../src/layers/pooling/global-poolings.js';
import { TextVectorization } from '../../../src/layers/preprocessing/text-vectorization.js';
import { Model } from '../../../src/training/model.js';
import { expectClose } from '../expect-close.js';
import { runLayer } from '../run-layer.js';

// The expected numbers are those of Keras 3.15 on TensorFlow.
const texts = [
  'The cat sat, on the MAT!',
  "Don't  stop\t\n believin'",
  'É été — naïve café',
  '',
  'a b c d e f g',
  'x\u00a0y z\u3000w',
  '😀😀 ok',
];
const learned = [
  ...['the', '😀😀', '—', 'été', 'É', 'z\u3000w', 'x\u00a0y', 'stop', 'sat', 'on', 'ok', 'naïve', 'mat', 'g', 'f', 'e'],
  ...['dont', 'd', 'cat', 'café', 'c', 'believin', 'b', 'a'],
];
const indices = [
  [2, 20, 10, 11, 2, 14, 0],
  [18, 9, 23, 0, 0, 0, 0],
  [6, 5, 4, 13, 21, 0, 0],
  [0, 0, 0, 0, 0, 0, 0],
  [25, 24, 22, 19, 17, 16, 15],
  [8, 7, 0, 0, 0, 0, 0],
  [3, 12, 0, 0, 0, 0, 0],
];
const letters = ['a b c', 'c b a b c', 'd'];

const column = (values: readonly string[]) => values.map((value) => [value]);

function run(layer: AnyLayer, values: readonly (readonly string[])[]): unknown {
  return tf.tidy(() => ({ found: runLayer(layer, tf.tensor(values as string[][], undefined, 'string')).arraySync() }))
    .found;
}

async function adapted<Layer extends ReturnType<typeof TextVectorization>>(
  layer: unknown,
  data: readonly string[],
): Promise<Layer> {
  await (layer as Layer).adapt(data);
  return layer as Layer;
}

describe.each(['cpu', 'wasm'] as const)('TextVectorization on %s', (backend) => {
  beforeAll(() => setBackend(backend));

  it('finds the indices of words, and fills shorter texts', async () => {
    const before = tf.memory().numTensors;
    const layer = await adapted(TextVectorization(), texts);
    expect(layer.getVocabulary()).toEqual(['', '[UNK]', ...learned]);
    expect(layer.vocabularySize()).toBe(26);
    expect(run(layer, column(texts))).toEqual(indices);
    const four = await adapted(TextVectorization({ outputSequenceLength: 4 }), texts);
    expect(run(four, column(texts))).toEqual(indices.map((row) => row.slice(0, 4)));
    const nine = await adapted(TextVectorization({ outputSequenceLength: 9 }), texts);
    expect(run(nine, column(texts.slice(0, 2)))).toEqual(indices.slice(0, 2).map((row) => [...row, 0, 0]));
    expect(tf.memory().numTensors).toBe(before);
  });

  it('makes letters plain and takes punctuation away as it is told to', async () => {
    const of = async (standardize: 'lower' | 'stripPunctuation' | null | ((text: string) => string)) =>
      (await adapted(TextVectorization({ standardize }), texts)).getVocabulary(false);
    const words = (...names: string[]) => expect.arrayContaining(names);
    expect(await of('lower')).toEqual(words('the', 'sat,', 'mat!', "don't", "believin'", 'É'));
    expect(await of('stripPunctuation')).toEqual(words('The', 'the', 'MAT', 'Dont', 'believin'));
    expect(await of(null)).toEqual(words('The', 'sat,', 'MAT!', "Don't"));
    expect(await of((text) => text.replaceAll(/\W/g, '_'))).toEqual(words('a_b_c_d_e_f_g'));
    const punctuation = TextVectorization({ vocabulary: ['ab'] });
    expect(run(punctuation, [['a!"#$%&()*+,-./:;<=>?@[\\]^_`{|}~\'b']])).toEqual([[2]]);
  });

  it('splits texts as it is told to', async () => {
    const characters = await adapted(TextVectorization({ split: 'character' }), texts);
    expect(run(characters, column(['abc', '😀e', '']))).toEqual([
      [5, 17, 9],
      [10, 4, 0],
      [0, 0, 0],
    ]);
    const own = TextVectorization({ split: (text) => text.split('|'), standardize: 'lower', vocabulary: ['a b', 'c'] });
    expect(run(own, [['A b|c|d']])).toEqual([[2, 3, 1]]);
    const whole = await adapted(TextVectorization({ split: null }), texts);
    expect(run(whole, column(['a b c d e f g', 'zzz', '']))).toEqual([[7], [1], [0]]);
    expect(run(whole, [['a b c d e f g', 'x']])).toEqual([[7, 1]]);
    const filled = await adapted(TextVectorization({ split: null, outputSequenceLength: 3 }), texts);
    expect(run(filled, [['a b c d e f g', 'x']])).toEqual([[7, 1, 0]]);
  });

  it('says what functions of the caller return that is no text', () => {
    const texts = tf.tensor(['a b'], [1], 'string');
    const splits = TextVectorization({ vocabulary: ['a'], split: (() => 'a b') as never });
    expect(() => splits(texts)).toThrow(
      "TextVectorization: split expects a function that returns a list of strings (received 'a b')",
    );
    const standardizes = TextVectorization({ vocabulary: ['a'], standardize: (() => 3) as never });
    expect(() => standardizes(texts)).toThrow(
      'TextVectorization: standardize expects a function that returns a string (received 3)',
    );
    for (const item of [texts, splits, standardizes]) item.dispose();
  });

  it('joins neighbours', async () => {
    const pairs = await adapted(TextVectorization({ ngrams: 2 }), letters);
    expect(pairs.getVocabulary(false)).toEqual(['c', 'b', 'b c', 'a b', 'a', 'd', 'c b', 'b a']);
    expect(run(pairs, column(['a b c', 'd', '']))).toEqual([
      [6, 3, 2, 5, 4],
      [7, 0, 0, 0, 0],
      [0, 0, 0, 0, 0],
    ]);
    const longer = await adapted(TextVectorization({ ngrams: [2, 3] }), letters);
    expect(longer.getVocabulary(false)).toEqual(['b c', 'a b c', 'a b', 'c b a', 'c b', 'b a b', 'b a']);
    expect(run(longer, column(['a b c', 'd', '']))).toEqual([
      [4, 2, 3],
      [0, 0, 0],
      [0, 0, 0],
    ]);
    const tokens = TextVectorization({ split: null, ngrams: 2, vocabulary: ['c', 'b c', 'b', 'a b', 'a'] });
    expect(run(tokens, [['a', 'b', 'c']])).toEqual([[6, 4, 2, 5, 3]]);
  });

  it('gives vectors', async () => {
    const given = column(['a b b z', 'd', '']);
    const multiHot = await adapted(TextVectorization({ outputMode: 'multiHot' }), letters);
    expect(multiHot.getVocabulary()).toEqual(['[UNK]', 'c', 'b', 'a', 'd']);
    expect(run(multiHot, given)).toEqual([
      [1, 0, 1, 1, 0],
      [0, 0, 0, 0, 1],
      [0, 0, 0, 0, 0],
    ]);
    const count = await adapted(
      TextVectorization({ outputMode: 'count', maxTokens: 8, padToMaxTokens: true }),
      letters,
    );
    expect(run(count, given)).toEqual([
      [1, 0, 2, 1, 0, 0, 0, 0],
      [0, 0, 0, 0, 1, 0, 0, 0],
      [0, 0, 0, 0, 0, 0, 0, 0],
    ]);
    const weighted = await adapted(TextVectorization({ outputMode: 'tfIdf' }), letters);
    const stated = TextVectorization({ outputMode: 'tfIdf', vocabulary: ['a', 'b'], idfWeights: [1, 3] });
    tf.tidy(() => {
      const of = (layer: AnyLayer, values: string[][]) => runLayer(layer, tf.tensor(values, undefined, 'string'));
      const expected = [0.7489330769, 0, 1.3862943649, 0.6931471825, 0, 0, 0, 0, 0, 0.9162907601, 0, 0, 0, 0, 0];
      expectClose(of(weighted, given), expected, 1e-6, 'learned');
      expectClose(of(stated, [['a b c b']]), [2, 1, 6], 1e-6, 'given');
    });
    expect(run(multiHot, column(['', '']))).toEqual([
      [0, 0, 0, 0, 0],
      [0, 0, 0, 0, 0],
    ]);
  });

  it('is the beginning of a model that learns from texts', async () => {
    const before = tf.memory().numTensors;
    const text = Input([], { dtype: 'string' });
    const vectorize = TextVectorization({ maxTokens: 10 });
    const vectors = text.pipe(vectorize, Embedding(10, 2), GlobalAveragePooling1D());
    const model = Model({ inputs: text, outputs: vectors });
    model.compile({ loss: 'meanSquaredError' });
    await expect(model.predict(['a'])).rejects.toThrow(StateError);
    await expect(model.predict(['a'])).rejects.toThrow(
      'TextVectorization expects a vocabulary: give one, or call `adapt(data)` first (received none)',
    );
    await vectorize.adapt(letters);
    await model.fit(
      letters,
      [
        [1, 0],
        [0, 1],
        [1, 1],
      ],
      { epochs: 2, batchSize: 2, verbose: 0 },
    );
    using found = await model.predict(letters, { batchSize: 2 });
    expect(found.shape).toEqual([3, 2]);
    found.dispose();
    model.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('adapt', () => {
  it('takes the most frequent words', async () => {
    const layer = await adapted(TextVectorization({ maxTokens: 4 }), letters);
    expect(layer.getVocabulary()).toEqual(['', '[UNK]', 'c', 'b']);
    await layer.adapt(new Set([[['x x', 'y']], [['x', 'y y y']]]));
    expect(layer.getVocabulary()).toEqual(['', '[UNK]', 'y', 'x']);
  });

  it('counts each text as a document, and tokens of one batch together', async () => {
    const weightsOf = async (data: unknown, split: 'whitespace' | null) => {
      const layer = TextVectorization({ outputMode: 'tfIdf', split });
      await layer.adapt(data as string[]);
      return (toKerasConfig(layer).config.idf_weights as number[]).map((weight) => weight.toFixed(6));
    };
    expect(await weightsOf(['a', 'b', 'a'], null)).toEqual(['0.693147', '0.916291']);
    expect(await weightsOf(new Set([[['a', 'b', 'a']]]), null)).toEqual(['0.405465', '0.405465']);
    expect(await weightsOf(new Set([[['a b', 'b', 'a']]]), 'whitespace')).toEqual(['0.693147', '0.693147']);
  });

  it('refuses what is no text', async () => {
    const layer = TextVectorization({ name: 'words' });
    await expect(layer.adapt([1] as never)).rejects.toThrow('words.adapt: data expects strings (received 1 at [0])');
    await expect(layer.adapt([['a', 'b']])).rejects.toThrow(
      'TextVectorization expects (batch) or (batch, 1) (received (1, 2))',
    );
    await expect(layer.adapt([''])).rejects.toThrow(
      'words.adapt expects tokens that there is room for (received none)',
    );
  });
});

it('is written as Keras writes it, and read', async () => {
  const layer = await adapted(TextVectorization({ ngrams: [1, 2], outputSequenceLength: 3 }), [
    'helloWorld snake_case',
  ]);
  const { config } = toKerasConfig(layer);
  expect(config).toMatchObject({
    max_tokens: null,
    standardize: 'lower_and_strip_punctuation',
    split: 'whitespace',
    ngrams: [1, 2],
    output_mode: 'int',
    output_sequence_length: 3,
    pad_to_max_tokens: false,
    sparse: false,
    ragged: false,
    vocabulary: ['snakecase', 'helloworld snakecase', 'helloworld'],
    idf_weights: null,
    encoding: 'utf-8',
    vocabulary_size: 5,
  });
  const read = fromKerasConfig({ class_name: 'TextVectorization', config });
  expect(toKerasConfig(read).config).toEqual(config);
  await setBackend('cpu');
  expect(run(read, [['Snakecase?']])).toEqual([[2, 0, 0]]);
  // Keras counts what stands in front of a vocabulary that is yet to come.
  const empty = {
    class_name: 'TextVectorization',
    config: { output_mode: 'count', vocabulary: null, vocabulary_size: 1 },
  };
  expect(Input([1], { dtype: 'string' }).pipe(fromKerasConfig(empty)).shape).toEqual([null, null]);
});

it('checks its options', () => {
  const rejects = (options: object, message: string) => expect(() => TextVectorization(options)).toThrow(message);
  rejects(
    { standardize: 'upper' },
    "TextVectorization: standardize expects one of 'lowerAndStripPunctuation', 'lower',",
  );
  rejects({ split: 'comma' }, "TextVectorization: split expects one of 'whitespace', 'character' (received 'comma')");
  rejects({ ngrams: 0 }, 'TextVectorization: ngrams expects an integer from 1 (received 0)');
  rejects({ ngrams: [1, 0.5] }, 'TextVectorization: ngrams expects an integer from 1 (received 0.5)');
  rejects({ ngrams: 'two' }, 'TextVectorization: ngrams expects an integer, or a list of them');
  rejects({ outputMode: 'oneHot' }, 'TextVectorization: outputMode expects one of');
  rejects({ outputSequenceLength: 0 }, 'TextVectorization: outputSequenceLength expects an integer from 1');
  rejects(
    { outputMode: 'count', outputSequenceLength: 3 },
    "TextVectorization: outputSequenceLength expects outputMode 'int' (received 'count')",
  );
  rejects(
    { ragged: true },
    'TextVectorization: ragged expects false, because ragged tensors are not supported (received true)',
  );
  rejects({ sparse: true }, 'TextVectorization: sparse expects false');
  rejects({ encoding: 'latin-1' }, 'TextVectorization: encoding expects one of');
  rejects({ vocabulary: ['a', 'a'] }, "TextVectorization: vocabulary expects different tokens (received 'a')");
  rejects({ maxTokens: 1 }, 'TextVectorization: maxTokens expects an integer from 2');
  // @ts-expect-error TextVectorization: maxTokens expects an integer from 2 (received 1)
  expect(() => TextVectorization({ maxTokens: 1 })).toThrow(ArgumentError);
});

it('says what does not fit', () => {
  // @ts-expect-error TextVectorization expects strings
  expect(() => TextVectorization()(Input([1]))).toThrow(
    new ShapeError('TextVectorization expects strings, of dtype string (received float32)'),
  );
  // @ts-expect-error TextVectorization expects (batch)
  expect(() => TextVectorization()(Input([2], { dtype: 'string' }))).toThrow(
    'TextVectorization expects (batch) or (batch, 1) (received (null, 2))',
  );
  // @ts-expect-error TextVectorization expects (batch)
  expect(() => TextVectorization({ split: null })(Input([2, 2], { dtype: 'string' }))).toThrow(
    'TextVectorization expects (batch) or (batch, tokens) (received (null, 2, 2))',
  );
});
