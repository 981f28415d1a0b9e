import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../../src/backends/backend.js';
import { ArgumentError, ShapeError, StateError } from '../../../src/errors.js';
import type { AnyLayer } from '../../../src/graph/layer.js';
import { Input } from '../../../src/layers/core/input.js';
import { LSTM, type LSTMOptions } from '../../../src/layers/recurrent/lstm.js';
import { expectCompiledShapes } from '../../types/compiled-shapes.js';
import { type Call, type RunOptions, runOutputs } from '../run-layer.js';

const [batch, steps, features, units] = [3, 5, 4, 2];

/** Weights that are not small, so that what is left out shows. */
function withWeights<Layer extends AnyLayer>(layer: Layer): Layer {
  (layer as unknown as Call)(Input([null, features], { batchSize: batch }));
  layer.setWeights(layer.weights.map(({ shape, size }, seed) => wave(shape, size, seed)));
  return layer;
}

function wave(shape: readonly number[], size: number, seed: number): tf.Tensor {
  return tf.tensor(
    Array.from({ length: size }, (_, index) => Math.sin(7 * index + 3 * seed + 1)),
    [...shape],
  );
}

function sequence(count = steps, seed = 0): tf.Tensor {
  return wave([batch, count, features], batch * count * features, seed);
}

function maskOf(rows: readonly (readonly number[])[]): tf.Tensor {
  return tf.tensor(rows as number[][], undefined, 'bool');
}

/** What a layer makes of a sequence, all outputs flat. */
function outputsOf(layer: AnyLayer, input: tf.Tensor, mask?: tf.Tensor, options: RunOptions = {}): number[][] {
  const symbolic = Input([null, features], { batchSize: batch });
  const outputs = [(layer as unknown as Call)(symbolic)].flat();
  return tf.tidy(() =>
    runOutputs([symbolic], outputs, [input], { ...options, masks: [mask ?? null] }).map(({ tensor }) => [
      ...tensor.dataSync(),
    ]),
  );
}

function expectNear(received: readonly number[] | undefined, wanted: readonly number[] | undefined): void {
  expect(received?.length).toBe(wanted?.length);
  for (const [index, value] of (received ?? []).entries()) expect(value).toBeCloseTo(wanted?.[index] as number, 5);
}

