import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../../src/backends/backend.js';
import type { AnyLayer } from '../../../src/graph/layer.js';
import { ConvLSTM1D, ConvLSTM2D, ConvLSTM3D } from '../../../src/layers/recurrent/conv-lstm.js';
import { GRU, GRUCell } from '../../../src/layers/recurrent/gru.js';
import { LSTM, LSTMCell } from '../../../src/layers/recurrent/lstm.js';
import type { RecurrentOptions } from '../../../src/layers/recurrent/recurrent-options.js';
import { RNN } from '../../../src/layers/recurrent/rnn.js';
import { SimpleRNN, SimpleRNNCell } from '../../../src/layers/recurrent/simple-rnn.js';
import { CountingCell, MinimalCell } from './own-cells.js';
import { expectNear, outputsOf, stepsOf, wave, withWeights } from './sequences.js';

const seed = Number(process.env.SEED ?? 7);
const runs = { numRuns: 12, seed };
const [batch, steps, features] = [3, 5, 4];

type Make = (options: RecurrentOptions) => AnyLayer;

/** Layers of every kind that go through vectors. */
const makers: Readonly<Record<string, Make>> = {
  SimpleRNN: (options) => SimpleRNN(2, options),
  LSTM: (options) => LSTM(2, options),
  GRU: (options) => GRU(2, options),
  'RNN of a GRUCell with other activations': (options) => RNN(GRUCell(2, { recurrentActivation: 'relu' }), options),
  'RNN of cells': (options) => RNN([LSTMCell(3), SimpleRNNCell(2), GRUCell(4)], options),
  "RNN of a user's cell": (options) => RNN(MinimalCell(2), options),
  "RNN of users' cells among others": (options) => RNN([MinimalCell(3), LSTMCell(2), CountingCell(5)], options),
};

/** Layers that go through images, with what goes into a step. */
const convolving: Readonly<Record<string, readonly [make: Make, image: readonly number[]]>> = {
  ConvLSTM1D: [(options) => ConvLSTM1D(2, 3, { strides: 2, ...options }), [5, 2]],
  'ConvLSTM2D with channels first': [
    (options) => ConvLSTM2D(2, [2, 1], { dataFormat: 'channelsFirst', padding: 'same', ...options }),
    [2, 3, 2],
  ],
  ConvLSTM3D: [(options) => ConvLSTM3D(1, 2, { dilationRate: [1, 2, 1], ...options }), [2, 4, 2, 1]],
};

const layers = [
  ...Object.entries(makers).map(([name, make]) => [name, make, [features] as readonly number[]] as const),
  ...Object.entries(convolving).map(([name, [make, image]]) => [name, make, image] as const),
];

/** Which steps count, for each sample. */
const masks = fc.array(fc.array(fc.boolean(), { minLength: steps, maxLength: steps }), {
  minLength: batch,
  maxLength: batch,
});

const flags = fc.record({
  returnSequences: fc.boolean(),
  returnState: fc.boolean(),
  goBackwards: fc.boolean(),
  zeroOutputForMask: fc.boolean(),
});

function maskOf(rows: readonly (readonly boolean[])[]): tf.Tensor {
  return tf.tensor(
    rows.map((row) => row.map(Number)),
    undefined,
    'bool',
  );
}

