import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../../src/backends/backend.js';
import { ArgumentError, ShapeError } from '../../../src/errors.js';
import { clearSession } from '../../../src/graph/create-layer.js';
import type { AnyLayer } from '../../../src/graph/layer.js';
import type { Value } from '../../../src/graph/value.js';
import { Dense } from '../../../src/layers/core/dense.js';
import { Input } from '../../../src/layers/core/input.js';
import { GRU } from '../../../src/layers/recurrent/gru.js';
import { LSTM } from '../../../src/layers/recurrent/lstm.js';
import { SimpleRNN } from '../../../src/layers/recurrent/simple-rnn.js';
import { Bidirectional } from '../../../src/layers/wrappers/bidirectional.js';
import { expectCompiledShapes } from '../../types/compiled-shapes.js';
import { runLayer, runOutputs } from '../run-layer.js';

const [batch, steps, features, units] = [2, 4, 3, 2];

function wave(...shape: number[]): tf.Tensor {
  const size = shape.reduce((product, dimension) => product * dimension, 1);
  return tf.reshape(tf.sin(tf.range(0, size)), shape);
}

/** One way of a layer that has been called, as a layer that can be called alone. */
function way(layer: AnyLayer, index: 0 | 1): AnyLayer {
  return layer.layers[index] as AnyLayer;
}

