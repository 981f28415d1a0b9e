import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../../src/backends/backend.js';
import { ArgumentError, DataError, ShapeError, StateError } from '../../../src/errors.js';
import type { AnyLayer } from '../../../src/graph/layer.js';
import { fromKerasConfig } from '../../../src/io/from-keras-config.js';
import { toKerasConfig } from '../../../src/io/to-keras-config.js';
import { Dense } from '../../../src/layers/core/dense.js';
import { Input } from '../../../src/layers/core/input.js';
import { IntegerLookup, StringLookup } from '../../../src/layers/preprocessing/lookup.js';
import { Model } from '../../../src/training/model.js';
import { expectClose } from '../expect-close.js';
import { runLayer } from '../run-layer.js';

// The expected numbers are those of Keras 3.15 on TensorFlow.
const stringLookupVocabulary = ['a', 'b', 'c', 'd'] as const;
const letters = [
  ['a', 'c', 'd'],
  ['d', 'z', 'b'],
];
const fours = [
  ['a', 'c', 'd', 'd'],
  ['d', 'z', 'b', 'z'],
];
const idfWeights = [0.25, 0.75, 0.6, 0.4];

const stringLookupRun = (layer: AnyLayer, values: readonly (readonly string[])[]) =>
  runLayer(layer, tf.tensor(values as string[][], undefined, 'string')).arraySync();

