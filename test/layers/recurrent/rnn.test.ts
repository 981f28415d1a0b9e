import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../../src/backends/backend.js';
import { ArgumentError, ShapeError } from '../../../src/errors.js';
import { clearSession } from '../../../src/graph/create-layer.js';
import type { AnyLayer } from '../../../src/graph/layer.js';
import { fromKerasConfig } from '../../../src/io/from-keras-config.js';
import { toKerasConfig } from '../../../src/io/to-keras-config.js';
import { Dense } from '../../../src/layers/core/dense.js';
import { Input } from '../../../src/layers/core/input.js';
import { defineCell } from '../../../src/layers/recurrent/define-cell.js';
import { GRUCell } from '../../../src/layers/recurrent/gru.js';
import { LSTMCell } from '../../../src/layers/recurrent/lstm.js';
import { RNN } from '../../../src/layers/recurrent/rnn.js';
import { SimpleRNNCell } from '../../../src/layers/recurrent/simple-rnn.js';
import { StackedRNNCells } from '../../../src/layers/recurrent/stacked-rnn-cells.js';
import { Bidirectional } from '../../../src/layers/wrappers/bidirectional.js';
import { expectCompiledShapes } from '../../types/compiled-shapes.js';
import { runOutputs } from '../run-layer.js';
import { CountingCell, MinimalCell } from './own-cells.js';
import { expectNear, outputsOf, stepsOf, wave, withWeights } from './sequences.js';

const [batch, steps, features] = [2, 4, 3];
const whole = () => wave([batch, steps, features], 0);

