import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { setBackend } from '../../src/backends/backend.js';
import { ArgumentError, DataError, GraphError, ShapeError } from '../../src/errors.js';
import { clearSession } from '../../src/graph/create-layer.js';
import type { SymbolicTensor } from '../../src/graph/symbolic-tensor.js';
import type { Value } from '../../src/graph/value.js';
import { toKerasConfig } from '../../src/io/to-keras-config.js';
import { Dense } from '../../src/layers/core/dense.js';
import { Embedding } from '../../src/layers/core/embedding.js';
import { Input } from '../../src/layers/core/input.js';
import * as ops from '../../src/operations/index.js';
import { Model } from '../../src/training/model.js';
import { runOutputs } from '../layers/run-layer.js';
import { goldenOperations } from './golden-calls.js';

beforeAll(() => setBackend('cpu'));
beforeEach(clearSession);

/** The values of a tensor of the graph for those of its inputs. */
function valuesOf(
  inputs: readonly SymbolicTensor[],
  output: SymbolicTensor,
  feeds: readonly tf.Tensor[],
): readonly unknown[] {
  const values: unknown[] = [];
  tf.tidy(() => {
    values.push(...((runOutputs(inputs, [output], feeds)[0] as Value).tensor.arraySync() as unknown[]));
  });
  return values;
}

describe('every operation', () => {
  it('is held to Keras', () => {
    const golden = goldenOperations();
    expect(Object.keys(ops).filter((name) => !golden.has(name))).toEqual([]);
  });
});

