import * as tf from '@tensorflow/tfjs-core';
import {
  ArgumentError,
  activations,
  constraints,
  initializers,
  losses,
  metrics,
  optimizers,
  regularizers,
  setBackend,
  TupleflowError,
} from 'tupleflow';
import { beforeAll, describe, expect, it } from 'vitest';

type Make = (...given: unknown[]) => { readonly kind: string; readonly options: Readonly<Record<string, unknown>> };

/** The classes of a module: all exports that begin with a capital letter. */
const classesOf = (module: object) =>
  Object.entries(module).filter(([name, value]) => /^[A-Z]/.test(name) && typeof value === 'function') as [
    string,
    Make,
  ][];

const modules = {
  loss: losses,
  metric: metrics,
  optimizer: optimizers,
  schedule: optimizers.schedules,
  initializer: initializers,
  regularizer: regularizers,
  constraint: constraints,
};

/** The arguments that are required. */
const required: Readonly<Record<string, readonly unknown[]>> = {
  PrecisionAtRecall: [0.5],
  RecallAtPrecision: [0.5],
  SensitivityAtSpecificity: [0.5],
  SpecificityAtSensitivity: [0.5],
  IoU: [3, [0]],
  MeanIoU: [3],
  OneHotIoU: [3, [0]],
  OneHotMeanIoU: [3],
  ExponentialDecay: [0.01, 20, 0.9],
  InverseTimeDecay: [0.01, 20, 0.9],
  CosineDecay: [0.01, 20],
  CosineDecayRestarts: [0.01, 20],
  PolynomialDecay: [0.01, 20],
  PiecewiseConstantDecay: [[5], [0.1, 0.01]],
};

const all = Object.entries(modules).flatMap(([kind, module]) =>
  classesOf(module).map(([name, make]) => [`${kind} ${name}`, kind, name, make] as const),
);

/** Arguments of every kind, right or wrong. */
const junk: readonly unknown[] = [
  null,
  Number.NaN,
  -1,
  0.5,
  1e15,
  10n,
  'adam',
  '',
  true,
  [],
  [null],
  ['x'],
  [[1]],
  () => 1,
  async () => 1,
  Symbol('s'),
  new Map(),
  new Date(0),
  new Float32Array(2),
  Promise.resolve(1),
  { kind: 'loss' },
  Object.create(null),
  { learningRate: null },
  { name: 5 },
  { reduction: 'average' },
  Dead(),
];

/** An object whose every member throws. */
function Dead(): object {
  return new Proxy(
    {},
    {
      get: () => {
        throw new RangeError('dead');
      },
      ownKeys: () => ['name'],
      getOwnPropertyDescriptor: () => ({ configurable: true, enumerable: true, value: 1 }),
    },
  );
}