describe.each(['cpu', 'wasm'] as const)('RNN on %s', (backend) => {
  beforeAll(() => setBackend(backend));

  it('takes the steps that its cells take one by one', () => {
    const before = tf.memory().numTensors;
    tf.tidy(() => {
      const cells = [LSTMCell(3), GRUCell(2)] as const;
      const layer = withWeights(RNN(cells, { returnState: true }), [batch, steps, features]);
      const x = Input([features], { batchSize: batch });
      const states = [3, 3, 2].map((size) => Input([size], { batchSize: batch }));
      const stack = layer.layers[0] as unknown as (input: unknown, options: object) => typeof states;
      const outputs = stack(x, { states });
      let before = [3, 3, 2].map((size) => tf.zeros([batch, size]));
      let output: tf.Tensor = tf.zeros([1]);
      for (let step = 0; step < steps; step++) {
        const input = tf.squeeze(stepsOf(whole(), step, step + 1), [1]);
        const after = runOutputs([x, ...states], outputs, [input, ...before]).map(({ tensor }) => tensor);
        [output, ...before] = after as [tf.Tensor, ...tf.Tensor[]];
      }
      const flat = [output, ...before].map((tensor) => [...tensor.dataSync(), ...tensor.shape]);
      expectNear(outputsOf(layer, whole()), flat);
      layer.dispose();
    });
    expect(tf.memory().numTensors).toBe(before);
  });

  it('starts a cell that is called alone from zeros', () => {
    tf.tidy(() => {
      const cell = SimpleRNNCell(2);
      const x = Input([features]);
      const [output, state] = cell(x);
      cell.setWeights(cell.weights.map(({ shape }, seed) => wave(shape, seed)));
      const [kernel, , bias] = cell.weights.map(({ value }) => value);
      const input = wave([batch, features], 1);
      const values = runOutputs([x], [output, state], [input]).map(({ tensor }) => [...tensor.dataSync()]);
      const wanted = tf.tanh(tf.add(tf.matMul(input, kernel as tf.Variable), bias as tf.Variable)).dataSync();
      expectNear(values, [[...wanted], [...wanted]]);
      cell.dispose();
    });
  });

  it("gives what a user's cell gives, which need be none of its states, and starts as the cell says", () => {
    tf.tidy(() => {
      const layer = RNN(CountingCell(10), { returnSequences: true, returnState: true });
      const mask = tf.tensor(
        [
          [0, 1, 0, 1],
          [1, 1, 1, 0],
        ],
        undefined,
        'bool',
      );
      const x = Input([steps, features], { batchSize: batch });
      const values = runOutputs([x], layer(x), [tf.ones([batch, steps, features])], { masks: [mask] });
      // The offset is 1. Before the first step that counts there is nothing to repeat.
      expect(values.map(({ tensor }) => tensor.arraySync())).toEqual([
        [
          [
            [0, 0, 0],
            [12, 2, 1],
            [12, 2, 1],
            [13, 2, 1],
          ],
          [
            [12, 2, 1],
            [13, 2, 1],
            [14, 2, 1],
            [14, 2, 1],
          ],
        ],
        [[12], [13]],
        [
          [1, 1],
          [1, 1],
        ],
      ]);
      expect(values.map((value) => value.mask === mask)).toEqual([true, false, false]);
      layer.dispose();
    });
  });

  it("tells a user's cell whether it is trained, and gives it seeds, others at each step", () => {
    tf.tidy(() => {
      const layer = RNN(CountingCell(0), { returnSequences: true });
      const drawn = (training: boolean) => {
        const [values] = outputsOf(layer, whole(), null, { training }) as [number[]];
        return Array.from({ length: steps }, (_, step) => values[3 * step + 2] as number);
      };
      expect(new Set(drawn(true)).size).toBe(steps);
      expect(drawn(false)).toEqual([1, 1, 1, 1]);
      layer.dispose();
    });
  });

  it('says so when a step gives other than its cell says', () => {
    const before = tf.memory().numTensors;
    const wrong = defineCell({
      name: 'WrongCell',
      configure: (given: { readonly size: number }) => given,
      stateSize: ({ size }) => size,
      step: (input, states) => ({ output: input, states }),
    });
    const layer = RNN(wrong<2, [2]>({ size: 2 }));
    const message =
      'WrongCell: step expects to return an output and states of (2, 2), (2, 2) (received (2, 3), (2, 2))';
    tf.tidy(() => {
      expect(() => outputsOf(layer, whole())).toThrow(ShapeError);
      expect(() => outputsOf(layer, whole())).toThrow(message);
    });
    expect(tf.memory().numTensors).toBe(before);
  });

  it('shares the weights of a cell that is shared, and copies those of what goes both ways', () => {
    const cell = GRUCell(2);
    const [left, right] = [RNN(cell), RNN(cell, { goBackwards: true })];
    const x = Input([steps, features]);
    left(x);
    right(x);
    expect(left.weights).toEqual(right.weights);
    expect(left.weights.length).toBe(3);
    const both = Bidirectional(left);
    both(x);
    expect(both.weights.length).toBe(6);
    expect(both.weights.some((weight) => left.weights.includes(weight))).toBe(false);
  });

  it('has gradients through a stack with a cell of the user among others', () => {
    tf.tidy(() => {
      const layer = withWeights(RNN([MinimalCell(2), LSTMCell(2), CountingCell(0)]), [batch, steps, features]);
      const x = Input([steps, features]);
      const output = layer(x);
      const variables = layer.trainableWeights.map(({ value }) => value);
      const loss = () => tf.sum(tf.square(runOutputs([x], [output], [whole()])[0]?.tensor as tf.Tensor)) as tf.Scalar;
      const { grads } = tf.variableGrads(loss, variables);
      const numeric = (variable: tf.Variable, place: number) => {
        const values = variable.dataSync().slice();
        const at = (change: number) => {
          const changed = values.slice();
          changed[place] = (changed[place] as number) + change;
          variable.assign(tf.tensor(changed, variable.shape));
          return loss().dataSync()[0] as number;
        };
        const slope = (at(1e-2) - at(-1e-2)) / 2e-2;
        at(0);
        return slope;
      };
      for (const variable of variables) {
        expect(grads[variable.name]?.dataSync()[0]).toBeCloseTo(numeric(variable, 0), 1);
      }
      layer.dispose();
    });
  });
});

