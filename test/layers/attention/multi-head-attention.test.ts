import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../../src/backends/backend.js';
import { clearSession } from '../../../src/graph/create-layer.js';
import type { SymbolicTensor } from '../../../src/graph/symbolic-tensor.js';
import { GroupQueryAttention } from '../../../src/layers/attention/group-query-attention.js';
import { MultiHeadAttention } from '../../../src/layers/attention/multi-head-attention.js';
import { Embedding } from '../../../src/layers/core/embedding.js';
import { Input } from '../../../src/layers/core/input.js';
import { TimeDistributed } from '../../../src/layers/wrappers/time-distributed.js';
import { expectClose } from '../expect-close.js';
import { randomTensor } from '../random-tensor.js';
import { type Call, type RunOptions, runOutputs } from '../run-layer.js';

const [query, value] = [Input([3, 4]), Input([5, 4])];

/** The values of outputs for some query and value. */
function run(outputs: SymbolicTensor | readonly SymbolicTensor[], options: RunOptions = {}): readonly tf.Tensor[] {
  const feeds = [randomTensor([2, 3, 4], 1), randomTensor([2, 5, 4], 2)];
  return runOutputs([query, value], [outputs].flat() as SymbolicTensor[], feeds, options).map(({ tensor }) => tensor);
}

function numbers(tensor: tf.Tensor | undefined): number[] {
  return [...(tensor as tf.Tensor).dataSync()];
}

/** Gives all weights one number each, by their place: 0.5, 0.4, ... */
function descend(layer: {
  readonly weights: readonly { readonly size: number }[];
  setWeights(values: number[][]): void;
}) {
  layer.setWeights(layer.weights.map(({ size }, index) => new Array<number>(size).fill(0.5 - 0.1 * index)));
}