describe.each(['cpu', 'wasm'] as const)('Bidirectional on %s', (backend) => {
  beforeAll(() => setBackend(backend));

  it('joins, adds, multiplies and averages what both ways give, the way back in the order of time', () => {
    const before = tf.memory().numTensors;
    tf.tidy(() => {
      const inner = GRU(units, { returnSequences: true });
      const input = wave(batch, steps, features);
      for (const mergeMode of ['concat', 'sum', 'mul', 'ave'] as const) {
        const layer = Bidirectional(inner, { mergeMode });
        const output = runLayer(layer, input);
        const there = runLayer(way(layer, 0), input);
        const back = tf.reverse(runLayer(way(layer, 1), input), 1);
        const merged = {
          concat: () => tf.concat([there, back], 2),
          sum: () => tf.add(there, back),
          mul: () => tf.mul(there, back),
          ave: () => tf.div(tf.add(there, back), 2),
        };
        expect(output.arraySync()).toEqual(merged[mergeMode]().arraySync());
        layer.dispose();
      }
    });
    expect(tf.memory().numTensors).toBe(before);
  });

  it('gives outputs, then the states of both ways, and takes the states to start from in the same order', () => {
    tf.tidy(() => {
      const [input, start] = [Input([steps, features]), [3, 5, 7, 9].map(() => Input([units]))];
      const layer = Bidirectional(LSTM(units, { returnState: true, returnSequences: true }), { mergeMode: null });
      const outputs = layer(input, { initialState: start });
      const feeds = [wave(batch, steps, features), ...start.map((_, index) => tf.fill([batch, units], index - 1.5))];
      const values = runOutputs([input, ...start], outputs, feeds).map(({ tensor }) => tensor.arraySync());
      expect(outputs.map(({ shape }) => shape)).toEqual([
        [null, steps, units],
        [null, steps, units],
        ...new Array(4).fill([null, units]),
      ]);
      const alone = ([0, 1] as const).map((index) => {
        const states = start.slice(2 * index, 2 * index + 2);
        const single = LSTM(units, { returnState: true, returnSequences: true, goBackwards: index === 1 });
        const called = single(input, { initialState: states });
        single.setWeights(way(layer, index).weights.map(({ value }) => value));
        const feed = [feeds[0] as tf.Tensor, ...feeds.slice(1 + 2 * index, 3 + 2 * index)];
        return runOutputs([input, ...states], called, feed).map(({ tensor }) => tensor);
      }) as [[tf.Tensor, tf.Tensor, tf.Tensor], [tf.Tensor, tf.Tensor, tf.Tensor]];
      const [[there, ...statesThere], [back, ...statesBack]] = alone;
      const wanted = [there, tf.reverse(back, 1), ...statesThere, ...statesBack];
      expect(values).toEqual(wanted.map((tensor) => tensor.arraySync()));
    });
  });

  it('leaves out what is masked at the end, and gives zeros there, whatever zeroOutputForMask says', () => {
    tf.tidy(() => {
      const layer = Bidirectional(LSTM(units, { returnSequences: true, zeroOutputForMask: false }));
      const input = Input([null, features]);
      const output = layer(input);
      const whole = wave(1, steps, features);
      const mask = tf.tensor([[1, 1, 0, 0]], undefined, 'bool');
      const [value] = runOutputs([input], [output], [whole], { masks: [mask] }) as [Value];
      const [ended] = runOutputs([input], [output], [tf.slice(whole, [0, 0, 0], [-1, 2, -1])]) as [Value];
      const rows = (value.tensor.arraySync() as number[][][])[0] as number[][];
      expect(rows.slice(0, 2)).toEqual((ended.tensor.arraySync() as number[][][])[0]);
      expect(rows.slice(2)).toEqual(new Array(2).fill([0, 0, 0, 0]));
      expect(value.mask?.arraySync()).toEqual([[1, 1, 0, 0]]);
      layer.dispose();
    });
  });

  it('goes on where the batch before ended when it is stateful, until it is reset', () => {
    const before = tf.memory().numTensors;
    const layer = Bidirectional(SimpleRNN(units, { stateful: true }));
    const input = Input([steps, features], { batchSize: batch });
    const output = layer(input);
    tf.tidy(() => {
      const run = () => runOutputs([input], [output], [wave(batch, steps, features)])[0]?.tensor.arraySync();
      const first = run();
      expect(run()).not.toEqual(first);
      layer.resetState();
      expect(run()).toEqual(first);
    });
    layer.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});

const sentences = {
  rank: 'LSTM expects (batch, time, features) with a known number of features (received (null, 3))',
  shapes: 'Bidirectional expects outputs of the same shape from its layers (received (null, 4) and (null, 5))',
  state: 'GRU expects an initial state of shape (null, 5) (received (null, 4))',
  count: 'Bidirectional expects as many initial states as it has, 4 (received 2)',
  inner: 'Bidirectional: layer expects a recurrent layer, such as LSTM(64) (received a layer)',
  backward: 'Bidirectional: backwardLayer expects a recurrent layer, such as LSTM(64) (received a layer)',
  unlike: 'Bidirectional: backwardLayer expects the stateful, returnSequences and returnState of layer',
} as const;

describe('Bidirectional', () => {
  beforeAll(() => setBackend('cpu'));

  it('uses copies of what it is given: layers of its own with their own names, one of them frozen', () => {
    clearSession();
    const [inner, back] = [LSTM(2, { trainable: false }), GRU(3, { goBackwards: true, useBias: false, name: 'back' })];
    const layer = Bidirectional(inner, { backwardLayer: back });
    layer(Input([steps, features]));
    expect(inner.weights).toEqual([]);
    expect(layer.weights.map(({ path }) => path)).toEqual([
      'bidirectional/forward_lstm/lstm_cell/kernel',
      'bidirectional/forward_lstm/lstm_cell/recurrent_kernel',
      'bidirectional/forward_lstm/lstm_cell/bias',
      'bidirectional/back/gru_cell/kernel',
      'bidirectional/back/gru_cell/recurrent_kernel',
    ]);
    expect(layer.trainableWeights.map(({ name }) => name)).toEqual(['kernel', 'recurrent_kernel']);
  });

  it('rejects at run time what the compiler rejects, in the same words', () => {
    const call =
      (layer: AnyLayer, ...given: unknown[]) =>
      () =>
        (layer as unknown as (...given: unknown[]) => unknown)(...given);
    const x = Input([5, 3]);
    const uneven = { mergeMode: 'sum', backwardLayer: GRU(5, { goBackwards: true }) } as const;
    const back = { backwardLayer: GRU(5, { goBackwards: true }) };
    for (const [wrong, sentence] of [
      [call(Bidirectional(LSTM(4)), Input([3])), sentences.rank],
      [call(Bidirectional(LSTM(4), uneven), x), sentences.shapes],
      [call(Bidirectional(GRU(4), back), x, { initialState: [Input([4]), Input([4])] }), sentences.state],
      [call(Bidirectional(LSTM(4)), x, { initialState: [Input([4]), Input([4])] }), sentences.count],
    ] as const) {
      expect(wrong).toThrow(ShapeError);
      expect(wrong).toThrow(sentence);
    }
  });

  it('has the shapes at compile time that it has at run time', () => {
    expectCompiledShapes(
      `import { Input } from '../../src/layers/core/input.js'; import { LSTM } from '../../src/layers/recurrent/lstm.js';
       import { GRU } from '../../src/layers/recurrent/gru.js'; import { Bidirectional } from '../../src/layers/wrappers/bidirectional.js';
       import { Dense } from '../../src/layers/core/dense.js';
       const x = Input([5, 3]); const back = GRU(5, { goBackwards: true });`,
      [
        ['Bidirectional(LSTM(64))(x)', [null, 128]],
        ['Bidirectional(LSTM(64, { returnSequences: true }))(Input([null, 3]))', [null, null, 128]],
        ['Bidirectional(GRU(4), { mergeMode: "ave" })(Input([5, 3], { batchSize: 2 }))', [2, 4]],
        ['Bidirectional(LSTM(4), { backwardLayer: back })(x)', [null, 9]],
        [
          'Bidirectional(LSTM(4), { backwardLayer: back, mergeMode: null })(x)',
          [
            [null, 4],
            [null, 5],
          ],
        ],
        [
          'Bidirectional(GRU(4, { returnState: true, returnSequences: true }))(x)',
          [
            [null, 5, 8],
            [null, 4],
            [null, 4],
          ],
        ],
        ['Bidirectional(GRU(4))(x, { initialState: [Input([4]), Input([4])] })', [null, 8]],
        ['Bidirectional(LSTM(4))(Input([3]))', { rejected: sentences.rank }],
        ['Bidirectional(LSTM(4), { backwardLayer: back, mergeMode: "sum" })(x)', { rejected: sentences.shapes }],
        [
          'Bidirectional(GRU(4), { backwardLayer: back })(x, { initialState: [Input([4]), Input([4])] })',
          { rejected: sentences.state },
        ],
        ['Bidirectional(LSTM(4))(x, { initialState: [Input([4]), Input([4])] })', { rejected: sentences.count }],
        ['Bidirectional(Dense(4))(x)', { rejected: sentences.inner }],
        ['Bidirectional(LSTM(4), { backwardLayer: Dense(4) })(x)', { rejected: sentences.backward }],
        [
          'Bidirectional(LSTM(4, { returnSequences: true }), { backwardLayer: back })(x)',
          { rejected: sentences.unlike },
        ],
      ],
    );
  });

  it('names the argument that is wrong', () => {
    const wrong = Bidirectional as unknown as (layer: unknown, options?: object) => AnyLayer;
    const back = GRU(4, { goBackwards: true });
    for (const [layer, options, message] of [
      [Dense(4), {}, sentences.inner],
      [Bidirectional(LSTM(4)), {}, sentences.inner],
      [64, {}, 'Bidirectional: layer expects a recurrent layer, such as LSTM(64) (received 64)'],
      [LSTM(4), { backwardLayer: Dense(4) }, sentences.backward],
      [LSTM(4, { returnState: true }), { backwardLayer: back }, `${sentences.unlike} (received returnState: false)`],
      [LSTM(4), { backwardLayer: GRU(4) }, 'backwardLayer expects goBackwards: true, unlike layer (received false)'],
      [back, {}, 'layer expects goBackwards: false, because it runs in both directions (received true)'],
      [LSTM(4), { mergeMode: 'add' }, "mergeMode expects 'concat', 'sum', 'mul', 'ave' or null (received 'add')"],
    ] as const) {
      expect(() => wrong(layer, options)).toThrow(ArgumentError);
      expect(() => wrong(layer, options)).toThrow(message);
    }
  });
});