describe('RNN', () => {
  beforeAll(() => setBackend('cpu'));

  it("has Keras' names for weights", () => {
    clearSession();
    const x = Input([steps, features]);
    const paths = (layer: AnyLayer) => layer.weights.map(({ path }) => path);
    const one = RNN(LSTMCell(2));
    one(x);
    expect(paths(one)).toEqual(['rnn/lstm_cell/kernel', 'rnn/lstm_cell/recurrent_kernel', 'rnn/lstm_cell/bias']);
    const two = RNN([LSTMCell(2), GRUCell(2, { useBias: false })], { name: 'both' });
    two(x);
    expect(paths(two)).toEqual([
      'both/stacked_rnn_cells/lstm_cell_1/kernel',
      'both/stacked_rnn_cells/lstm_cell_1/recurrent_kernel',
      'both/stacked_rnn_cells/lstm_cell_1/bias',
      'both/stacked_rnn_cells/gru_cell/kernel',
      'both/stacked_rnn_cells/gru_cell/recurrent_kernel',
    ]);
    const back = Bidirectional(RNN(MinimalCell(2)));
    back(x);
    expect(paths(back)).toEqual([
      'bidirectional/forward_rnn_1/minimal_cell/kernel',
      'bidirectional/forward_rnn_1/minimal_cell/recurrent_kernel',
      'bidirectional/backward_rnn_1/minimal_cell/kernel',
      'bidirectional/backward_rnn_1/minimal_cell/recurrent_kernel',
    ]);
  });

  it('is frozen with its cells, or by them', () => {
    const layer = RNN([LSTMCell(2, { trainable: false }), GRUCell(2)]);
    layer(Input([steps, features]));
    expect(layer.trainableWeights.length).toBe(3);
    layer.trainable = false;
    expect(layer.trainableWeights).toEqual([]);
  });

  it('is written and read with its cells, those of the user from a list of classes', () => {
    const layer = RNN([LSTMCell(2, { dropout: 0.5 }), MinimalCell(3)], { returnState: true });
    const config = toKerasConfig(layer);
    const { cell } = config.config as { readonly cell: { readonly class_name: string; readonly config: object } };
    expect(cell.class_name).toBe('StackedRNNCells');
    expect(cell.config).toMatchObject({
      cells: [
        { module: 'keras.layers', class_name: 'LSTMCell', config: { units: 2, dropout: 0.5, unit_forget_bias: true } },
        { module: null, class_name: 'MinimalCell', registered_name: 'MinimalCell', config: { units: 3 } },
      ],
    });
    const own = ({ units, name }: { readonly units: number; readonly name: string }) => MinimalCell(units, { name });
    expect(() => fromKerasConfig(config)).toThrow("(received 'MinimalCell'");
    const classes = { MinimalCell: (options: never) => own(options) };
    const read = fromKerasConfig(config, { classes });
    expect(toKerasConfig(read)).toEqual(config);
  });

  it('knows the sizes of cells', () => {
    expect([LSTMCell(3).outputSize, LSTMCell(3).stateSize]).toEqual([3, [3, 3]]);
    const stack = StackedRNNCells([LSTMCell(3), StackedRNNCells([GRUCell(2), SimpleRNNCell(5)])]);
    expect([stack.outputSize, stack.stateSize, stack.className]).toEqual([5, [3, 3, 2, 5], 'StackedRNNCells']);
    expect([CountingCell(0).outputSize, CountingCell(0).stateSize]).toEqual([3, [1, 2]]);
  });

  it('names the argument that is wrong', () => {
    const wrong = [RNN, StackedRNNCells] as unknown as ((cell: unknown, options?: object) => AnyLayer)[];
    const [rnn, stacked] = wrong as [(typeof wrong)[0], (typeof wrong)[0]];
    const noCell = 'RNN: cell expects a cell, such as LSTMCell(64)';
    for (const [action, message] of [
      [() => rnn(Dense(4)), `${noCell} (received a layer)`],
      [() => rnn([LSTMCell(4), Dense(4)]), `${noCell} (received a layer)`],
      [() => rnn([]), `${noCell} (received an empty list)`],
      [() => rnn(64), `${noCell} (received 64)`],
      [() => rnn(LSTMCell(4), { returnSequence: true }), "did you mean 'returnSequences'?"],
      [() => stacked(LSTMCell(4)), 'StackedRNNCells: cells expects a list of cells (received a layer)'],
      [() => LSTMCell(0 as number), 'LSTMCell: units expects a positive integer (received 0)'],
      [
        () => GRUCell(2, { dropout: 1 as number }),
        'GRUCell: dropout expects a number from 0 to less than 1 (received 1)',
      ],
      [() => GRUCell(2, { unroll: true } as object), "(received 'unroll')"],
      [
        () => defineCell({ ...unsized, stateSize: () => 0 })<1, [1]>({}),
        'UnsizedCell: stateSize expects a positive integer (received 0)',
      ],
      [
        () => defineCell({ ...unsized, outputSize: () => 1.5 })<1, [1]>({}),
        'UnsizedCell: outputSize expects a positive integer (received 1.5)',
      ],
    ] as const) {
      expect(action).toThrow(ArgumentError);
      expect(action).toThrow(message);
    }
  });

  it('has the shapes and rejections at compile time that it has at run time', () => {
    const call = (layer: AnyLayer, ...given: unknown[]) =>
      (layer as unknown as (...given: unknown[]) => unknown)(...given);
    const x = Input([5, 3]);
    const stack = () => RNN([LSTMCell(4), GRUCell(5)]);
    for (const [action, sentence] of [
      [() => call(RNN(GRUCell(4)), Input([3])), sentences.rank],
      [() => call(RNN(GRUCell(4), { stateful: true }), x), sentences.stateful],
      [() => call(RNN(GRUCell(4), { unroll: true }), Input([null, 3])), sentences.unroll],
      [() => call(stack(), x, { initialState: [Input([4]), Input([4]), Input([4])] }), sentences.state],
      [() => call(stack(), x, { initialState: Input([4]) }), sentences.count],
      [() => call(LSTMCell(4), Input([5, 3])), sentences.step],
      [() => call(LSTMCell(4), Input([3]), { states: Input([4]) }), sentences.cellCount],
      [() => call(MinimalCell(4), Input([null])), sentences.own],
    ] as const) {
      expect(action).toThrow(ShapeError);
      expect(action).toThrow(sentence);
    }
    expectCompiledShapes(
      `import { Input } from '../../src/layers/core/input.js'; import { LSTMCell } from '../../src/layers/recurrent/lstm.js';
       import { GRUCell } from '../../src/layers/recurrent/gru.js'; import { RNN } from '../../src/layers/recurrent/rnn.js';
       import { StackedRNNCells } from '../../src/layers/recurrent/stacked-rnn-cells.js';
       import { MinimalCell, CountingCell } from '../../test/layers/recurrent/own-cells.js';
       const x = Input([5, 3]); const stack = RNN([LSTMCell(4), GRUCell(5)]);`,
      [
        ['RNN(GRUCell(64))(Input([140, 256]))', [null, 64]],
        ['RNN([LSTMCell(32), LSTMCell(64)])(x)', [null, 64]],
        ['RNN([LSTMCell(32), LSTMCell(64)], { returnSequences: true })(Input([null, 3]))', [null, null, 64]],
        [
          'RNN(LSTMCell(4), { returnState: true })(x)',
          [
            [null, 4],
            [null, 4],
            [null, 4],
          ],
        ],
        [
          'RNN([LSTMCell(4), GRUCell(5)], { returnState: true })(x)',
          [
            [null, 5],
            [null, 4],
            [null, 4],
            [null, 5],
          ],
        ],
        [
          'RNN(CountingCell(1), { returnState: true })(Input([5, 3], { batchSize: 2 }))',
          [
            [2, 3],
            [2, 1],
            [2, 2],
          ],
        ],
        [
          'StackedRNNCells([MinimalCell(2), LSTMCell(4)])(Input([3]))',
          [
            [null, 4],
            [null, 2],
            [null, 4],
            [null, 4],
          ],
        ],
        ['stack(x, { initialState: [Input([4]), Input([4]), Input([5])] })', [null, 5]],
        ['RNN(GRUCell(4))(Input([3]))', { rejected: sentences.rank }],
        ['RNN(GRUCell(4), { stateful: true })(x)', { rejected: sentences.stateful }],
        ['RNN(GRUCell(4), { unroll: true })(Input([null, 3]))', { rejected: sentences.unroll }],
        ['stack(x, { initialState: [Input([4]), Input([4]), Input([4])] })', { rejected: sentences.state }],
        ['stack(x, { initialState: Input([4]) })', { rejected: sentences.count }],
        ['LSTMCell(4)(Input([5, 3]))', { rejected: sentences.step }],
        ['LSTMCell(4)(Input([3]), { states: Input([4]) })', { rejected: sentences.cellCount }],
        ['MinimalCell(4)(Input([null]))', { rejected: sentences.own }],
      ],
    );
  });
});

const unsized = {
  name: 'UnsizedCell',
  configure: () => ({}),
  stateSize: (): number => 1,
  step: (input: tf.Tensor2D, states: readonly tf.Tensor2D[]) => ({ output: input, states }),
};

const sentences = {
  rank: 'RNN expects (batch, time, features) with a known number of features (received (null, 3))',
  stateful:
    'RNN expects a fixed batch size, as Input(shape, { batchSize }) has, because it is stateful (received (null, 5, 3))',
  unroll: 'RNN expects a known number of steps, because it is unrolled (received (null, null, 3))',
  state: 'RNN expects an initial state of shape (null, 5) (received (null, 4))',
  count: 'RNN expects as many initial states as it has, 3 (received 1)',
  step: 'LSTMCell expects (batch, features) with a known number of features (received (null, 5, 3))',
  cellCount: 'LSTMCell expects as many initial states as it has, 2 (received 1)',
  own: 'MinimalCell expects (batch, features) with a known number of features (received (null, null))',
} as const;