describe.each(['cpu', 'wasm'] as const)(`recurrent layers on %s, seed ${seed}`, (backend) => {
  beforeAll(() => setBackend(backend));

  describe.each(layers)('%s', (_, make, sample) => {
    const made = (options: RecurrentOptions) => withWeights(make(options), [batch, steps, ...sample]);
    const whole = () => wave([batch, steps, ...sample], 0);

    /** Runs without leaving anything behind. */
    const check = (action: () => void) => {
      const before = tf.memory().numTensors;
      tf.tidy(action);
      expect(tf.memory().numTensors).toBe(before);
    };

    it('gives for what is masked at the end what it gives for a sequence cut short', () => {
      fc.assert(
        fc.property(fc.integer({ min: 1, max: steps }), flags, (length, options) => {
          check(() => {
            const layer = made({ ...options, returnSequences: false, zeroOutputForMask: false });
            const mask = maskOf(new Array(batch).fill(Array.from({ length: steps }, (_, step) => step < length)));
            expectNear(outputsOf(layer, whole(), mask), outputsOf(layer, stepsOf(whole(), 0, length)));
            layer.dispose();
          });
        }),
        runs,
      );
    });

    it('leaves out masked steps, wherever they are', () => {
      fc.assert(
        fc.property(fc.subarray([0, 1, 2, 3, 4], { minLength: 1 }), fc.boolean(), (counted, goBackwards) => {
          check(() => {
            const layer = made({ goBackwards, returnState: true });
            const mask = maskOf(
              new Array(batch).fill(Array.from({ length: steps }, (_, step) => counted.includes(step))),
            );
            const kept = tf.gather(whole(), tf.tensor1d(counted, 'int32'), 1);
            expectNear(outputsOf(layer, whole(), mask), outputsOf(layer, kept));
            layer.dispose();
          });
        }),
        runs,
      );
    });

    it('is in chunks what it is in one run, where it is stateful', () => {
      fc.assert(
        fc.property(fc.integer({ min: 1, max: steps - 1 }), (length) => {
          check(() => {
            const stateful = made({ stateful: true, returnState: true });
            const plain = made({ returnState: true });
            const first = outputsOf(stateful, stepsOf(whole(), 0, length));
            expectNear(outputsOf(stateful, stepsOf(whole(), length, steps)), outputsOf(plain, whole()));
            stateful.resetState();
            expectNear(outputsOf(stateful, stepsOf(whole(), 0, length)), first);
            stateful.dispose();
            plain.dispose();
          });
        }),
        runs,
      );
    });

    it('is unrolled what it is in a loop', () => {
      fc.assert(
        fc.property(masks, flags, (rows, options) => {
          check(() => {
            const [looped, unrolled] = [made(options), made({ ...options, unroll: true })];
            expectNear(outputsOf(unrolled, whole(), maskOf(rows)), outputsOf(looped, whole(), maskOf(rows)));
            looped.dispose();
            unrolled.dispose();
          });
        }),
        runs,
      );
    });

    it('goes backwards as it goes forwards through what is reversed', () => {
      fc.assert(
        fc.property(masks, flags, (rows, options) => {
          check(() => {
            const [back, there] = [made({ ...options, goBackwards: true }), made({ ...options, goBackwards: false })];
            const reversed = [tf.reverse(whole(), 1), tf.reverse(maskOf(rows), 1)] as const;
            expectNear(outputsOf(back, whole(), maskOf(rows)), outputsOf(there, ...reversed));
            back.dispose();
            there.dispose();
          });
        }),
        runs,
      );
    });

    it('shows zeros at masked steps with zeroOutputForMask, and nothing else', () => {
      fc.assert(
        fc.property(masks, (rows) => {
          check(() => {
            const zeroed = made({ returnSequences: true, zeroOutputForMask: true });
            const repeated = made({ returnSequences: true });
            const [[zeros = []], [plain = []]] = [zeroed, repeated].map((layer) =>
              outputsOf(layer, whole(), maskOf(rows)),
            ) as [number[][], number[][]];
            const rank = sample.length + 2;
            const size = (plain.length - rank) / (batch * steps);
            const counts = rows.flat().flatMap((count) => new Array<boolean>(size).fill(count));
            const shown = plain.slice(0, -rank).map((value, index) => (counts[index] ? value : 0));
            expect(zeros.slice(0, -rank)).toEqual(shown);
            zeroed.dispose();
            repeated.dispose();
          });
        }),
        runs,
      );
    });
  });

  it.each([
    ['SimpleRNN', SimpleRNN, SimpleRNNCell],
    ['LSTM', LSTM, LSTMCell],
    ['GRU', GRU, GRUCell],
  ] as const)('%s is RNN of its cell', (_, make, makeCell) => {
    const cells = fc.record({ activation: fc.constantFrom('tanh', 'relu'), useBias: fc.boolean() });
    const whole = () => wave([batch, steps, features], 0);
    fc.assert(
      fc.property(masks, flags, cells, (rows, options, cellOptions) => {
        tf.tidy(() => {
          const layer = withWeights(make(3, { ...options, ...cellOptions }) as AnyLayer, [batch, steps, features]);
          const over = withWeights(RNN(makeCell(3, cellOptions) as AnyLayer, options), [batch, steps, features]);
          expect(over.weights.map(({ name, shape }) => [name, shape])).toEqual(
            layer.weights.map(({ name, shape }) => [name, shape]),
          );
          expect(outputsOf(over, whole(), maskOf(rows))).toEqual(outputsOf(layer, whole(), maskOf(rows)));
          layer.dispose();
          over.dispose();
        });
      }),
      runs,
    );
  });
});
