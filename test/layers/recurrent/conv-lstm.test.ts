import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../../src/backends/backend.js';
import * as channelsFirst from '../../../src/channels-first.js';
import { ArgumentError, ShapeError } from '../../../src/errors.js';
import type { AnyLayer } from '../../../src/graph/layer.js';
import { fromKerasConfig } from '../../../src/io/from-keras-config.js';
import { toKerasConfig } from '../../../src/io/to-keras-config.js';
import { Input } from '../../../src/layers/core/input.js';
import { ConvLSTM1D, ConvLSTM2D, ConvLSTM3D } from '../../../src/layers/recurrent/conv-lstm.js';
import { Bidirectional } from '../../../src/layers/wrappers/bidirectional.js';
import { expectClose } from '../expect-close.js';
import { type Call, runLayer } from '../run-layer.js';
import { expectNear, outputsOf, stepsOf, wave, withWeights } from './sequences.js';

const classes = { ConvLSTM1D, ConvLSTM2D, ConvLSTM3D } as unknown as Readonly<Record<string, Make>>;
type Weight = AnyLayer['weights'][number];
type Make = (filters: number, kernelSize: unknown, options?: object) => AnyLayer;

const [batch, steps] = [2, 3];

/** From (batch, time, ..., channels) to (batch, time, channels, ...), or without time. */
function toFirst(tensor: tf.Tensor, kept: 1 | 2): tf.Tensor {
  const axes = tensor.shape.map((_, axis) => axis);
  return tf.transpose(tensor, [...axes.slice(0, kept), axes.length - 1, ...axes.slice(kept, -1)]);
}

/** What a layer gives, and the slopes of `sum(output * upstream)` along its input and its weights. */
function outputAndSlopes(layer: AnyLayer, input: tf.Tensor, upstream: (shape: number[]) => tf.Tensor) {
  const given = tf.variable(input);
  let output = tf.zeros([0]);
  const weights = layer.weights.map(({ value }) => value as tf.Variable);
  const { grads } = tf.variableGrads(() => {
    output = tf.keep(runLayer(layer, tf.clone(given)));
    return tf.sum(tf.mul(output, upstream(output.shape))) as tf.Scalar;
  }, [given, ...weights]);
  given.dispose();
  const flat = [...output.dataSync()];
  output.dispose();
  return { output: flat, slopes: [given, ...weights].map(({ name }) => grads[name] as tf.Tensor) };
}