describe('configured objects', () => {
  beforeAll(() => setBackend('cpu'));

  it.each(all)('%s says its kind, and its options make an equal one', (_, kind, name, make) => {
    const made = make(...(required[name] ?? []));
    expect(Object.getOwnPropertyDescriptor(made, 'kind')).toMatchObject({ value: kind, writable: false });
    expect(Object.isFrozen(made)).toBe(true);
    expect(make(made.options).options).toEqual(made.options);
  });

  it.each(all)('%s refuses unknown options, and what is no object of options', (_, _kind, name, make) => {
    const first = required[name] ?? [];
    expect(() => make(...first, { nane: 'x' })).toThrow(ArgumentError);
    expect(() => make(...first, { nane: 'x' })).toThrow(`${name} expects`);
    if ('name' in make(...first).options) expect(() => make(...first, { nane: 'x' })).toThrow("did you mean 'name'?");
    // More arguments than there can be: the last one is no options.
    const many = [...first, ...new Array(8).fill(undefined), null];
    expect(() => make(...many)).toThrow(ArgumentError);
  });

  it.each(all)('%s makes of junk an object, or an error of this library', (_, kind, name, make) => {
    const before = tf.memory().numTensors;
    const first = required[name] ?? [];
    const options = Object.keys(make(...first).options);
    const calls = junk.flatMap((value) => [
      [value],
      [...first, value],
      ...options.map((option) => [...first, { [option]: value }]),
    ]);
    for (const given of calls) {
      try {
        expect(make(...given).kind).toBe(kind);
      } catch (error) {
        // A getter that throws is the caller's own error.
        const isOwn = error instanceof RangeError && error.message === 'dead';
        if (!isOwn) expect(error, `${name} of ${given.map((one) => typeof one)}`).toBeInstanceOf(TupleflowError);
      }
    }
    expect(tf.memory().numTensors).toBe(before);
  });

  it('take by position what Keras takes by position, or all as options', () => {
    const schedule = optimizers.schedules;
    const equal: readonly (readonly [{ readonly options: object }, { readonly options: object }])[] = [
      [optimizers.Adam(0.1), optimizers.Adam({ learningRate: 0.1 })],
      [optimizers.Adam(0.1, { beta1: 0.5 }), optimizers.Adam({ learningRate: 0.1, beta1: 0.5 })],
      [optimizers.SGD(0.1, 0.9), optimizers.SGD({ learningRate: 0.1, momentum: 0.9 })],
      [optimizers.SGD(0.1, { nesterov: true }), optimizers.SGD({ learningRate: 0.1, nesterov: true })],
      [optimizers.AdamW(0.1, 0.2), optimizers.AdamW({ learningRate: 0.1, weightDecay: 0.2 })],
      [losses.Huber(2), losses.Huber({ delta: 2 })],
      [losses.Huber(2, { reduction: 'sum' }), losses.Huber({ delta: 2, reduction: 'sum' })],
      [losses.Tversky(0.3, 0.7), losses.Tversky({ alpha: 0.3, beta: 0.7 })],
      [losses.SparseCategoricalCrossentropy(true), losses.SparseCategoricalCrossentropy({ fromLogits: true })],
      [metrics.TopKCategoricalAccuracy(3), metrics.TopKCategoricalAccuracy({ k: 3 })],
      [metrics.MeanIoU(3), metrics.MeanIoU({ numClasses: 3 })],
      [metrics.MeanIoU(3, { ignoreClass: 0 }), metrics.MeanIoU({ numClasses: 3, ignoreClass: 0 })],
      [metrics.IoU(3, [1]), metrics.IoU({ numClasses: 3, targetClassIds: [1] })],
      [metrics.AUC(50, 'PR'), metrics.AUC({ numThresholds: 50, curve: 'PR' })],
      [metrics.Precision([0.2, 0.8]), metrics.Precision({ thresholds: [0.2, 0.8] })],
      [metrics.RecallAtPrecision(0.5), metrics.RecallAtPrecision({ precision: 0.5 })],
      [metrics.F1Score('macro'), metrics.F1Score({ average: 'macro' })],
      [
        schedule.ExponentialDecay(0.01, 20, 0.9),
        schedule.ExponentialDecay({ initialLearningRate: 0.01, decaySteps: 20, decayRate: 0.9 }),
      ],
      [
        schedule.CosineDecay(0.01, 20, { alpha: 0.1 }),
        schedule.CosineDecay({ initialLearningRate: 0.01, decaySteps: 20, alpha: 0.1 }),
      ],
      [initializers.RandomNormal(0, 0.1), initializers.RandomNormal({ mean: 0, stddev: 0.1 })],
      [initializers.Constant(2), initializers.Constant({ value: 2 })],
      [initializers.GlorotUniform(7), initializers.GlorotUniform({ seed: 7 })],
      [
        initializers.VarianceScaling(2, 'fanOut', 'uniform'),
        initializers.VarianceScaling({ scale: 2, mode: 'fanOut', distribution: 'uniform' }),
      ],
      [regularizers.L2(0.1), regularizers.L2({ l2: 0.1 })],
      [regularizers.L1L2(0.1, 0.2), regularizers.L1L2({ l1: 0.1, l2: 0.2 })],
      [constraints.MaxNorm(3, { axis: [0, 1] }), constraints.MaxNorm({ maxValue: 3, axis: [0, 1] })],
    ];
    for (const [left, right] of equal) expect(left.options).toEqual(right.options);
    expect(() => optimizers.Adam(0.1, { learningRate: 0.2 })).toThrow(
      'Adam: learningRate expects one value (received it by position and as an option)',
    );
    expect(() => (optimizers.Adam as Make)(0.1, 0.9)).toThrow('Adam expects an object of options (received 0.9)');
    expect(() => (optimizers.Adam as Make)(null)).toThrow(ArgumentError);
    expect(() => (optimizers.Adam as Make)(metrics.Precision())).toThrow(ArgumentError);
  });
});