describe('StringLookup', () => {
  describe.each(['cpu', 'wasm'] as const)('StringLookup on %s', (backend) => {
    beforeAll(() => setBackend(backend));

    it('finds indices', () => {
      const before = tf.memory().numTensors;
      tf.tidy(() => {
        expect(stringLookupRun(StringLookup({ vocabulary: stringLookupVocabulary }), letters)).toEqual([
          [1, 3, 4],
          [4, 0, 2],
        ]);
        expect(
          stringLookupRun(StringLookup({ vocabulary: stringLookupVocabulary, maskToken: '' }), [['a', '', 'z']]),
        ).toEqual([[2, 0, 1]]);
        const several = StringLookup({ vocabulary: stringLookupVocabulary, numOovIndices: 2 });
        expect(
          stringLookupRun(several, [
            ['a', 'c', 'd'],
            ['m', 'z', 'b'],
          ]),
        ).toEqual([
          [2, 4, 5],
          [0, 1, 3],
        ]);
        const salted = StringLookup({ vocabulary: stringLookupVocabulary, numOovIndices: 3, salt: [3, 4] });
        expect(stringLookupRun(salted, [['m', 'z', 'q', 'r', 's', 't']])).toEqual([[2, 1, 1, 0, 2, 1]]);
        const int = runLayer(StringLookup({ vocabulary: stringLookupVocabulary }), tf.tensor(['b'], [1], 'string'));
        expect([int.dtype, int.shape]).toEqual(['int32', [1]]);
      });
      expect(tf.memory().numTensors).toBe(before);
    });

    it('gives vectors, in which what is masked is left out', () => {
      tf.tidy(() => {
        const multiHot = StringLookup({ vocabulary: stringLookupVocabulary, maskToken: '', outputMode: 'multiHot' });
        expect(
          stringLookupRun(multiHot, [
            ['a', '', 'd'],
            ['d', 'z', 'b'],
          ]),
        ).toEqual([
          [0, 1, 0, 0, 1],
          [1, 0, 1, 0, 1],
        ]);
        const oneHot = StringLookup({ vocabulary: stringLookupVocabulary, maskToken: '', outputMode: 'oneHot' });
        expect(stringLookupRun(oneHot, [['a'], ['z']])).toEqual([
          [0, 1, 0, 0, 0],
          [1, 0, 0, 0, 0],
        ]);
        expect(stringLookupRun(oneHot, [['a', '']])).toEqual([
          [
            [0, 1, 0, 0, 0],
            [0, 0, 0, 0, 0],
          ],
        ]);
        const count = StringLookup({ vocabulary: stringLookupVocabulary, outputMode: 'count' });
        expect(stringLookupRun(count, fours)).toEqual([
          [0, 1, 0, 1, 2],
          [2, 0, 1, 0, 1],
        ]);
        const padded = StringLookup({
          vocabulary: stringLookupVocabulary,
          outputMode: 'count',
          maxTokens: 7,
          padToMaxTokens: true,
        });
        expect(stringLookupRun(padded, fours.slice(0, 1))).toEqual([[0, 1, 0, 1, 2, 0, 0]]);
      });
    });

    it('weights counts by how rare tokens are', () => {
      tf.tidy(() => {
        const of = (layer: AnyLayer) => runLayer(layer, tf.tensor(fours, undefined, 'string'));
        const outputMode = 'tfIdf';
        const plain = [0, 0.25, 0, 0.6, 0.8, 1, 0, 0.75, 0, 0.4];
        expectClose(
          of(StringLookup({ vocabulary: stringLookupVocabulary, outputMode, idfWeights })),
          plain,
          1e-6,
          'unknown ones as others',
        );
        const whole = { vocabulary: ['[UNK]', ...stringLookupVocabulary], idfWeights: [0.9, ...idfWeights] };
        const stated = plain.map((value) => (value === 1 ? 1.8 : value));
        expectClose(of(StringLookup({ ...whole, outputMode })), stated, 1e-6, 'unknown ones as stated');
        const padded = [...plain.slice(0, 5), 0, 0, ...plain.slice(5), 0, 0];
        const padding = { maxTokens: 7, padToMaxTokens: true };
        expectClose(
          of(StringLookup({ vocabulary: stringLookupVocabulary, outputMode, idfWeights, ...padding })),
          padded,
          1e-6,
          'padded',
        );
      });
    });

    it('goes back from indices to strings', () => {
      tf.tidy(() => {
        const back = (layer: AnyLayer, indices: number[][]) => runLayer(layer, tf.tensor(indices, undefined, 'int32'));
        const strings = back(StringLookup({ vocabulary: stringLookupVocabulary, invert: true }), [
          [1, 3, 4],
          [4, 0, 9],
        ]);
        expect([strings.dtype, strings.arraySync()]).toEqual([
          'string',
          [
            ['a', 'c', 'd'],
            ['d', '[UNK]', '[UNK]'],
          ],
        ]);
        const masked = StringLookup({ vocabulary: stringLookupVocabulary, invert: true, maskToken: '', oovToken: '?' });
        expect(back(masked, [[0, 1, 2, 5, 6]]).arraySync()).toEqual([['', '?', 'a', 'd', '?']]);
      });
    });

    it('refuses what is not in the vocabulary where there is no place for it', () => {
      const layer = StringLookup({ vocabulary: stringLookupVocabulary, numOovIndices: 0 });
      expect(() => tf.tidy(() => stringLookupRun(layer, [['a', 'q']]))).toThrow(DataError);
      expect(() => tf.tidy(() => stringLookupRun(layer, [['a', 'q']]))).toThrow(
        "StringLookup expects values of its vocabulary, because numOovIndices is 0 (received 'q' at place 1 of 2)",
      );
      tf.tidy(() => {
        expect(stringLookupRun(layer, [['a', 'd']])).toEqual([[0, 3]]);
      });
    });

    it('works in a model once it has learned', async () => {
      const before = tf.memory().numTensors;
      const input = Input([1], { dtype: 'string' });
      const layer = StringLookup({ outputMode: 'oneHot', vocabularySize: 3 });
      const model = Model({ inputs: input, outputs: Dense(1, { kernelInitializer: 'ones' })(layer(input)) });
      await expect(model.predict([['a']])).rejects.toThrow(StateError);
      await expect(model.predict([['a']])).rejects.toThrow(
        'StringLookup expects a vocabulary: give one, or call `adapt(data)` first (received none)',
      );
      await expect(layer.adapt(['a', 'b', 'c'])).rejects.toThrow(
        'expects a vocabulary of 3 entries, the size of the vectors that it was built for (received 4)',
      );
      await layer.adapt(['a', 'b', 'a']);
      using found = await model.predict([['a'], ['z']]);
      expect(await found.array()).toEqual([[1], [1]]);
      model.dispose();
      found.dispose();
      expect(tf.memory().numTensors).toBe(before);
    });
  });

  describe('the vocabulary', () => {
    const data = [
      ['d', 'z', 'b', 'z'],
      ['a', 'b', 'z', 'd'],
      ['[UNK]', '', 'é', 'Z'],
    ];

    it('is learned from data, the most frequent tokens first, else the greater ones', async () => {
      const vocabularyOf = async (layer: ReturnType<typeof StringLookup>) => {
        await layer.adapt(data);
        return layer.getVocabulary();
      };
      const all = ['z', 'd', 'b', 'é', 'a', 'Z'];
      expect(await vocabularyOf(StringLookup())).toEqual(['[UNK]', ...all, '']);
      expect(await vocabularyOf(StringLookup({ maxTokens: 3 }) as never)).toEqual(['[UNK]', 'z', 'd']);
      expect(await vocabularyOf(StringLookup({ maskToken: '' }))).toEqual(['', '[UNK]', ...all]);
      const masked = StringLookup({ maskToken: '', numOovIndices: 2 });
      await masked.adapt(data);
      expect(masked.getVocabulary()).toEqual(['', '[UNK]', '[UNK]', ...all]);
      expect(masked.getVocabulary(false)).toEqual(all);
      expect(() => masked.getVocabulary('no' as never)).toThrow(
        "includeSpecialTokens expects true or false (received 'no')",
      );
      expect(masked.vocabularySize()).toBe(9);
      const unicode = StringLookup();
      await unicode.adapt(['～', 'a', '😀', 'ﬀ']);
      expect(unicode.getVocabulary(false)).toEqual(['😀', '～', 'ﬀ', 'a']);
    });

    it('is learned with how rare its tokens are', async () => {
      const weightsOf = async (given: unknown, options: object = {}) => {
        const layer = StringLookup({ outputMode: 'tfIdf', ...options });
        await layer.adapt(given as string[]);
        return toKerasConfig(layer).config.idf_weights as number[];
      };
      const [common, rare] = [Math.log(1 + 3 / 3), Math.log(1 + 3 / 2)];
      expect(await weightsOf(data)).toEqual([common, common, common, rare, rare, rare, rare]);
      const padded = await weightsOf(data, { maxTokens: 6, padToMaxTokens: true });
      expect(padded).toEqual([common, common, common, rare, rare]);
      const near = (weights: readonly number[]) => weights.map((weight) => weight.toFixed(6));
      expect(near(await weightsOf(['a', 'b', 'a']))).toEqual(['0.693147', '0.916291']);
      const single = new Set(
        [
          ['a', 'b', 'a'],
          ['a', 'c', 'd'],
        ].map((batch) => [batch]),
      );
      expect(near(await weightsOf(single))).toEqual(['0.510826', '0.693147', '0.693147', '0.693147']);
      const rows = new Set([
        [
          [
            ['a', 'b'],
            ['a', 'c'],
          ],
        ],
        [[['a', 'd']]],
      ]);
      expect(near(await weightsOf(rows))).toEqual(['0.559616', '0.916291', '0.916291', '0.916291']);
    });

    it('is set, with and without what stands in front', () => {
      const layer = StringLookup({ maskToken: '' });
      expect([layer.getVocabulary(), layer.vocabularySize()]).toEqual([['', '[UNK]'], 2]);
      layer.setVocabulary(['x']);
      expect(layer.getVocabulary()).toEqual(['', '[UNK]', 'x']);
      layer.setVocabulary(['', '[UNK]', 'y', 'x']);
      expect(layer.getVocabulary()).toEqual(['', '[UNK]', 'y', 'x']);
      expect(() => layer.setVocabulary(['x', ''])).toThrow(
        `${layer.name}.setVocabulary: vocabulary expects maskToken nowhere but in front (received '')`,
      );
      expect(layer.getVocabulary(false)).toEqual(['y', 'x']);
      const weighted = StringLookup({ outputMode: 'tfIdf' });
      weighted.setVocabulary(['x', 'y'], [1, 2]);
      expect(toKerasConfig(weighted).config.idf_weights).toEqual([1, 2]);
      const vectors = StringLookup({ outputMode: 'count', vocabulary: ['x'] });
      expect(() => vectors.setVocabulary(['x', 'y'])).toThrow(
        'expects a vocabulary of 2 entries, the size of the vectors',
      );
    });

    it('is checked when it is learned', async () => {
      const layer = StringLookup({ maxTokens: 2, maskToken: '', name: 'words' });
      await expect(layer.adapt(['a'])).rejects.toThrow(
        'words.adapt expects tokens that there is room for (received none)',
      );
      await expect(layer.adapt([1] as never)).rejects.toThrow('words.adapt: data expects strings (received 1 at [0])');
      await expect(layer.adapt(new Float32Array(2) as never)).rejects.toThrow('data expects strings (received a typed');
      const numbers = tf.tidy(() => tf.tensor([1]));
      await expect(layer.adapt(numbers)).rejects.toThrow('data expects string elements (received float32)');
      numbers.dispose();
    });

    it('is written into the configuration, and read', async () => {
      const layer = StringLookup({ maskToken: 'helloWorld' });
      await layer.adapt(['aB', 'c_d', 'aB']);
      const { config } = toKerasConfig(layer);
      expect(config).toMatchObject({
        vocabulary: ['aB', 'c_d'],
        vocabulary_size: 4,
        mask_token: 'helloWorld',
        oov_token: '[UNK]',
        num_oov_indices: 1,
        output_mode: 'int',
        encoding: 'utf-8',
        oov_method: 'floormod',
        salt: null,
        sparse: false,
        pad_to_max_tokens: false,
        idf_weights: null,
        invert: false,
        max_tokens: null,
      });
      expect(config).not.toHaveProperty('vocabulary_dtype');
      const read = fromKerasConfig({ class_name: 'StringLookup', config });
      expect(toKerasConfig(read).config).toEqual(config);
      await setBackend('cpu');
      tf.tidy(() => {
        expect(stringLookupRun(read, [['c_d', 'x']])).toEqual([[3, 1]]);
      });
    });
  });

  it('checks its options', () => {
    const rejects = (options: object, message: string) => expect(() => StringLookup(options)).toThrow(message);
    rejects({ vocabulary: ['a', 'a'] }, "StringLookup: vocabulary expects different tokens (received 'a')");
    rejects(
      { vocabulary: ['a', ''], maskToken: '' },
      "vocabulary expects maskToken nowhere but in front (received '')",
    );
    rejects({ vocabulary: ['a', '[UNK]'], invert: true }, 'vocabulary expects oovToken nowhere but in front');
    expect(StringLookup({ vocabulary: ['a', '[UNK]'] }).vocabularySize()).toBe(3);
    rejects(
      { vocabulary: stringLookupVocabulary, maxTokens: 4 },
      'vocabulary expects at most 4 entries, its maxTokens (received 5)',
    );
    rejects({ vocabulary: [] }, 'StringLookup: vocabulary expects a list of at least one token (received none)');
    rejects({ vocabulary: 'words.txt' }, "vocabulary expects a list of at least one token (received 'words.txt')");
    rejects({ vocabulary: ['a', 1] }, 'vocabulary expects tokens of one type (received 1)');
    rejects(
      { vocabulary: stringLookupVocabulary, outputMode: 'tfIdf' },
      'StringLookup: idfWeights expects 4 numbers, one for each token of the',
    );
    rejects({ vocabulary: stringLookupVocabulary, outputMode: 'tfIdf', idfWeights: [1] }, '(received 1 of them)');
    rejects(
      { vocabulary: stringLookupVocabulary, idfWeights },
      "StringLookup: idfWeights expects outputMode 'tfIdf' (received 'int')",
    );
    rejects({ outputMode: 'tfIdf', idfWeights }, 'idfWeights expects a vocabulary besides the weights (received none)');
    rejects({ maxTokens: 1 }, 'StringLookup: maxTokens expects an integer from 2 (received 1)');
    rejects({ numOovIndices: -1 }, 'StringLookup: numOovIndices expects an integer from 0 (received -1)');
    rejects({ padToMaxTokens: true }, 'StringLookup: padToMaxTokens expects maxTokens (received none)');
    rejects({ invert: true, outputMode: 'count' }, "StringLookup: invert expects outputMode 'int' (received 'count')");
    rejects({ maskToken: 1 }, 'StringLookup: maskToken expects a value that may be in the vocabulary (received 1)');
    rejects({ outputMode: 'many' }, 'StringLookup: outputMode expects one of');
    rejects({ encoding: 'latin-1' }, "StringLookup: encoding expects one of 'utf-8' (received 'latin-1')");
    rejects({ sparse: true }, 'StringLookup: sparse expects false');
    rejects({ vocabulari: [] }, 'vocabulari');
    expect(() => StringLookup({ vocabulary: ['a', 'a'] })).toThrow(ArgumentError);
  });

  it('says what does not fit', () => {
    // @ts-expect-error StringLookup expects strings
    expect(() => StringLookup()(Input([1]))).toThrow(
      new ShapeError('StringLookup expects strings, of dtype string (received float32)'),
    );
    // @ts-expect-error StringLookup expects integers
    expect(() => StringLookup({ invert: true })(Input([1], { dtype: 'string' }))).toThrow(
      'StringLookup expects integers, of dtype int32 (received string)',
    );
    // Its size is known to the compiler as a number, and at run time not before there is a vocabulary.
    const unknown = StringLookup({ outputMode: 'oneHot' })(Input([1], { dtype: 'string' }));
    expect(unknown.shape).toEqual([null, null]);
    expect(() => Dense(1)(unknown)).toThrow('Dense expects (batch, ..., features) with a known number of features');
  });
});