describe.each(['cpu', 'wasm'] as const)('ConvLSTM on %s', (backend) => {
  beforeAll(() => setBackend(backend));

  it.each([1, 2, 3] as const)(
    'over %d axes is the same with channels first, transposed, as are its gradients',
    (rank) => {
      const perAxis = fc.array(fc.integer({ min: 1, max: 2 }), { minLength: rank, maxLength: rank });
      const options = fc.record({
        padding: fc.constantFrom('valid', 'same'),
        returnSequences: fc.boolean(),
        goBackwards: fc.boolean(),
        useBias: fc.boolean(),
      });
      const moved = fc.oneof(fc.record({ strides: perAxis }), fc.record({ dilationRate: perAxis }));
      const property = fc.property(perAxis, options, moved, fc.nat(100), (kernelSize, given, movement, seed) => {
        const before = tf.memory().numTensors;
        tf.tidy(() => {
          const make = classes[`ConvLSTM${rank}D`] as Make;
          const [last, first] = ['channelsLast', 'channelsFirst'].map((dataFormat) =>
            make(2, kernelSize, { ...given, ...movement, dataFormat }),
          ) as [AnyLayer, AnyLayer];
          const input = wave([batch, steps, ...[4, 3, 3].slice(0, rank), 3], seed);
          withWeights(last, input.shape);
          withWeights(first, toFirst(input, 2).shape);
          const kept = given.returnSequences ? 2 : 1;
          const one = outputAndSlopes(last, input, (shape) => wave(shape, seed + 1));
          const shape = runLayer(last, input).shape;
          const other = outputAndSlopes(first, toFirst(input, 2), () => toFirst(wave(shape, seed + 1), kept));
          expectClose(toFirst(tf.tensor(one.output, shape), kept), other.output, 1e-5, 'outputs');
          const [slope, ...ofWeights] = one.slopes as [tf.Tensor, ...tf.Tensor[]];
          expectClose(toFirst(slope, 2), [...(other.slopes[0] as tf.Tensor).dataSync()], 2e-5, 'slope of the input');
          for (const [index, expected] of ofWeights.entries()) {
            expectClose(
              other.slopes[index + 1] as tf.Tensor,
              [...expected.dataSync()],
              2e-5,
              `slope of weight ${index}`,
            );
          }
          for (const layer of [last, first]) layer.dispose();
        });
        expect(tf.memory().numTensors).toBe(before);
      });
      fc.assert(property, { numRuns: 12, seed: 7 });
    },
  );

  it('takes images whose size varies from call to call', () => {
    const before = tf.memory().numTensors;
    tf.tidy(() => {
      const layer = ConvLSTM2D(2, 3, { returnState: true });
      const shapes = layer(Input([null, null, null, 1])).map(({ shape }) => shape);
      expect(shapes).toEqual(new Array(3).fill([null, null, null, 2]));
      for (const [height, width] of [
        [5, 4],
        [3, 7],
      ] as const) {
        const [output = []] = outputsOf(layer, wave([batch, steps, height, width, 1], 0));
        expect(output.slice(-4)).toEqual([batch, height - 2, width - 2, 2]);
      }
      layer.dispose();
    });
    expect(tf.memory().numTensors).toBe(before);
  });

  it('leaves out something else for each gate, and the same at every step', () => {
    const before = tf.memory().numTensors;
    tf.tidy(() => {
      const places = 4000;
      const linear = { activation: 'linear', recurrentActivation: 'linear', useBias: false } as const;
      const layer = ConvLSTM1D(1, 1, { ...linear, dropout: 0.5, seed: 3, returnSequences: true });
      const input = tf.ones([1, 3, places, 1]);
      layer(Input([3, places, 1]));
      layer.setWeights([tf.ones([1, 1, 4]), tf.zeros([1, 1, 4])]);
      const atSteps = tf.unstack(runLayer(layer, input, { training: true }), 1);
      const rows = atSteps.map((row) => [...row.dataSync()]) as [number[], number[], number[]];
      // Input gate, candidate and output gate let a place through at once: one in eight, at twice the value each.
      const shown = rows[0].flatMap((value, place) => (value === 0 ? [] : [place]));
      expect(new Set(rows[0])).toEqual(new Set([0, 8]));
      expect(shown.length / places).toBeGreaterThan(0.1);
      expect(shown.length / places).toBeLessThan(0.15);
      // The forget gate keeps the carry of half of these, doubled.
      const forgetting = shown.filter((place) => rows[1][place] === 8).length;
      expect(new Set(shown.map((place) => rows[1][place]))).toEqual(new Set([8, 24]));
      expect(forgetting / shown.length).toBeGreaterThan(0.4);
      expect(forgetting / shown.length).toBeLessThan(0.6);
      for (const [place, value] of rows[2].entries()) {
        expect(value).toBe(rows[1][place] === 24 ? 56 : rows[1][place]);
      }
      layer.dispose();
    });
    expect(tf.memory().numTensors).toBe(before);
  });

  it.each(['channelsLast', 'channelsFirst'] as const)(
    'drops nothing outside training, and by its seed in it: %s',
    (dataFormat) => {
      tf.tidy(() => {
        const whole = wave([batch, steps, 4, 3, 4], 0);
        const run = (options: object, training = true) => {
          const layer = withWeights(ConvLSTM2D(2, 2, { dataFormat, padding: 'same', ...options }), whole.shape);
          const [output] = outputsOf(layer, whole, null, { training });
          layer.dispose();
          return output;
        };
        for (const rates of [{ dropout: 0.4 }, { recurrentDropout: 0.4 }]) {
          expect(run({ ...rates, seed: 7 })).toEqual(run({ ...rates, seed: 7 }));
          expect(run({ ...rates, seed: 7 })).not.toEqual(run({ ...rates, seed: 9 }));
          expect(run({ ...rates, seed: 7 })).not.toEqual(run({}));
          expect(run({ ...rates, seed: 7 }, false)).toEqual(run({}, false));
        }
      });
    },
  );

  it('starts with ones for the forget gate, unless told otherwise', () => {
    const biasOf = (options: object) => {
      const layer = ConvLSTM1D(2, 1, options);
      layer(Input([3, 4, 1]));
      const values = [...(layer.weights.at(-1) as Weight).value.dataSync()];
      layer.dispose();
      return values;
    };
    expect(biasOf({})).toEqual([0, 0, 1, 1, 0, 0, 0, 0]);
    expect(biasOf({ unitForgetBias: false })).toEqual(new Array(8).fill(0));
  });

  it('goes both ways, with each way as it is alone', () => {
    tf.tidy(() => {
      const whole = wave([batch, steps, 3, 3, 1], 0);
      const both = withWeights(Bidirectional(ConvLSTM2D(2, 2, { returnSequences: true })), whole.shape);
      const ways = both.layers.map((layer) => runLayer(layer, whole)) as [tf.Tensor, tf.Tensor];
      const joined = tf.concat([ways[0], tf.reverse(ways[1], 1)], -1);
      expectClose(runLayer(both, whole), [...joined.dataSync()], 1e-6, 'both ways');
      both.dispose();
    });
  });

  it('goes on where the batch before ended, with images of the same size', () => {
    tf.tidy(() => {
      const layer = ConvLSTM1D(1, 2, { stateful: true });
      layer(Input([null, null, 1], { batchSize: batch }));
      const whole = wave([batch, 4, 5, 1], 0);
      const first = outputsOf(layer, stepsOf(whole, 0, 2));
      expect(outputsOf(layer, stepsOf(whole, 0, 2))).not.toEqual(first);
      const other = () => outputsOf(layer, wave([batch, 2, 6, 1], 0));
      expect(other).toThrow(ShapeError);
      expect(other).toThrow('ConvLSTM1D expects an initial state of shape (2, 5, 1) (received (2, 4, 1))');
      layer.resetState();
      expectNear(outputsOf(layer, stepsOf(whole, 0, 2)), first);
      layer.dispose();
    });
  });
});

