import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../../src/backends/backend.js';
import { ShapeError } from '../../../src/errors.js';
import type { AnyLayer } from '../../../src/graph/layer.js';
import type { SymbolicTensor } from '../../../src/graph/symbolic-tensor.js';
import { Dense } from '../../../src/layers/core/dense.js';
import { Input } from '../../../src/layers/core/input.js';
import { ConvLSTM1D } from '../../../src/layers/recurrent/conv-lstm.js';
import { GRU, GRUCell } from '../../../src/layers/recurrent/gru.js';
import { LSTM } from '../../../src/layers/recurrent/lstm.js';
import { RNN } from '../../../src/layers/recurrent/rnn.js';
import { SimpleRNN } from '../../../src/layers/recurrent/simple-rnn.js';
import { Bidirectional } from '../../../src/layers/wrappers/bidirectional.js';
import { TimeDistributed } from '../../../src/layers/wrappers/time-distributed.js';
import { notEqual } from '../../../src/operations/logic.js';
import { squeeze } from '../../../src/operations/reshaping.js';
import { type Call, runOutputs } from '../run-layer.js';
import { expectNear, outputsOf, stepsOf, wave, withWeights } from './sequences.js';

const [batch, steps, features] = [2, 5, 3];
const whole = () => wave([batch, steps, features], 0);

const makers: Readonly<Record<string, () => AnyLayer>> = {
  SimpleRNN: () => SimpleRNN(2, { returnState: true }),
  LSTM: () => LSTM(2, { returnState: true }),
  GRU: () => GRU(2, { goBackwards: true }),
  RNN: () => RNN(GRUCell(2), { returnState: true }),
  Bidirectional: () => Bidirectional(LSTM(2, { returnState: true })),
};

/** What a layer makes of a sequence, and of a mask that the call names; `own` is the mask that comes with the sequence. */
function outputsWith(layer: AnyLayer, mask: tf.Tensor, own: tf.Tensor | null = null) {
  const [x, named] = [Input([steps, features], { batchSize: batch }), Input([steps], { batchSize: batch })];
  const outputs = [(layer as unknown as Call)(x as SymbolicTensor, { mask: named })].flat();
  const values = runOutputs([x, named], outputs, [whole(), mask], { masks: [own] });
  return values.map(({ tensor }) => [...tensor.dataSync(), ...tensor.shape]);
}