describe.each(['cpu', 'wasm'] as const)('attention with several heads on %s', (backend) => {
  beforeAll(() => setBackend(backend));

  it('gives for a value that is masked what it gives for one that is cut short', () => {
    const before = tf.memory().numTensors;
    const words = Input([null], { dtype: 'int32' });
    const sequence = Embedding(5, 4, { maskZero: true })(words);
    const layer = MultiHeadAttention(2, 3);
    const output = layer(sequence, sequence);
    tf.tidy(() => {
      const attend = (indices: number[][]) =>
        runOutputs([words], [output], [tf.tensor(indices, undefined, 'int32')])[0]?.tensor as tf.Tensor;
      const masked = tf.slice(attend([[1, 2, 0, 0]]), [0, 0, 0], [1, 2, 4]);
      expectClose(masked, numbers(attend([[1, 2]])), 1e-5, 'output');
    });
    layer.dispose();
    sequence.producer.layer.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('takes the value for the key, and what is said for what comes with the tensors', () => {
    const layer = MultiHeadAttention(2, 3);
    const steps = Input([3]);
    const plain = layer(query, value);
    const named = layer(query, value, { key: value });
    const masked = layer(query, value, { queryMask: steps, returnAttentionScores: true });
    tf.tidy(() => {
      const feeds = [
        randomTensor([2, 3, 4], 1),
        randomTensor([2, 5, 4], 2),
        tf.tensor([
          [1, 1, 0],
          [0, 1, 1],
        ]),
      ];
      const masks = [tf.zeros([2, 3], 'bool')];
      const results = runOutputs([query, value, steps], [plain, named, ...masked], feeds, { masks });
      expect(numbers(results[0]?.tensor)).toEqual(numbers(results[1]?.tensor));
      const sums = tf.sum(results[3]?.tensor as tf.Tensor, -1);
      expectClose(sums, [1, 1, 0, 1, 1, 0, 0, 1, 1, 0, 1, 1], 1e-6, 'sums of scores');
    });
    layer.dispose();
  });

  it('keeps steps from attending to later ones, and to those outside of a window', () => {
    const layer = MultiHeadAttention(1, 2, { slidingWindow: 2 });
    const [, all] = layer(query, value, { returnAttentionScores: true });
    const [, causal] = layer(query, value, { useCausalMask: true, returnAttentionScores: true });
    tf.tidy(() => {
      const reached = run([all, causal]).map((scores) =>
        numbers(scores)
          .slice(0, 15)
          .map((score) => Math.ceil(score)),
      );
      expect(reached[0]).toEqual([1, 1, 0, 0, 0, 1, 1, 1, 0, 0, 0, 1, 1, 1, 0]);
      expect(reached[1]).toEqual([1, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 1, 1, 0, 0]);
    });
    layer.dispose();
  });

  it('takes batches without a sample', () => {
    const layer = MultiHeadAttention(2, 3);
    const outputs = layer(query, value, { useCausalMask: true, returnAttentionScores: true });
    tf.tidy(() => {
      const feeds = [tf.zeros([0, 3, 4]), tf.zeros([0, 5, 4])];
      const masks = [tf.zeros([0, 3], 'bool'), tf.zeros([0, 5], 'bool')];
      const shapes = runOutputs([query, value], outputs, feeds, { masks }).map(({ tensor }) => tensor.shape);
      expect(shapes).toEqual([
        [0, 3, 4],
        [0, 2, 3, 5],
      ]);
    });
    layer.dispose();
  });

  it('shares keys and values among the heads of a group', async () => {
    const [grouped, whole] = [GroupQueryAttention(3, 4, 2), MultiHeadAttention(4, 3)];
    const outputs = [grouped(query, value), whole(query, value)];
    const weights = await grouped.getWeights();
    // Each head of a key or a value is there twice.
    const repeated = grouped.weights.map(({ path, shape }, index) => {
      const values = weights[index] as Float32Array;
      if (!/key|value/.test(path)) return values;
      const heads = tf.tidy(() => tf.tensor(values, [...shape]).dataSync());
      const size = 3;
      const groups = Array.from({ length: heads.length / size }, (_, at) => heads.slice(at * size, (at + 1) * size));
      return Float32Array.from(groups.flatMap((head) => [...head, ...head]));
    });
    whole.setWeights(repeated);
    tf.tidy(() => {
      const [one, other] = run(outputs);
      expectClose(one as tf.Tensor, numbers(other), 1e-5, 'output');
    });
    grouped.dispose();
    whole.dispose();
  });

  it('drops scores in training, but gives them as they were', () => {
    const layer = MultiHeadAttention(2, 3, { dropout: 0.5, seed: 3 });
    const outputs = layer(query, value, { returnAttentionScores: true });
    tf.tidy(() => {
      const [trained, scores] = run(outputs, { training: true });
      const [output, whole] = run(outputs);
      expect(numbers(scores)).toEqual(numbers(whole));
      expect(numbers(trained)).not.toEqual(numbers(output));
      const again = MultiHeadAttention(2, 3, { dropout: 0.5, seed: 3 });
      const repeated = again(query, value);
      again.weights.forEach(({ value }, index) => void value.assign(layer.weights[index]?.value as tf.Variable));
      expect(numbers(run(repeated, { training: true })[0])).toEqual(numbers(trained));
      again.dispose();
    });
    layer.dispose();
  });

  it('adds to the loss what regularizes the projections', () => {
    // Keras 3.15's sums of `layer.losses`, for weights of 0.5, 0.4, ... and inputs of 0, 0.25, ...
    const inputs = [Input([3, 2]), Input([2, 2])] as const;
    const options = { activityRegularizer: 'l2' } as const;
    const heads = MultiHeadAttention(2, 2, { ...options, useGate: true });
    const groups = GroupQueryAttention(2, 2, 1, options);
    const cases = [
      [heads, [heads(...inputs)], 0.2053328],
      [heads, heads(...inputs, { returnAttentionScores: true }), 0.2053328],
      [groups, [groups(...inputs)], 0.1611101],
      [groups, groups(...inputs, { returnAttentionScores: true }), 0.1926691],
    ] as const;
    tf.tidy(() => {
      for (const [layer, outputs, expected] of cases) {
        descend(layer);
        const penalties: tf.Scalar[] = [];
        const feeds = [
          tf.reshape(tf.div(tf.range(0, 6), 4), [1, 3, 2]),
          tf.reshape(tf.div(tf.range(0, 4), 4), [1, 2, 2]),
        ];
        runOutputs(inputs, outputs, feeds, { penalties });
        expectClose(tf.addN(penalties), [expected], 1e-5, layer.name);
      }
    });
    heads.dispose();
    groups.dispose();
  });

  it('says when sizes that varied turn out not to fit', () => {
    const [sequence, mask] = [Input([null, 4]), Input([null, null])];
    const layer = MultiHeadAttention(2, 3);
    const output = layer(sequence, sequence, { attentionMask: mask });
    tf.tidy(() => {
      const feed = (...sizes: number[]) => [tf.ones([1, 3, 4]), tf.ones(sizes)];
      expect(runOutputs([sequence, mask], [output], feed(1, 3, 3))[0]?.tensor.shape).toEqual([1, 3, 4]);
      expect(() => runOutputs([sequence, mask], [output], feed(1, 3, 2))).toThrow(
        'MultiHeadAttention expects attentionMask of shape (1, 3, 3) (received (1, 3, 2))',
      );
    });
    layer.dispose();
  });
});

it("starts from Keras' limits, which count heads among the units, or the inputs", async () => {
  const layer = MultiHeadAttention(4, 16, { valueDim: 8 });
  layer(Input([3, 8]), Input([5, 10]));
  const limit = (values: Float32Array) => values.reduce((largest, one) => Math.max(largest, Math.abs(one)), 0);
  const limits = (await layer.getWeights()).map(limit);
  const expected = [[8, 64], 0, [10, 64], 0, [10, 32], 0, [32, 8], 0] as const;
  expected.forEach((fans, index) => {
    const wanted = fans === 0 ? 0 : Math.sqrt(6 / (fans[0] + fans[1]));
    expect(limits[index]).toBeLessThanOrEqual(wanted);
    expect(limits[index]).toBeGreaterThanOrEqual(0.95 * wanted);
  });
  layer.dispose();
});

it("has Keras' names for layers and weights", () => {
  clearSession();
  const layer = GroupQueryAttention(2, 2, 1, { useGate: true });
  layer(query, value);
  expect([layer.className, layer.name, GroupQueryAttention(2, 2, 1).name]).toEqual([
    'GroupQueryAttention',
    'grouped_query_attention',
    'grouped_query_attention_1',
  ]);
  expect(layer.weights.map(({ path, shape }) => `${path} ${shape}`)).toEqual([
    'grouped_query_attention/query/kernel 4,2,2',
    'grouped_query_attention/query/bias 2,2',
    'grouped_query_attention/key/kernel 4,1,2',
    'grouped_query_attention/key/bias 1,2',
    'grouped_query_attention/gate/kernel 4,2,2',
    'grouped_query_attention/gate/bias 2,2',
    'grouped_query_attention/value/kernel 4,1,2',
    'grouped_query_attention/value/bias 1,2',
    'grouped_query_attention/attention_output/kernel 2,2,4',
    'grouped_query_attention/attention_output/bias 4',
  ]);
});

it('is used in blocks on a list of query and value', () => {
  const frames = (TimeDistributed(MultiHeadAttention(2, 3)) as unknown as Call)([Input([7, 3, 4]), Input([7, 5, 4])]);
  expect((frames as SymbolicTensor).shape).toEqual([null, 7, 3, 4]);
});

it('rejects options and calls that it cannot work with', () => {
  const messages: readonly (readonly [() => unknown, string])[] = [
    [() => MultiHeadAttention(0 as number, 3), 'MultiHeadAttention: numHeads expects a positive integer (received 0)'],
    [
      () => MultiHeadAttention(2, 1.5 as number),
      'MultiHeadAttention: keyDim expects a positive integer (received 1.5)',
    ],
    // @ts-expect-error MultiHeadAttention: valueDim expects a positive integer (received 0)
    [() => MultiHeadAttention(2, 3, { valueDim: 0 }), 'valueDim expects a positive integer (received 0)'],
    // @ts-expect-error MultiHeadAttention: slidingWindow expects a positive integer (received 0)
    [() => MultiHeadAttention(2, 3, { slidingWindow: 0 }), 'slidingWindow expects a positive integer (received 0)'],
    [() => MultiHeadAttention(2, 3, { outputShape: [] }), 'expects a positive integer, or a list of them'],
    [
      () => MultiHeadAttention(2, 3, { attentionAxes: [1, 1] }),
      'attentionAxes expects an integer, or a list of different',
    ],
    [() => MultiHeadAttention(2, 3, { flashAttention: true } as object), "(received 'flashAttention')"],
    [
      () => MultiHeadAttention(2, 3, { slidingWindow: 2 })(Input([2, 3, 4]), Input([2, 3, 4])),
      'MultiHeadAttention expects a single attention axis for a causal mask or a sliding window (received (1, 2))',
    ],
    [
      () => (MultiHeadAttention(2, 3, { name: 'heads' }) as unknown as Call)(query),
      'heads expects query and value as separate arguments (received 1 tensors)',
    ],
    [
      () =>
        (MultiHeadAttention(2, 3, { name: 'heads' }) as unknown as (...given: unknown[]) => void)(query, value, {
          mask: value,
        }),
      "heads expects call options 'training', 'key', 'queryMask', 'valueMask', 'keyMask', 'attentionMask', 'useCausalMask', " +
        "'returnAttentionScores' (received 'mask')",
    ],
  ];
  for (const [attempt, message] of messages) expect(attempt).toThrow(message);
});
