import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../../src/backends/backend.js';
import { ArgumentError } from '../../../src/errors.js';
import type { AnyLayer } from '../../../src/graph/layer.js';
import { Input } from '../../../src/layers/core/input.js';
import type { SimpleRNNOptions } from '../../../src/layers/recurrent/simple-rnn.js';
import { type Call, type RunOptions, runOutputs } from '../run-layer.js';

const [batch, steps, features, units] = [3, 6, 4, 2];

/** Makes a recurrent layer of one class. */
export type MakeRecurrent = (units: number, options?: SimpleRNNOptions) => AnyLayer;

/** Weights that are not small, so that what is left out shows. */
function withWeights(layer: AnyLayer): AnyLayer {
  (layer as unknown as Call)(Input([steps, features], { batchSize: batch }));
  layer.setWeights(layer.weights.map(({ shape, size }, seed) => wave(shape, size, seed)));
  return layer;
}

function wave(shape: readonly number[], size: number, seed: number): tf.Tensor {
  return tf.tensor(
    Array.from({ length: size }, (_, index) => Math.sin(7 * index + 3 * seed + 1)),
    [...shape],
  );
}

/** What a layer makes of a sequence, all outputs flat. */
function outputsOf(layer: AnyLayer, input: tf.Tensor, mask: tf.Tensor | null = null, options: RunOptions = {}) {
  const symbolic = Input(input.shape.slice(1), { batchSize: batch });
  const outputs = [(layer as unknown as Call)(symbolic)].flat();
  const values = runOutputs([symbolic], outputs, [input], { ...options, masks: [mask] });
  return values.map(({ tensor }) => [...tensor.dataSync()]);
}

function expectNear(received: readonly (readonly number[])[], wanted: readonly (readonly number[])[]): void {
  expect(received.map(({ length }) => length)).toEqual(wanted.map(({ length }) => length));
  const all = wanted.flat();
  for (const [index, value] of received.flat().entries()) expect(value).toBeCloseTo(all[index] as number, 5);
}

/** Registers tests of what all recurrent layers with one state have in common. */
export function describeRecurrent(className: string, make: MakeRecurrent): void {
  describe.each(['cpu', 'wasm'] as const)(`${className} on %s`, (backend) => {
    beforeAll(() => setBackend(backend));

    it.each([1, 3, 6])(
      'gives for a sequence that is masked after %d steps what it gives for one that ends',
      (length) => {
        tf.tidy(() => {
          const layer = withWeights(make(units, { returnState: true }));
          const whole = wave([batch, steps, features], batch * steps * features, 0);
          const counts = new Array(batch).fill(Array.from({ length: steps }, (_, step) => Number(step < length)));
          const mask = tf.tensor(counts as number[][], undefined, 'bool');
          const ended = outputsOf(layer, tf.slice(whole, [0, 0, 0], [-1, length, -1]));
          expectNear(outputsOf(layer, whole, mask), ended);
          layer.dispose();
        });
      },
    );

    it('repeats the last output where a step is masked, or gives zeros with zeroOutputForMask', () => {
      tf.tidy(() => {
        const mask = tf.tensor(new Array(batch).fill([0, 1, 0, 1, 1, 0]) as number[][], undefined, 'bool');
        const whole = wave([batch, steps, features], batch * steps * features, 0);
        const rows = (zeroOutputForMask: boolean) => {
          const layer = withWeights(make(units, { returnSequences: true, zeroOutputForMask }));
          const [output] = outputsOf(layer, whole, mask) as [number[]];
          layer.dispose();
          return Array.from({ length: steps }, (_, step) => output.slice(step * units, (step + 1) * units));
        };
        const [repeated, zeroed] = [rows(false), rows(true)];
        expect([repeated[0], repeated[2], repeated[5]]).toEqual([[0, 0], repeated[1], repeated[4]]);
        expect([zeroed[0], zeroed[2], zeroed[5]]).toEqual(new Array(3).fill([0, 0]));
        expect([zeroed[1], zeroed[3], zeroed[4]]).toEqual([repeated[1], repeated[3], repeated[4]]);
      });
    });

    it('goes backwards through a sequence as forwards through the reversed one', () => {
      tf.tidy(() => {
        const whole = wave([batch, steps, features], batch * steps * features, 0);
        const options = { returnSequences: true, returnState: true };
        const forwards = withWeights(make(units, options));
        const backwards = withWeights(make(units, { ...options, goBackwards: true }));
        expectNear(outputsOf(backwards, whole), outputsOf(forwards, tf.reverse(whole, 1)));
        forwards.dispose();
        backwards.dispose();
      });
    });

    it('makes one long run of batches when it is stateful, until its state is reset', () => {
      const before = tf.memory().numTensors;
      tf.tidy(() => {
        const whole = wave([batch, steps, features], batch * steps * features, 0);
        const stateful = withWeights(make(units, { stateful: true }));
        const plain = withWeights(make(units));
        const first = tf.slice(whole, [0, 0, 0], [-1, 3, -1]);
        const started = outputsOf(stateful, first);
        expectNear(outputsOf(stateful, tf.slice(whole, [0, 3, 0])), outputsOf(plain, whole));
        stateful.resetState();
        expectNear(outputsOf(stateful, first), started);
        stateful.dispose();
        plain.dispose();
      });
      expect(tf.memory().numTensors).toBe(before);
    });

    it('drops the same things in every program when it has a seed, and nothing outside training', () => {
      const before = tf.memory().numTensors;
      tf.tidy(() => {
        const whole = wave([batch, steps, features], batch * steps * features, 0);
        const run = (options: SimpleRNNOptions, training = true) => {
          const layer = withWeights(make(units, options));
          const outputs = outputsOf(layer, whole, null, { training });
          layer.dispose();
          return outputs;
        };
        for (const rates of [{ dropout: 0.4 }, { recurrentDropout: 0.4 }]) {
          expect(run({ ...rates, seed: 7 })).toEqual(run({ ...rates, seed: 7 }));
          expect(run({ ...rates, seed: 7 })).not.toEqual(run({ ...rates, seed: 9 }));
          expect(run({ ...rates, seed: 7 }, false)).toEqual(run({}, false));
        }
      });
      expect(tf.memory().numTensors).toBe(before);
    });

    it('computes without a bias what it computes with one of zeros', () => {
      tf.tidy(() => {
        const whole = wave([batch, steps, features], batch * steps * features, 0);
        const plain = withWeights(make(units, { useBias: false }));
        const biased = withWeights(make(units));
        const bias = biased.weights[2]?.value as tf.Variable;
        bias.assign(tf.zerosLike(bias));
        expect(plain.weights.length).toBe(2);
        expectNear(outputsOf(plain, whole), outputsOf(biased, whole));
        plain.dispose();
        biased.dispose();
      });
    });
  });

  describe(className, () => {
    it.each<[SimpleRNNOptions, string]>([
      [{ dropout: 1 }, 'dropout expects a number from 0 to less than 1 (received 1)'],
      [{ recurrentDropout: -0.1 }, 'recurrentDropout expects a number from 0 to less than 1 (received -0.1)'],
      [{ seed: -1 }, 'seed expects an integer from 0 to 2^32 - 1 (received -1)'],
    ])('rejects %o', (options, message) => {
      expect(() => make(2, options)).toThrow(ArgumentError);
      expect(() => make(2, options)).toThrow(`${className}: ${message}`);
    });

    it('rejects units that are not a size', () => {
      expect(() => make(0)).toThrow(`${className}: units expects a positive integer (received 0)`);
    });
  });
}