describe('ConvLSTM', () => {
  beforeAll(() => setBackend('cpu'));

  it('has channels first in the entry point of that name', () => {
    const { ConvLSTM1D, ConvLSTM2D, ConvLSTM3D } = channelsFirst;
    expect(ConvLSTM1D(4, 2)(Input([10, 3, 8])).shape).toEqual([null, 4, 7]);
    expect(ConvLSTM2D(4, 2)(Input([10, 3, 8, 7])).shape).toEqual([null, 4, 7, 6]);
    expect(ConvLSTM3D(4, 2, { returnSequences: true })(Input([10, 3, 8, 7, 6])).shape).toEqual([null, 10, 4, 7, 6, 5]);
    expect(ConvLSTM1D(4, 2, { dataFormat: 'channelsLast' })(Input([10, 8, 3])).shape).toEqual([null, 7, 4]);
  });

  it.each(Object.entries(classes))('%s comes back from its configuration', (_, make) => {
    const options = { strides: 2, padding: 'same', dataFormat: 'channelsFirst', recurrentDropout: 0.25, seed: 3 };
    const config = toKerasConfig(make(4, 3, { ...options, returnSequences: true, recurrentActivation: 'hardSigmoid' }));
    expect(config.config).toMatchObject({
      filters: 4,
      data_format: 'channels_first',
      recurrent_dropout: 0.25,
      seed: 3,
    });
    expect(toKerasConfig(fromKerasConfig(config))).toEqual(config);
  });

  it.each<[() => unknown, string]>([
    [() => ConvLSTM2D(0 as number, 3), 'ConvLSTM2D: filters expects a positive integer (received 0)'],
    [
      () => ConvLSTM2D(1, [3] as never),
      'ConvLSTM2D: kernelSize expects a positive integer, or a list of 2 (received [3])',
    ],
    [
      // @ts-expect-error ConvLSTM2D: strides expects a positive integer, or a list of 2 (received 0)
      () => ConvLSTM2D(1, 3, { strides: 0 }),
      'ConvLSTM2D: strides expects a positive integer, or a list of 2 (received 0)',
    ],
    [
      () => ConvLSTM1D(1, 3, { padding: 'causal' as never }),
      "ConvLSTM1D: padding expects one of 'valid', 'same' (received 'causal')",
    ],
    // @ts-expect-error ConvLSTM1D: dropout expects a number from 0 to less than 1 (received 1)
    [() => ConvLSTM1D(1, 3, { dropout: 1 }), 'ConvLSTM1D: dropout expects a number from 0 to less than 1 (received 1)'],
    // @ts-expect-error ConvLSTM1D: seed expects an integer from 0 to 2^32 - 1 (received -1)
    [() => ConvLSTM1D(1, 3, { seed: -1 }), 'ConvLSTM1D: seed expects an integer from 0 to 2^32 - 1 (received -1)'],
    [
      () => ConvLSTM3D(1, 3, { strides: [1, 2, 1], dilationRate: 2 as never }),
      'ConvLSTM3D: dilationRate expects 1 with strides greater than 1 (received 2 with strides of [1, 2, 1])',
    ],
  ])('rejects options that cannot be: %#', (make, message) => {
    expect(make).toThrow(ArgumentError);
    expect(make).toThrow(message);
  });

  it.each<[AnyLayer, readonly (number | null)[], string]>([
    [
      ConvLSTM2D(8, 3),
      [28, 28, 1],
      'ConvLSTM2D expects (batch, time, height, width, channels) with a known number of channels (received (null, 28, 28, 1))',
    ],
    [
      channelsFirst.ConvLSTM2D(8, 3),
      [10, null, 28, 27],
      'ConvLSTM2D expects (batch, time, channels, height, width) with a known number of channels (received (null, 10, null, 28, 27))',
    ],
    [
      ConvLSTM1D(8, 3),
      [10, 2, 1],
      'ConvLSTM1D expects a number of steps of at least 3, the size of its window (received 2, in (null, 10, 2, 1))',
    ],
    [
      Bidirectional(ConvLSTM2D(8, 3), { backwardLayer: ConvLSTM2D(4, 3, { padding: 'same', goBackwards: true }) }),
      [10, 28, 27, 3],
      'Bidirectional expects outputs that differ only on their last axis (received (null, 26, 25, 8) and (null, 28, 27, 4))',
    ],
  ])('rejects at run time what the compiler rejects, in the same words: %#', (layer, shape, message) => {
    const call = () => (layer as unknown as Call)(Input(shape));
    expect(call).toThrow(ShapeError);
    expect(call).toThrow(message);
  });
});