describe('operations in a graph', () => {
  it('are nodes of the classes and with the names that Keras gives them', () => {
    const x = Input([4, 4]);
    const outputs: readonly SymbolicTensor[] = [
      ops.matmul(x, x),
      ops.matmul(x, x),
      ops.logicalAnd(x, x),
      ops.floorDivide(x, 2),
      ops.variance(x, 1),
      ops.abs(x),
      ops.logSoftmax(x),
      ops.oneHot(ops.argmax(x, 1), 3),
      ops.takeAlongAxis(x, ops.argmax(x, 1, { keepdims: true }), 1),
    ];
    expect(outputs.map(({ name, producer: { layer } }) => [name, layer.className])).toEqual([
      ['matmul', 'Matmul'],
      ['matmul_1', 'Matmul'],
      ['logical_and', 'LogicalAnd'],
      ['floor_divide', 'FloorDivide'],
      ['var', 'Var'],
      ['absolute', 'Absolute'],
      ['log_softmax', 'LogSoftmax'],
      ['one_hot', 'OneHot'],
      ['take_along_axis', 'TakeAlongAxis'],
    ]);
  });

  it('make tensors without inputs, which layers take as well', () => {
    const words = Input([4], { dtype: 'int32' });
    const embedding = Embedding(5, 2, { embeddingsInitializer: 'ones' });
    const positions = Embedding(4, 2, { embeddingsInitializer: 'ones' });
    const output = ops.add(embedding(words), positions(ops.arange(ops.shape(words)[1])));
    const before = tf.memory().numTensors;
    const model = Model({ inputs: words, outputs: output });
    expect(output.shape).toEqual([null, 4, 2]);
    expect(valuesOf([words], output, [tf.zeros([1, 4], 'int32')])).toEqual([Array(4).fill([2, 2])]);
    model.dispose();
    embedding.dispose();
    positions.dispose();
    expect(tf.memory().numTensors - before).toBeLessThanOrEqual(1);
  });

  it('are not taken for the layers that have their names', () => {
    const { layer } = ops.add(Input([4]), 2).producer;
    expect(toKerasConfig(layer)).toMatchObject({ module: 'keras.src.ops.numpy', class_name: 'Add' });
  });

  it('pass no mask on', () => {
    const words = Input([3], { dtype: 'int32' });
    const embedded = Embedding(5, 2, { maskZero: true })(words);
    const doubled = ops.multiply(embedded, 2);
    tf.tidy(() => {
      const feed = tf.tensor2d([[1, 0, 2]], undefined, 'int32');
      const [before, after] = runOutputs([words], [embedded, doubled], [feed]);
      expect(before?.mask).not.toBeNull();
      expect(after?.mask).toBeNull();
    });
    embedded.producer.layer.dispose();
  });

  it('train with the layers among them, and leave no tensors', async () => {
    const before = tf.memory().numTensors;
    const x = Input([3, 2]);
    const hidden = Dense(4, { activation: 'tanh', name: 'hidden' })(x);
    const scores = ops.softmax(ops.einsum('btd,bsd->bts', hidden, hidden));
    const pooled = ops.max(ops.matmul(scores, hidden), 1);
    const output = ops.where(ops.greater(pooled, 0), pooled, ops.multiply(pooled, 0.5));
    const model = Model({ inputs: x, outputs: output });
    model.compile({ optimizer: 'adam', loss: 'meanSquaredError' });
    const data = Float32Array.from({ length: 48 }, (_, index) => Math.sin(index));
    const { history } = await model.fit(data, new Float32Array(32).fill(0.3), { epochs: 12, batchSize: 4, verbose: 0 });
    expect(history.loss.at(-1)).toBeLessThan(history.loss[0] as number);
    model.dispose();
    expect(tf.memory().numTensors - before).toBe(0);
  });

  it('name the line of the program where sizes that vary do not fit', () => {
    const x = Input([null]);
    const output = ops.add(x, Input([null]));
    const inputs = output.producer.inputs;
    expect(() => valuesOf(inputs, output, [tf.ones([2, 3]), tf.ones([2, 4])])).toThrow(
      /^add expects inputs that broadcast to one shape \(received \(2, 3\) and \(2, 4\), which differ on axis 1\)\n {4}in add, called at .*operations\.test\.ts/,
    );
  });

  it('free what they have made where one of them throws', () => {
    const x = Input([3]);
    const places = Input([2], { dtype: 'int32' });
    const output = ops.take(ops.exp(x), ops.add(places, 1));
    const feeds = [tf.ones([2, 3]), tf.tensor2d([[10, 11]], undefined, 'int32')];
    const before = tf.memory().numTensors;
    expect(() => valuesOf([x, places], output, feeds)).toThrow(DataError);
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('rare values', () => {
  const x = Input([3]);

  it('squeeze leaves a batch of one sample as it is', () => {
    const image = Input([1, 3]);
    expect(valuesOf([image], ops.squeeze(image), [tf.ones([1, 1, 3])])).toEqual([[1, 1, 1]]);
  });

  it('oneHot has one class where one is asked for', () => {
    const places = Input([2], { dtype: 'int32' });
    const feed = tf.tensor2d([[0, 1]], undefined, 'int32');
    expect(valuesOf([places], ops.oneHot(places, 1), [feed])).toEqual([[[1], [0]]]);
  });

  it('logsumexp of nothing but -Infinity is -Infinity', () => {
    const infinite = tf.fill([1, 3], Number.NEGATIVE_INFINITY);
    expect(valuesOf([x], ops.logsumexp(x, 1), [infinite])).toEqual([Number.NEGATIVE_INFINITY]);
    expect(valuesOf([x], ops.logsumexp(x, 1), [tf.tensor2d([[1, Number.POSITIVE_INFINITY, 2]])])).toEqual([
      Number.POSITIVE_INFINITY,
    ]);
  });

  it('take counts negative indices of a tensor from the end, and rejects others', () => {
    const places = Input([], { dtype: 'int32' });
    const output = ops.take(x, places, 1);
    expect(valuesOf([x, places], output, [tf.tensor2d([[1, 2, 3]]), tf.tensor1d([-1, 0], 'int32')])).toEqual([[3, 1]]);
    expect(() => valuesOf([x, places], output, [tf.ones([1, 3]), tf.tensor1d([0, 3], 'int32')])).toThrow(
      'take expects indices from -3 to 2 (received 3 at place 1 of 2)',
    );
  });

  it('a gradient goes through neither comparisons nor integers', () => {
    const output = ops.multiply(x, ops.cast(ops.greater(x, 0), 'float32'));
    const gradient = tf.tidy(() => {
      const forward = (given: tf.Tensor) =>
        tf.sum(runOutputs([x], [output], [given], { training: true })[0]?.tensor as tf.Tensor);
      return tf
        .grad(forward)(tf.tensor2d([[-1, 2, 3]]))
        .dataSync();
    });
    expect([...gradient]).toEqual([0, 1, 1]);
  });
});

describe('wrong calls', () => {
  const x: SymbolicTensor = Input([3, 4]);
  const loose = ops as unknown as Readonly<Record<string, (...given: unknown[]) => unknown>>;
  const call =
    (name: string, ...given: unknown[]) =>
    () => {
      clearSession();
      loose[name]?.(...given);
    };

  it.each([
    [
      'cast',
      [x, 'float64'],
      ArgumentError,
      "cast: dtype expects one of 'float32', 'int32', 'bool' (received 'float64', did you mean 'float32'?)",
    ],
    [
      'onesLike',
      [x, { dtype: 'int' }],
      ArgumentError,
      "onesLike: dtype expects one of 'float32', 'int32', 'bool' (received 'int')",
    ],
    ['reshape', [x, 12], ArgumentError, 'reshape: newshape expects a list of sizes (received 12)'],
    [
      'reshape',
      [x, [-1, -1]],
      ArgumentError,
      'reshape: newshape expects positive integers, and -1 or null for at most one of them (received [-1, -1])',
    ],
    [
      'slice',
      [x, [-1, 0, 0], [1, 1, 1]],
      ArgumentError,
      'slice: start expects a list of integers from 0 (received -1)',
    ],
    ['slice', [x, [0, 0, 0], 3], ArgumentError, 'slice: sizes expects a list of integers from -1 (received 3)'],
    ['split', [x, 0], ArgumentError, 'split: indicesOrSections expects a positive integer (received 0)'],
    ['split', [x, [1.5]], ArgumentError, 'split: indicesOrSections expects a list of integers from 0 (received 1.5)'],
    [
      'take',
      [x, 0.5, 1],
      ArgumentError,
      'take: indices expects a tensor, an integer, or integers in lists of one length (received 0.5)',
    ],
    [
      'take',
      [x, [[0], [1, 2]], 1],
      ArgumentError,
      'take: indices expects a tensor, an integer, or integers in lists of one length (received [[0], [1, 2]])',
    ],
    ['repeat', [x, 0, 1], ArgumentError, 'repeat: repeats expects an integer from 1 (received 0)'],
    ['tile', [x, [1, 0]], ArgumentError, 'tile: repeats expects a list of integers from 1 (received 0)'],
    [
      'pad',
      [x, -1],
      ArgumentError,
      'pad: padWidth expects an integer from 0, a pair, or a list of pairs (received -1)',
    ],
    [
      'pad',
      [x, [[1, 1, 1]]],
      ArgumentError,
      'pad: padWidth expects an integer from 0, a pair, or a list of pairs (received [[1, 1, 1]])',
    ],
    [
      'pad',
      [x, 1, { mode: 'wrap' }],
      ArgumentError,
      "pad: mode expects one of 'constant', 'reflect', 'symmetric' (received 'wrap')",
    ],
    [
      'roll',
      [x, [1, 2], 1],
      ArgumentError,
      'roll: shift expects an integer, or a list of one for each axis (received [1, 2])',
    ],
    ['oneHot', [ops.cast(x, 'int32'), 0], ArgumentError, 'oneHot: numClasses expects a positive integer (received 0)'],
    ['sum', [x, 0.5], ShapeError, 'sum: axis expects an integer from -3 to 2 (received 0.5)'],
    ['expandDims', [x], ShapeError, 'expandDims: axis expects an integer from -4 to 3 (received undefined)'],
    ['exp', [[x, x]], ShapeError, 'exp expects one tensor (received several tensors)'],
    [
      'exp',
      [Input([2], { dtype: 'string' })],
      ShapeError,
      'layer expects numbers, such as the output of StringLookup (received strings)',
    ],
    ['exp', [3], GraphError, 'exp expects a tensor (received 3)'],
    ['sum', [x, 1, null], ArgumentError, 'sum expects an object of options (received null)'],
    ['zerosLike', [x, null], ArgumentError, 'zerosLike expects an object of options (received null)'],
    ['pad', [x, 1, null], ArgumentError, 'pad expects an object of options (received null)'],
    ['squeeze', [null], GraphError, 'squeeze expects a tensor (received null)'],
    ['transpose', [x, 1], ArgumentError, 'transpose: axes expects a list of integers, or null (received 1)'],
    [
      'take',
      [x, [null, 1], 1],
      ArgumentError,
      'take: indices expects a tensor, an integer, or integers in lists of one length (received [null, 1])',
    ],
    ['topK', [x, 0], ArgumentError, 'topK: k expects a positive integer (received 0)'],
    ['topK', [x, 5], ShapeError, 'topK: k expects at most the size of the last axis of (null, 3, 4) (received 5)'],
    ['topK', [x, 2, { sort: true }], ArgumentError, "topK expects options that it has (received 'sort')"],
    ['arange', [0, 1, 0], ArgumentError, 'arange: step expects a number other than 0 (received 0)'],
    ['arange', [Number.NaN], ArgumentError, 'arange: start expects a finite number (received NaN)'],
    ['arange', [null], ArgumentError, 'arange: start expects a finite number (received null)'],
    ['arange', [1e12], ArgumentError, 'arange expects at most 2147483647 elements (received 1000000000000)'],
    ['linspace', [0, 1, 0], ArgumentError, 'linspace: num expects an integer from 1 (received 0)'],
    ['eye', [0], ArgumentError, 'eye: rows and columns expects a list of integers from 1 (received 0)'],
    ['full', [[2, -1], 0], ArgumentError, 'full: shape expects a list of integers from 1 (received -1)'],
    ['zeros', [[1e6, 1e6]], ArgumentError, 'zeros expects at most 2147483647 elements (received 1000000000000)'],
    ['fullLike', [x, 'a'], ArgumentError, "fullLike: fillValue expects a finite number (received 'a')"],
    ['norm', [x, 1], ArgumentError, 'norm: ord expects a number for one axis, or null (received 1, and 3 axes)'],
    ['norm', [x, 'fro', 1], ArgumentError, "norm: ord expects a number for one axis, or null (received 'fro')"],
    ['normalize', [x, 1, 0], ArgumentError, 'normalize: order expects an integer from 1 (received 0)'],
    ['swapaxes', [x, 0, 3], ShapeError, 'swapaxes: axis2 expects the index of an axis of (null, 3, 4) (received 3)'],
    ['moveaxis', [x, 3, 0], ShapeError, 'moveaxis: source expects the index of an axis of (null, 3, 4) (received 3)'],
    ['tril', [ops.sum(x)], ShapeError, 'tril expects an input with at least two axes (received ())'],
    ['triu', [x, 0.5], ArgumentError, 'triu: k expects an integer from -2147483648 (received 0.5)'],
    [
      'segmentSum',
      [x, ops.cast(x, 'int32'), 3],
      ShapeError,
      'segmentSum expects one segment id for each of the first axis of (null, 3, 4) (received (null, 3, 4))',
    ],
    [
      'tensordot',
      [x, x, 2],
      ShapeError,
      'tensordot expects inputs of the same sizes along the axes that it sums over (received (null, 3, 4) and (null, 3, 4))',
    ],
    [
      'tensordot',
      [x, x, 4],
      ShapeError,
      'tensordot: axes expects no more axes than there are in (null, 3, 4) and (null, 3, 4) (received 4)',
    ],
    ['tensordot', [x, x, [3, 0]], ShapeError, 'tensordot: axes expects an integer from -3 to 2 (received 3)'],
    [
      'tensordot',
      [
        x,
        x,
        [
          [1, 1],
          [1, 2],
        ],
      ],
      ArgumentError,
      'tensordot: axes expects different axes of an input (received [1, 1])',
    ],
    [
      'scatter',
      [ops.cast(x, 'int32'), x, [3]],
      ShapeError,
      'scatter expects indices whose last axis has one index for each of the first axes of (3) (received (null, 3, 4))',
    ],
    ['meshgrid', [[x]], ShapeError, 'meshgrid expects inputs with one axis (received (null, 3, 4))'],
    ['leakyRelu', [x, 'a'], ArgumentError, "leakyRelu: negativeSlope expects a number (received 'a')"],
    ['shape', [5], ArgumentError, 'shape expects a tensor (received 5)'],
    ['nanToNum', [x, { nan: 'a' }], ArgumentError, "nanToNum: nan expects a number (received 'a')"],
    ['add', [x, 'one'], GraphError, "add expects a tensor (received 'one' at 1)"],
  ])('%s(%s)', (name, given, kind, message) => {
    expect(call(name, ...given)).toThrow(kind);
    expect(call(name, ...given)).toThrow(new RegExp(`${message.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(\n|$)`));
  });
});
