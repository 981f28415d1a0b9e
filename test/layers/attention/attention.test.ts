import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../../src/backends/backend.js';
import { ArgumentError } from '../../../src/errors.js';
import type { SymbolicTensor } from '../../../src/graph/symbolic-tensor.js';
import type { Value } from '../../../src/graph/value.js';
import { AdditiveAttention, Attention } from '../../../src/layers/attention/attention.js';
import { Embedding } from '../../../src/layers/core/embedding.js';
import { Input } from '../../../src/layers/core/input.js';
import { Model } from '../../../src/training/model.js';
import { expectClose } from '../expect-close.js';
import { randomTensor } from '../random-tensor.js';
import { type Call, runOutputs } from '../run-layer.js';

const layers = [
  ['Attention', () => Attention() as unknown as Call],
  ['AdditiveAttention', () => AdditiveAttention() as unknown as Call],
] as const;

type Numbers = [number[], number[], number[], number[]];

/** The tensor of one of several values. */
function tensorAt(values: readonly Value[], index: number): tf.Tensor {
  return (values[index] as Value).tensor;
}

describe.each(['cpu', 'wasm'] as const)('attention on %s', (backend) => {
  beforeAll(() => setBackend(backend));

  it.each(layers)('%s gives for a value that is masked what it gives for one that is cut short', (_, make) => {
    const [query, words] = [Input([3, 4]), Input([null], { dtype: 'int32' })];
    const value = Embedding(5, 4, { maskZero: true })(words);
    const outputs = make()([query, value], { returnAttentionScores: true });
    const [output, scores] = outputs as [SymbolicTensor, SymbolicTensor];
    tf.tidy(() => {
      const run = (indices: number[][]) =>
        runOutputs(
          [query, words],
          [output, scores],
          [randomTensor([1, 3, 4], 1), tf.tensor(indices, undefined, 'int32')],
        ).map(({ tensor }) => tensor) as [tf.Tensor, tf.Tensor];
      const [masked, maskedScores] = run([[1, 2, 0, 0]]);
      const [short, shortScores] = run([[1, 2]]);
      expectClose(masked, [...short.dataSync()], 1e-6, 'output');
      expectClose(tf.slice(maskedScores, [0, 0, 0], [1, 3, 2]), [...shortScores.dataSync()], 1e-6, 'scores');
      expectClose(tf.slice(maskedScores, [0, 0, 2], [1, 3, 2]), new Array(6).fill(0), 0, 'scores of what is masked');
    });
    for (const { layer } of [output, value].map(({ producer }) => producer)) layer.dispose();
  });

  it('goes by the masks that a call gives instead of those that come with the inputs', () => {
    const before = tf.memory().numTensors;
    const [query, value, mask] = [Input([2, 3]), Input([2, 3]), Input([2])];
    const layer = Attention();
    const given = layer([query, value], { mask: [mask, null], returnAttentionScores: true });
    const none = layer([query, value], { mask: [null, null], returnAttentionScores: true });
    const feeds = [randomTensor([1, 2, 3], 1), randomTensor([1, 2, 3], 2), tf.tensor([[1, 0]])];
    const masks = [tf.tensor([[0, 1]], undefined, 'bool'), tf.tensor([[1, 0]], undefined, 'bool'), null];
    const values = runOutputs([query, value, mask], [...given, ...none], feeds, { masks });
    const [output, scores, open, openScores] = values.map(({ tensor }) => [...tensor.dataSync()]) as Numbers;
    expect(scores).toEqual(openScores);
    expect(openScores.every((score) => score > 0)).toBe(true);
    expect(output).toEqual([...open.slice(0, 3), 0, 0, 0]);
    expect(values[0]?.mask?.arraySync()).toEqual([[1, 0]]);
    expect(values[2]?.mask).toBeNull();
    tf.dispose(
      [...feeds, ...masks, ...values.flatMap(({ tensor, mask }) => [tensor, mask])].filter((one) => one !== null),
    );
    expect(tf.memory().numTensors).toBe(before);
  });

  it('makes everything count alike where nothing counts', () => {
    const [query, value] = [Input([2, 3]), Input([4, 3])];
    const [, scores] = Attention()([query, value], { returnAttentionScores: true });
    tf.tidy(() => {
      const masks = [null, tf.zeros([1, 4], 'bool')];
      const feeds = [randomTensor([1, 2, 3], 1), randomTensor([1, 4, 3], 2)];
      const result = tensorAt(runOutputs([query, value], [scores], feeds, { masks }), 0);
      expectClose(result, new Array(8).fill(0.25), 1e-6, 'scores');
    });
  });

  it('leaves scores out in training, the same ones wherever the seed is the same', () => {
    const [query, value] = [Input([20, 3]), Input([50, 3])];
    tf.tidy(() => {
      const feeds = [randomTensor([1, 20, 3], 1), randomTensor([1, 50, 3], 2)];
      const run = (seed: number, training: boolean) => {
        const [, scores] = Attention({ dropout: 0.3, seed })([query, value], { returnAttentionScores: true });
        return tensorAt(runOutputs([query, value], [scores], feeds, { training }), 0).dataSync();
      };
      const [first, again, other, whole] = [run(1, true), run(1, true), run(2, true), run(1, false)];
      const dropped = first.filter((score) => score === 0).length / first.length;
      expect(Math.abs(dropped - 0.3)).toBeLessThan(0.05);
      expect([...first]).toEqual([...again]);
      expect([...first]).not.toEqual([...other]);
      first.forEach((score, index) => {
        if (score !== 0) expect(score).toBeCloseTo((whole[index] as number) / 0.7, 6);
      });
    });
  });

  it('says when sizes that varied turn out not to fit', () => {
    const [query, value] = [Input([null, 3]), Input([4, null])];
    const output = Attention()([query, value]);
    expect(output.shape).toEqual([null, null, null]);
    tf.tidy(() => {
      expect(() => runOutputs([query, value], [output], [tf.ones([1, 2, 3]), tf.ones([1, 4, 2])])).toThrow(
        'Attention expects query and value of the same size on axis 2 (received (1, 2, 3) and (1, 4, 2))',
      );
      expect(() => runOutputs([query, value], [output], [tf.ones([1, 2, 3]), tf.ones([2, 4, 3])])).toThrow('on axis 0');
    });
  });

  it('is part of a model, whatever the model is called on', () => {
    const [query, value] = [Input([2, 3]), Input([4, 3])];
    const model = Model({
      inputs: [query, value],
      outputs: Attention()([query, value], { useCausalMask: true, returnAttentionScores: true }),
    });
    const [, scores] = model([Input([2, 3]), Input([4, 3])]);
    tf.tidy(() => {
      const feeds = [tf.zeros([1, 2, 3]), tf.zeros([1, 4, 3])];
      const result = tensorAt(runOutputs(scores.producer.inputs, [scores], feeds), 0);
      expectClose(result, [1, 0, 0, 0, 0.5, 0.5, 0, 0], 1e-6, 'scores');
    });
  });
});