describe.each(['cpu', 'wasm'] as const)('calls by hand on %s', (backend) => {
  let input: tf.Tensor;
  beforeAll(async () => {
    await setBackend(backend);
    input = tf.tensor2d([0.1, 0.7, 0.2, 0.5, 0.3, 0.2, 0.9, 0.05, 0.05, 0.25, 0.25, 0.5], [3, 4]);
  });

  /** Runs a call, which may return a tensor, and counts what stays. */
  const staying = (call: () => unknown) => {
    const before = tf.memory().numTensors;
    const result = call();
    if (result instanceof tf.Tensor && result.id !== input.id) result.dispose();
    return tf.memory().numTensors - before;
  };

  it.each(Object.entries(activations))('activation %s leaves nothing behind', (name, activate) => {
    const options = name === 'threshold' ? { threshold: 0, defaultValue: 1 } : undefined;
    expect(staying(() => (activate as (...given: unknown[]) => unknown)(input, options))).toBe(0);
    for (const wrong of [null, 5, { nane: 1 }]) {
      expect(() => (activate as (...given: unknown[]) => unknown)(input, wrong)).toThrow(ArgumentError);
    }
    for (const wrong of junk.slice(0, -1))
      expect(() => (activate as (one: unknown) => unknown)(wrong)).toThrow(TupleflowError);
    expect(staying(() => undefined)).toBe(0);
  });

  it.each(classesOf(regularizers))('regularizer %s leaves nothing behind', (_, make) => {
    const made = (make as () => regularizers.Regularizer)();
    expect(staying(() => made.penalty(input))).toBe(0);
  });

  it.each(classesOf(constraints))('constraint %s leaves nothing behind', (_, make) => {
    const made = (make as () => constraints.Constraint)();
    expect(staying(() => made.project(input))).toBe(0);
  });

  it.each(classesOf(initializers))('initializer %s leaves nothing behind', (name, make) => {
    const made = (make as () => initializers.Initializer)();
    expect(staying(() => made.values(name === 'STFT' ? [4, 1, 3] : [3, 4]))).toBe(0);
  });

  it.each(classesOf(losses))('loss %s leaves nothing behind', (name, make) => {
    const made = (make as () => losses.Loss)();
    const sequences = made.targetKind === 'labelSequences';
    const prediction = sequences ? tf.zeros([3, 5, 4]) : input;
    const target =
      made.targetKind === 'sameShape'
        ? tf.oneHot([0, 1, 2], 4)
        : sequences
          ? tf.tensor2d([1, 2, 3], [3, 1], 'int32')
          : tf.tensor1d([0, 1, 0], 'int32');
    const weight = tf.tensor1d([1, 2, 3]);
    expect(staying(() => made.compute(target, prediction))).toBe(0);
    // Losses of whole batches have no weights of samples.
    if (!['Dice', 'Tversky'].includes(name)) expect(staying(() => made.compute(target, prediction, weight))).toBe(0);
    tf.dispose([target, weight, ...(sequences ? [prediction] : [])]);
  });

  it.each(classesOf(metrics))('metric %s leaves nothing behind', (name, make) => {
    const made = (make as (...given: unknown[]) => unknown)(...(required[name] ?? [])) as
      | metrics.Metric
      | metrics.ValueMetric;
    const isSparse = /^Sparse|^MeanIoU|^IoU/.test(name);
    const target = isSparse ? tf.tensor1d([0, 1, 0], 'int32') : tf.cast(tf.oneHot([0, 1, 2], 4), 'float32');
    const prediction = /^(MeanIoU|IoU)$/.test(name) ? tf.tensor1d([0, 1, 1], 'int32') : tf.clone(input);
    const weight = tf.tensor1d([1, 2, 3]);
    const cycle = () => {
      if ('add' in made) made.updateState(input);
      else {
        made.updateState(target, prediction);
        if (!/IoU$/.test(name)) made.updateState(target, prediction, weight);
      }
      made.result().dispose();
      made.resetState();
    };
    expect(staying(cycle)).toBe(0);
    tf.dispose([target, prediction, weight]);
  });
});