describe.each(['cpu', 'wasm'] as const)('the mask of a call on %s', (backend) => {
  beforeAll(() => setBackend(backend));

  it.each(Object.entries(makers))('cuts what %s goes through, whatever has come with the sequence', (_, make) => {
    const before = tf.memory().numTensors;
    tf.tidy(() => {
      const layer = withWeights(make(), [batch, steps, features]);
      const ended = outputsOf(layer, stepsOf(whole(), 0, 3));
      const mask = tf.tensor(new Array(batch).fill([1, 1, 1, 0, 0]) as number[][]);
      const others = tf.tensor(new Array(batch).fill([0, 1, 0, 1, 1]) as number[][], undefined, 'bool');
      for (const type of ['float32', 'int32', 'bool'] as const) {
        expectNear(outputsWith(layer, tf.cast(mask, type)), ended);
        expectNear(outputsWith(layer, tf.cast(mask, type), others), ended);
      }
      layer.dispose();
    });
    expect(tf.memory().numTensors).toBe(before);
  });

  it('is computed in the graph, and goes on with the sequence that comes out', () => {
    const before = tf.memory().numTensors;
    tf.tidy(() => {
      const x = Input([null, 1]);
      const counts = squeeze(notEqual(x, 0), -1);
      const layers = [LSTM(2, { returnSequences: true }), GRU(2)] as const;
      const output = layers[1](layers[0](x, { mask: counts }));
      const [long, short] = [
        [1, 2, 3, 0, 0],
        [1, 2, 3],
      ].map((numbers) => {
        const feed = tf.tensor(numbers, [1, numbers.length, 1]);
        return runOutputs([x], [output], [feed]).map(({ tensor }) => [...tensor.dataSync()]);
      }) as [number[][], number[][]];
      expectNear(long, short);
      for (const layer of layers) layer.dispose();
    });
    expect(tf.memory().numTensors).toBe(before);
  });

  it('may be given to forward, and stays its owner’s', () => {
    const before = tf.memory().numTensors;
    tf.tidy(() => {
      const layer = LSTM(2, { returnSequences: true });
      const mask = tf.tensor(new Array(batch).fill([1, 1, 0, 0, 0]) as number[][], undefined, 'bool');
      const output = layer(whole() as never, { mask } as never) as unknown as tf.Tensor;
      const [, second, third] = tf.unstack(output, 1) as [tf.Tensor, tf.Tensor, tf.Tensor];
      expect(third.arraySync()).toEqual(second.arraySync());
      output.dispose();
      expect(mask.isDisposed).toBe(false);
      layer.dispose();
    });
    expect(tf.memory().numTensors).toBe(before);
  });

  it('is told to fit where sizes vary, with the sizes that have come', () => {
    const before = tf.memory().numTensors;
    const [x, mask] = [Input([null, features]), Input([null])];
    for (const [make, sentence] of [
      [() => GRU(2), 'GRU expects mask of shape (2, 5) (received (2, 4))'],
      [() => RNN(GRUCell(2)), 'RNN expects mask of shape (2, 5) (received (2, 4))'],
      [() => Bidirectional(GRU(2)), 'GRU expects mask of shape (2, 5) (received (2, 4))'],
      [() => TimeDistributed(Dense(2)), 'TimeDistributed expects mask of shape (2, 5, ...) (received (2, 4))'],
    ] as const) {
      tf.tidy(() => {
        const layer: AnyLayer = make();
        const output = (layer as unknown as Call)(x, { mask }) as SymbolicTensor;
        const run = () => runOutputs([x, mask], [output], [whole(), tf.ones([2, 4])]);
        expect(run).toThrow(ShapeError);
        expect(run).toThrow(sentence);
        layer.dispose();
      });
    }
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('the mask of a call', () => {
  beforeAll(() => setBackend('cpu'));

  const x = Input([5, 3]);
  it.each<[AnyLayer, SymbolicTensor, SymbolicTensor, string]>([
    [LSTM(2), x, Input([4]), 'LSTM expects mask of shape (null, 5) (received (null, 4))'],
    [LSTM(2), x, x, 'LSTM expects mask of shape (null, 5) (received (null, 5, 3))'],
    [RNN(GRUCell(2)), x, Input([]), 'RNN expects mask of shape (null, 5) (received (null))'],
    [Bidirectional(GRU(2)), x, Input([4]), 'Bidirectional expects mask of shape (null, 5) (received (null, 4))'],
    [
      ConvLSTM1D(2, 1),
      Input([5, 3, 1]),
      Input([5, 3]),
      'ConvLSTM1D expects mask of shape (null, 5) (received (null, 5, 3))',
    ],
    [
      TimeDistributed(Dense(2)),
      x,
      Input([4]),
      'TimeDistributed expects mask of shape (null, 5, ...) (received (null, 4))',
    ],
    [TimeDistributed(Dense(2)), x, Input([]), 'TimeDistributed expects mask of shape (null, 5, ...) (received (null))'],
  ])('is rejected where it does not fit, in the words of the compiler: %#', (layer, input, mask, sentence) => {
    const call = () => (layer as unknown as Call)(input, { mask });
    expect(call).toThrow(ShapeError);
    expect(call).toThrow(sentence);
  });

  it('is one tensor', () => {
    const layer = LSTM(2, { name: 'reader' });
    const call = () => (layer as unknown as Call)(x, { mask: [Input([5])] });
    expect(call).toThrow('reader: mask expects a tensor of the graph, such as Input makes (received');
  });
});