it('rejects options and calls that it cannot work with', () => {
  const inputs = [Input([2, 3]), Input([4, 3])] as const;
  expect(() => Attention({ scoreMode: 'dots' as 'dot' })).toThrow(
    new ArgumentError("Attention: scoreMode expects one of 'dot', 'concat' (received 'dots', did you mean 'dot'?)"),
  );
  // @ts-expect-error Attention: dropout expects a number from 0 to 1 (received 1.5)
  expect(() => Attention({ dropout: 1.5 })).toThrow('Attention: dropout expects a number from 0 to 1 (received 1.5)');
  // @ts-expect-error AdditiveAttention: seed expects an integer from 0 to 2^32 - 1 (received -1)
  expect(() => AdditiveAttention({ seed: -1 })).toThrow('AdditiveAttention: seed expects');
  expect(() => AdditiveAttention({ scoreMode: 'dot' } as object)).toThrow("(received 'scoreMode'");
  expect(() => (Attention() as unknown as Call)([...inputs], { mask: [null] })).toThrow(
    'Attention: mask expects a mask or null for each of query and value (received 1)',
  );
  expect(() => (Attention() as unknown as Call)(Input([2, 3]))).toThrow(
    'Attention expects a list of query and value, or of query, value and key (received one tensor)',
  );
});