// The expected numbers are those of Keras 3.15 on TensorFlow.
const integerLookupVocabulary = [12, 36, 1138, 42] as const;
const rows = [
  [12, 1138, 42],
  [42, 1000, 36],
];

const integerLookupRun = (layer: AnyLayer, values: number[][]) =>
  runLayer(layer, tf.tensor(values, undefined, 'int32')).arraySync();

describe('IntegerLookup', () => {
  describe.each(['cpu', 'wasm'] as const)('IntegerLookup on %s', (backend) => {
    beforeAll(() => setBackend(backend));

    it('finds indices, and goes back', () => {
      const before = tf.memory().numTensors;
      tf.tidy(() => {
        expect(integerLookupRun(IntegerLookup({ vocabulary: integerLookupVocabulary }), rows)).toEqual([
          [1, 3, 4],
          [4, 0, 2],
        ]);
        expect(
          integerLookupRun(IntegerLookup({ vocabulary: integerLookupVocabulary, maskToken: 0 }), [[12, 0, 42, 7]]),
        ).toEqual([[2, 0, 5, 1]]);
        expect(
          integerLookupRun(IntegerLookup({ vocabulary: integerLookupVocabulary, invert: true }), [[1, 3, 4, 0, 7]]),
        ).toEqual([[12, 1138, 42, -1, -1]]);
        const vectors = IntegerLookup({ vocabulary: integerLookupVocabulary, outputMode: 'count' });
        expect(integerLookupRun(vectors, [[12, 12, 5]])).toEqual([[1, 2, 0, 0, 0]]);
      });
      expect(tf.memory().numTensors).toBe(before);
    });

    it('chooses among places for what is not in the vocabulary by remainder, or by hash', () => {
      tf.tidy(() => {
        const two = IntegerLookup({ vocabulary: integerLookupVocabulary, numOovIndices: 2 });
        expect(
          integerLookupRun(two, [
            [12, 1138, 42],
            [37, 1000, 36],
            [-7, -8, 5],
          ]),
        ).toEqual([
          [2, 4, 5],
          [1, 0, 3],
          [1, 0, 1],
        ]);
        expect(
          integerLookupRun(IntegerLookup({ vocabulary: integerLookupVocabulary, numOovIndices: 3 }), [[-7, -8, 5]]),
        ).toEqual([[2, 1, 2]]);
        const hashed = { vocabulary: [10, 20, 30], numOovIndices: 4, oovMethod: 'farmhash' } as const;
        const values = [[100, 300, 700, 1100, 1700, 2000, -3]];
        expect(integerLookupRun(IntegerLookup(hashed), values)).toEqual([[3, 3, 2, 2, 0, 1, 3]]);
        expect(integerLookupRun(IntegerLookup({ ...hashed, salt: 9 }), values)).toEqual([[3, 0, 3, 0, 3, 3, 3]]);
      });
    });
  });

  it('learns the most frequent integers, else the greater ones', async () => {
    const layer = IntegerLookup();
    await layer.adapt(rows);
    expect(layer.getVocabulary()).toEqual([-1, 42, 1138, 1000, 36, 12]);
    await layer.adapt(Int32Array.from([5, 5, -9]));
    expect(layer.getVocabulary()).toEqual([-1, 5, -9]);
    await expect(layer.adapt([0.5])).rejects.toThrow(
      'adapt: data expects integers from -2^31 to 2^31 - 1 (received 0.5 at [0])',
    );
    await expect(layer.adapt(Float32Array.from([1, 0.5]))).rejects.toThrow('(received 0.5 at [1])');
  });

  it('is written and read', async () => {
    const layer = IntegerLookup({ outputMode: 'multiHot', vocabulary: integerLookupVocabulary });
    const { config } = toKerasConfig(layer);
    expect(config).toMatchObject({
      vocabulary: [...integerLookupVocabulary],
      vocabulary_size: 5,
      vocabulary_dtype: 'int64',
      oov_token: -1,
    });
    expect(toKerasConfig(fromKerasConfig({ class_name: 'IntegerLookup', config })).config).toEqual(config);
    // As Keras writes a layer that has adapted: its vocabulary is in another file.
    const unread = fromKerasConfig({ class_name: 'IntegerLookup', config: { ...config, vocabulary: null } });
    expect(Input([3], { dtype: 'int32' }).pipe(unread).shape).toEqual([null, 5]);
  });

  it('checks its options', () => {
    expect(() => IntegerLookup({ vocabulary: [0.5] })).toThrow('vocabulary expects tokens of one type (received 0.5)');
    expect(() => IntegerLookup({ salt: 1 })).toThrow(
      "IntegerLookup: salt expects oovMethod 'farmhash' (received 'floormod')",
    );
    expect(() => IntegerLookup({ oovMethod: 'hash' as never })).toThrow('IntegerLookup: oovMethod expects one of');
    expect(() => IntegerLookup({ numOovIndices: 2 ** 31 })).toThrow(
      'IntegerLookup: numOovIndices expects at most 10000000 (received 2147483648)',
    );
    expect(() => IntegerLookup({ maxTokens: 2 ** 40, padToMaxTokens: true, outputMode: 'count' })).toThrow(
      'IntegerLookup: maxTokens expects at most 10000000 (received 1099511627776)',
    );
    // @ts-expect-error IntegerLookup expects integers
    expect(() => IntegerLookup()(Input([1]))).toThrow(
      'IntegerLookup expects integers, of dtype int32 (received float32)',
    );
  });
});