describe.each(['cpu', 'wasm'] as const)('LSTM on %s', (backend) => {
  beforeAll(() => setBackend(backend));

  it('gives for a sequence that is masked from some step on what it gives for one that ends there', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: steps }), fc.boolean(), (length, goBackwards) => {
        tf.tidy(() => {
          const layer = withWeights(LSTM(units, { returnState: true, goBackwards }));
          const whole = sequence();
          const mask = maskOf(new Array(batch).fill(Array.from({ length: steps }, (_, step) => Number(step < length))));
          const cut = tf.slice(whole, [0, 0, 0], [-1, length, -1]);
          const ended = outputsOf(layer, cut);
          for (const [index, output] of outputsOf(layer, whole, mask).entries()) expectNear(output, ended[index]);
          layer.dispose();
        });
      }),
      { numRuns: 10 },
    );
  });

  it('repeats the last output where a step is masked, or gives zeros with zeroOutputForMask', () => {
    tf.tidy(() => {
      const mask = maskOf([
        [0, 1, 0, 1, 0],
        [1, 1, 1, 1, 1],
        [0, 0, 0, 0, 0],
      ]);
      const [repeated] = outputsOf(withWeights(LSTM(units, { returnSequences: true })), sequence(), mask) as [number[]];
      const row = (sample: number, step: number) =>
        repeated.slice((sample * steps + step) * units, (sample * steps + step + 1) * units);
      expect(row(0, 0)).toEqual([0, 0]);
      expect(row(0, 2)).toEqual(row(0, 1));
      expect(row(0, 4)).toEqual(row(0, 3));
      expect(repeated.slice(2 * steps * units)).toEqual(new Array(steps * units).fill(0));
      const [zeroed] = outputsOf(
        withWeights(LSTM(units, { returnSequences: true, zeroOutputForMask: true })),
        sequence(),
        mask,
      ) as [number[]];
      expect(zeroed).toEqual(repeated.map((value, index) => (mask.dataSync()[Math.floor(index / units)] ? value : 0)));
      const [last] = outputsOf(withWeights(LSTM(units, { zeroOutputForMask: true })), sequence(), mask) as [number[]];
      expect(last.map((value) => value === 0)).toEqual([true, true, false, false, true, true]);
    });
  });

  it('gives zeros, and not the initial state, before the first step that counts', () => {
    tf.tidy(() => {
      const mask = maskOf([
        [0, 0, 1, 0, 1],
        [1, 1, 1, 1, 1],
        [0, 0, 0, 0, 0],
      ]);
      for (const returnSequences of [true, false]) {
        const layer = withWeights(LSTM(units, { returnSequences, returnState: true }));
        const [x, h, c] = [Input([steps, features]), Input([units]), Input([units])];
        const feeds = [sequence(), tf.ones([batch, units]), tf.ones([batch, units])];
        const values = runOutputs([x, h, c], layer(x, { initialState: [h, c] }), feeds, { masks: [mask] });
        const [output, hidden] = values.map(({ tensor }) => tensor) as [tf.Tensor, tf.Tensor];
        const last = [...output.dataSync()].slice(-units);
        expect(last).toEqual([0, 0]);
        expect([...hidden.dataSync()].slice(-units)).toEqual([1, 1]);
        if (returnSequences) expect([...output.dataSync()].slice(0, 2 * units)).toEqual([0, 0, 0, 0]);
      }
    });
  });

  it('goes backwards through a sequence as forwards through the reversed one', () => {
    tf.tidy(() => {
      const forwards = withWeights(LSTM(units, { returnSequences: true, returnState: true }));
      const backwards = withWeights(LSTM(units, { returnSequences: true, returnState: true, goBackwards: true }));
      const mask = maskOf([
        [0, 1, 1, 0, 1],
        [1, 1, 0, 1, 1],
        [1, 1, 1, 0, 0],
      ]);
      const reversed = outputsOf(forwards, tf.reverse(sequence(), 1), tf.reverse(mask, 1));
      for (const [index, output] of outputsOf(backwards, sequence(), mask).entries())
        expectNear(output, reversed[index]);
    });
  });

  it('makes one long run of batches when it is stateful, until its state is reset', () => {
    const before = tf.memory().numTensors;
    tf.tidy(() => {
      const stateful = withWeights(LSTM(units, { stateful: true, returnSequences: true }));
      const plain = withWeights(LSTM(units, { returnSequences: true }));
      const whole = sequence(6);
      const part = (start: number) => tf.slice(whole, [0, start, 0], [-1, 3, -1]);
      const first = tf.tensor(outputsOf(stateful, part(0))[0] as number[], [batch, 3, units]);
      const second = tf.tensor(outputsOf(stateful, part(3))[0] as number[], [batch, 3, units]);
      expectNear([...tf.concat([first, second], 1).dataSync()], outputsOf(plain, whole)[0]);
      stateful.resetState();
      expectNear(outputsOf(stateful, part(0))[0], [...first.dataSync()]);
      stateful.dispose();
      plain.dispose();
    });
    expect(tf.memory().numTensors).toBe(before);
  });

  it('has gradients when it is stateful, though each batch frees the states before', () => {
    tf.tidy(() => {
      const layer = withWeights(LSTM(units, { stateful: true }));
      outputsOf(layer, sequence());
      const kernel = layer.weights[1]?.value as tf.Variable;
      const symbolic = Input([steps, features], { batchSize: batch });
      const output = layer(symbolic);
      const loss = () => tf.sum(runOutputs([symbolic], [output], [sequence()])[0]?.tensor as tf.Tensor) as tf.Scalar;
      expect(tf.variableGrads(loss, [kernel]).grads[kernel.name]?.dataSync().every(Number.isFinite)).toBe(true);
      layer.dispose();
    });
  });

  it('says so when the batch has another size than the states that it keeps', () => {
    tf.tidy(() => {
      const layer = withWeights(LSTM(units, { stateful: true }));
      outputsOf(layer, sequence());
      const symbolic = Input([steps, features], { batchSize: 1 });
      const output = layer(symbolic);
      const small = tf.ones([1, steps, features]);
      expect(() => runOutputs([symbolic], [output], [small])).toThrow(StateError);
      expect(() => runOutputs([symbolic], [output], [small])).toThrow('LSTM expects a batch of 3 samples');
      layer.resetState();
      expect(runOutputs([symbolic], [output], [small])[0]?.tensor.shape).toEqual([1, units]);
      layer.dispose();
    });
  });

  it('computes the same unrolled', () => {
    tf.tidy(() => {
      const unrolled = withWeights(LSTM(units));
      const symbolic = Input([steps, features]);
      const layer = LSTM(units, { unroll: true });
      const output = layer(symbolic);
      layer.setWeights(unrolled.weights.map(({ value }) => value));
      const values = runOutputs([symbolic], [output], [sequence()]);
      expectNear([...(values[0]?.tensor.dataSync() ?? [])], outputsOf(unrolled, sequence())[0]);
    });
  });

  it('drops the same features and units at every step, others at every call, and none outside training', () => {
    tf.tidy(() => {
      // Nothing is carried on, so that equal inputs give equal outputs at all steps.
      const layer = LSTM(16, { dropout: 0.5, returnSequences: true, unitForgetBias: false, seed: 3 });
      const symbolic = Input([steps, features]);
      const output = layer(symbolic);
      const bias = new Float32Array(64);
      bias.fill(-100, 16, 32);
      layer.setWeights([wave([features, 64], features * 64, 0), new Float32Array(16 * 64), bias]);
      const run = (training: boolean) => {
        const [value] = runOutputs([symbolic], [output], [tf.ones([batch, steps, features])], { training });
        return value?.tensor as tf.Tensor;
      };
      const [first, second, plain] = [run(true), run(true), run(false)];
      const spread = (tensor: tf.Tensor) =>
        tf.max(tf.sub(tf.max(tensor, 1), tf.min(tensor, 1))).dataSync()[0] as number;
      expect(spread(first)).toBeLessThan(1e-6);
      expect(first.dataSync()).not.toEqual(second.dataSync());
      expect(first.dataSync()).not.toEqual(plain.dataSync());
      expect(spread(tf.transpose(plain, [1, 0, 2]))).toBeLessThan(1e-6);
      expect(spread(tf.transpose(first, [1, 0, 2]))).toBeGreaterThan(1e-3);
    });
  });

  it('drops the same things in every program when it has a seed', () => {
    tf.tidy(() => {
      const run = (seed: number | null) =>
        outputsOf(withWeights(LSTM(units, { dropout: 0.3, recurrentDropout: 0.4, seed })), sequence(), undefined, {
          training: true,
        })[0];
      expect(run(7)).toEqual(run(7));
      expect(run(7)).not.toEqual(run(8));
    });
  });

  it('has no memory of its own after its calls', () => {
    const before = tf.memory().numTensors;
    const layer = LSTM(units, { returnSequences: true, returnState: true, dropout: 0.5, recurrentDropout: 0.5 });
    tf.tidy(
      () =>
        outputsOf(layer, sequence(), maskOf(new Array(batch).fill([1, 1, 0, 1, 0])), { training: true }) && undefined,
    );
    layer.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('LSTM', () => {
  beforeAll(() => setBackend('cpu'));

  it('remembers at first: the bias of the forget gate is 1', async () => {
    const layer = LSTM(2, { biasInitializer: 'zeros' });
    layer(Input([3, 4]));
    expect(Array.from((await layer.getWeights())[2] as Float32Array)).toEqual([0, 0, 1, 1, 0, 0, 0, 0]);
    const forgetful = LSTM(2, { unitForgetBias: false });
    forgetful(Input([3, 4]));
    expect(Array.from((await forgetful.getWeights())[2] as Float32Array)).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
    layer.dispose();
    forgetful.dispose();
  });

  it.each<[LSTMOptions, string]>([
    [{ dropout: 1 }, 'LSTM: dropout expects a number from 0 to less than 1 (received 1)'],
    [{ recurrentDropout: -0.1 }, 'LSTM: recurrentDropout expects a number from 0 to less than 1 (received -0.1)'],
    [{ seed: -1 }, 'LSTM: seed expects an integer from 0 to 2^32 - 1 (received -1)'],
  ])('rejects %o', (options, message) => {
    expect(() => LSTM(2, options)).toThrow(ArgumentError);
    expect(() => LSTM(2, options)).toThrow(message);
  });

  it('rejects units that are not a size', () => {
    expect(() => LSTM(0 as number)).toThrow('LSTM: units expects a positive integer (received 0)');
  });

  it('rejects at run time what the compiler rejects, in the same words', () => {
    const call =
      (layer: AnyLayer, ...given: unknown[]) =>
      () =>
        (layer as unknown as (...given: unknown[]) => unknown)(...given);
    const x = Input([5, 8]);
    for (const [wrong, sentence] of [
      [call(LSTM(4), Input([8])), sentences.rank],
      [call(LSTM(4), Input([5, null])), sentences.features],
      [call(LSTM(4), [x, x]), sentences.list],
      [call(LSTM(4), [x, x, x]), sentences.list],
      [call(LSTM(4, { stateful: true }), x), sentences.stateful],
      [call(LSTM(4, { unroll: true }), Input([null, 8])), sentences.unroll],
      [call(LSTM(4), x, { initialState: [Input([4]), Input([5])] }), sentences.state],
      [call(LSTM(4), x, { initialState: Input([4]) }), sentences.count],
    ] as const) {
      expect(wrong).toThrow(ShapeError);
      expect(wrong).toThrow(sentence);
    }
  });

  it('has the shapes at compile time that it has at run time', () => {
    expectCompiledShapes(
      `import { Input } from '../../src/layers/core/input.js'; import { LSTM, type LSTMOptions } from '../../src/layers/recurrent/lstm.js';
       import type { SymbolicTensor } from '../../src/graph/symbolic-tensor.js';
       const x = Input([5, 8]); const any = x as SymbolicTensor; const yes = true as boolean; const size = 4 as number; const either = 4 as 4 | 5;`,
      [
        ['LSTM(64)(Input([140, 256]))', [null, 64]],
        ['LSTM(64, { returnSequences: true })(Input([null, 256]))', [null, null, 64]],
        [
          'LSTM(4, { returnSequences: true, returnState: true })(x)',
          [
            [null, 5, 4],
            [null, 4],
            [null, 4],
          ],
        ],
        [
          'LSTM(4, { returnState: true })(Input([5, 8], { batchSize: 3 }))',
          [
            [3, 4],
            [3, 4],
            [3, 4],
          ],
        ],
        ['LSTM(4, { stateful: true })(Input([5, 8], { batchSize: 3 }))', [3, 4]],
        ['LSTM(4)(x, { initialState: [Input([4]), Input([4])] })', [null, 4]],
        ['LSTM(4)(x, { initialState: LSTM(4, { returnState: true })(x).slice(1) })', [null, 4]],
        ['x.pipe(LSTM(4, { returnSequences: true }), LSTM(3))', [null, 3]],
        ['LSTM(4)(Input([8]))', { rejected: sentences.rank }],
        ['LSTM(4)(Input([5, null]))', { rejected: sentences.features }],
        ['LSTM(4)([x, x])', { rejected: sentences.list }],
        ['LSTM(4, { stateful: true })(x)', { rejected: sentences.stateful }],
        ['LSTM(4, { unroll: true })(Input([null, 8]))', { rejected: sentences.unroll }],
        ['LSTM(4)(x, { initialState: [Input([4]), Input([5])] })', { rejected: sentences.state }],
        ['LSTM(4)(x, { initialState: Input([4]) })', { rejected: sentences.count }],
      ],
    );
  });
});

const sentences = {
  rank: 'LSTM expects (batch, time, features) with a known number of features (received (null, 8))',
  features: 'LSTM expects (batch, time, features) with a known number of features (received (null, 5, null))',
  list: 'LSTM expects (batch, time, features) with a known number of features (received several tensors)',
  stateful:
    'LSTM expects a fixed batch size, as Input(shape, { batchSize }) has, because it is stateful (received (null, 5, 8))',
  unroll: 'LSTM expects a known number of steps, because it is unrolled (received (null, null, 8))',
  state: 'LSTM expects an initial state of shape (null, 4) (received (null, 5))',
  count: 'LSTM expects as many initial states as it has, 2 (received 1)',
} as const;
