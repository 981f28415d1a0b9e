import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import * as library from 'tupleflow';
import { goldenCalls } from '../operations/golden-calls.js';
import { root } from '../types/compilers.js';

/** A right call of what the library exports, and what is then done with the result, which frees all but the arguments. */
export interface RightCall {
  readonly given: readonly unknown[];
  readonly use?: (made: never) => unknown;
}

type Rows = Readonly<Record<string, () => RightCall>>;

const { constraints, initializers, losses, metrics, optimizers, regularizers } = library;

const right =
  (...given: readonly unknown[]) =>
  (): RightCall => ({ given });
const vector = () => library.Input([3]);
const probabilities = () => tf.tensor([0.2, 0.3, 0.5, 0.6, 0.3, 0.1], [2, 3]);
const labels = () => tf.tensor([0, 0, 1, 1, 0, 0], [2, 3]);
const evenProbabilities = () => tf.tensor([0.2, 0.3, 0.5, 0.0], [1, 4]);
const indices = () => tf.tensor([2, 0], [2], 'int32');
const file = (name: string) => join(tmpdir(), name);
const kerasFile = join(root, 'test/golden/interop/mlp.keras');
/** A model with the weights of `kerasFile`. */
const smallKerasModel = () =>
  library.Sequential([library.Input([20]), library.Dense(8), library.Dense(8), library.Dense(4)]);

/** Calls a function on tensors, which it then frees with the result. */
function freeing(tensors: readonly tf.Tensor[], compute: (...tensors: tf.Tensor[]) => unknown): void {
  try {
    tf.dispose(compute(...tensors) as tf.Tensor);
  } finally {
    tf.dispose([...tensors]);
  }
}

/** A model of one weight, compiled. */
function smallModel(options: object = {}): library.Model<never, never> {
  const input = library.Input([3]);
  const model = library.Model({ inputs: input, outputs: library.Dense(3, { activation: 'softmax' })(input) });
  model.compile({ loss: 'meanSquaredError', ...options });
  return model as never;
}

const xs = Float32Array.from({ length: 24 }, (_, index) => Math.sin(index));
/** Eight samples for {@link smallModel}. */
const samples = Array.from({ length: 8 }, (_, index) => Array.from(xs.subarray(3 * index, 3 * index + 3)));

const usedLosses = (name: string) => (loss: library.losses.Loss) => {
  const isOfIndices = loss.targetKind === 'classIndices' || name === 'Circle';
  if (name === 'CTC') return freeing([tf.ones([2, 2], 'int32'), tf.ones([2, 4, 3])], (y, p) => loss.compute(y, p));
  return freeing([isOfIndices ? indices() : labels(), probabilities()], (y, p) => loss.compute(y, p));
};

const lossFunctions = ['computeLoss', 'defineLoss', 'isLoss', 'reduceLoss', 'resolveLoss'];
const ownLoss = {
  className: 'Own',
  name: 'own',
  defaults: {},
  losses: (target: tf.Tensor, prediction: tf.Tensor) => tf.mean(tf.sub(target, prediction), -1),
};

const metricOptions: Readonly<Record<string, readonly unknown[]>> = {
  IoU: [{ numClasses: 3, targetClassIds: [0, 1] }],
  MeanIoU: [{ numClasses: 3 }],
  OneHotIoU: [{ numClasses: 3, targetClassIds: [0, 1] }],
  OneHotMeanIoU: [{ numClasses: 3 }],
  PrecisionAtRecall: [{ recall: 0.5 }],
  RecallAtPrecision: [{ precision: 0.5 }],
  SensitivityAtSpecificity: [{ specificity: 0.5 }],
  SpecificityAtSensitivity: [{ sensitivity: 0.5 }],
};

function usedMetric(name: string): (made: never) => void {
  return (metric: library.metrics.Metric) => {
    const [y, p] = name.startsWith('Sparse')
      ? [indices(), probabilities()]
      : ['IoU', 'MeanIoU'].includes(name)
        ? [indices(), tf.tensor([1, 0], [2], 'int32')]
        : [labels(), probabilities()];
    try {
      if (['Mean', 'Sum'].includes(name)) (metric.updateState as (values: tf.Tensor) => void)(p);
      else metric.updateState(y, p);
      freeing([], () => metric.result());
    } finally {
      metric.resetState();
      tf.dispose([y, p]);
    }
  };
}

const schedules: Readonly<Record<string, readonly unknown[]>> = {
  CosineDecay: [{ initialLearningRate: 0.1, decaySteps: 10 }],
  CosineDecayRestarts: [{ initialLearningRate: 0.1, firstDecaySteps: 10 }],
  ExponentialDecay: [{ initialLearningRate: 0.1, decaySteps: 10, decayRate: 0.5 }],
  InverseTimeDecay: [{ initialLearningRate: 0.1, decaySteps: 10, decayRate: 0.5 }],
  PiecewiseConstantDecay: [{ boundaries: [1, 2], values: [3, 2, 1] }],
  PolynomialDecay: [{ initialLearningRate: 0.1, decaySteps: 10 }],
};

const ownOptimizer = {
  className: 'Own',
  name: 'own',
  learningRate: 0.1,
  defaults: {},
  slots: () => [],
  update: (weight: tf.Tensor, gradient: tf.Tensor) => ({ weight: tf.sub(weight, gradient), slots: [] }),
};

const ownLayer = {
  name: 'Own',
  configure: ({ units = 3 }: { readonly units?: number }) => ({ units }),
  shape: ([batch]: readonly unknown[], { units }: { readonly units: number }) => [batch, units],
  weights: (input: readonly number[], { units }: { readonly units: number }) => ({ kernel: [input.at(-1), units] }),
  forward: (input: tf.Tensor, { kernel }: { readonly kernel: tf.Tensor }) =>
    tf.matMul(input as tf.Tensor2D, kernel as tf.Tensor2D),
};

const ownCell = {
  name: 'OwnCell',
  configure: ({ units = 3 }: { readonly units?: number }) => ({ units }),
  stateSize: ({ units }: { readonly units: number }) => units,
  weights: (features: number, { units }: { readonly units: number }) => ({ kernel: [features, units] }),
  step: (input: tf.Tensor, _: unknown, { kernel }: { readonly kernel: tf.Tensor }) => {
    const output = tf.matMul(input as tf.Tensor2D, kernel as tf.Tensor2D);
    return { output, states: [output] };
  },
};

/** One right call of each export that is no layer and no operation, by its path. */
const rest: Rows = {
  ...rows('activations', Object.keys(library.activations), (name) => ({
    given: name === 'threshold' ? [probabilities(), { threshold: 0.5, defaultValue: 0 }] : [evenProbabilities()],
  })),
  ...rows('losses', except(losses, lossFunctions), (name) => ({ given: [{}], use: usedLosses(name) })),
  'losses.computeLoss': () => ({ given: [losses.Huber(), labels(), probabilities(), {}] }),
  'losses.defineLoss': right(ownLoss),
  'losses.isLoss': right(losses.Huber()),
  'losses.reduceLoss': () => ({ given: [tf.ones([2]), 'sum', tf.ones([2])] }),
  'losses.resolveLoss': right('mse', 'compile: loss'),
  ...rows('metrics', except(metrics, ['defineMetric', 'resolveMetric']), (name) => ({
    given: metricOptions[name] ?? [{}],
    use: usedMetric(name),
  })),
  'metrics.defineMetric': right({
    className: 'Own',
    name: 'own',
    defaults: {},
    initial: () => [tf.scalar(0)],
    update: ([sum]: tf.Tensor[], target: tf.Tensor) => [tf.add(sum as tf.Tensor, tf.sum(target))],
    result: ([sum]: tf.Tensor[]) => tf.clone(sum as tf.Tensor),
  }),
  'metrics.resolveMetric': right(
    'accuracy',
    { targetShape: [null, 3], predictionShape: [null, 3] },
    'compile: metrics',
  ),
  ...rows(
    'optimizers',
    Object.keys(optimizers).filter((name) => /^[A-Z]/.test(name)),
    () => ({
      given: [{ learningRate: 0.01 }],
      use: async (optimizer) => {
        const model = smallModel({ optimizer });
        try {
          await model.trainOnBatch(samples as never, samples as never);
        } finally {
          model.dispose();
        }
      },
    }),
  ),
  'optimizers.applyOptimizer': () => ({ given: [optimizers.SGD(), [tf.ones([2])], [tf.ones([2])], [[]], 0, 0.1] }),
  'optimizers.defineOptimizer': right(ownOptimizer),
  'optimizers.hostInputs': () => ({ given: [optimizers.SGD(), 3, 0.1] }),
  'optimizers.finalWeights': right(optimizers.SGD(), [[]]),
  'optimizers.initialSlots': () => {
    const value = tf.ones([2]);
    return { given: [optimizers.Adam(), { path: 'dense/kernel', shape: [2], value }] };
  },
  'optimizers.learningRateAt': right(0.1, 3),
  'optimizers.resolveOptimizer': right('adam', 'compile: optimizer'),
  'optimizers.scaleLoss': () => ({ given: [optimizers.SGD({ lossScaleFactor: 2 }), tf.scalar(1)] }),
  ...rows('optimizers.schedules', Object.keys(optimizers.schedules), (name) => ({
    given: schedules[name] ?? [],
    use: (schedule: (step: number) => number) => schedule(3),
  })),
  ...rows('initializers', except(initializers, ['defineInitializer', 'resolveInitializer']), (name) => ({
    given: name === 'Constant' ? [1] : name.match(/Zeros|Ones/) ? [] : [{}],
    use: (made: library.initializers.Initializer) => {
      const shape = name === 'STFT' ? [4, 1, 3] : [3, 4];
      if (made.values(shape).length !== 12) throw new Error('initializers give as many values as there are');
    },
  })),
  'initializers.defineInitializer': right('Own', {}, () => new Float32Array(1)),
  'initializers.resolveInitializer': right('zeros', 'own: initializer'),
  ...rows('regularizers', except(regularizers, ['defineRegularizer', 'resolveRegularizer']), (name) => ({
    given: /^L[12]$/.test(name) ? [0.1] : [{}],
    use: (made: library.regularizers.Regularizer) => freeing([probabilities()], (weight) => made.penalty(weight)),
  })),
  'regularizers.defineRegularizer': right('Own', {}, (weight: tf.Tensor) => tf.sum(weight)),
  'regularizers.resolveRegularizer': right('l2', 'own: regularizer'),
  ...rows('constraints', except(constraints, ['defineConstraint', 'resolveConstraint']), (name) => ({
    given: name === 'MaxNorm' ? [2, {}] : name === 'NonNeg' ? [] : [{}],
    use: (made: library.constraints.Constraint) => freeing([probabilities()], (weight) => made.project(weight)),
  })),
  'constraints.defineConstraint': right('Own', {}, (weight: tf.Tensor) => tf.neg(weight)),
  'constraints.resolveConstraint': right('nonNeg', 'own: constraint'),
  'callbacks.BackupAndRestore': right(file('training.backup'), { saveFreq: 3 }),
  'callbacks.CSVLogger': right(file('log.csv'), {}),
  'callbacks.EarlyStopping': right({ monitor: 'loss' }),
  'callbacks.LambdaCallback': right({ onEpochEnd: () => undefined }),
  'callbacks.LearningRateScheduler': right(() => 0.1, {}),
  'callbacks.ModelCheckpoint': right(file('{epoch}.keras'), { monitor: 'loss' }),
  'callbacks.ReduceLROnPlateau': right({ monitor: 'loss' }),
  'callbacks.SwapEMAWeights': right({}),
  'callbacks.TensorBoard': right(file('logs'), {}),
  'callbacks.TerminateOnNaN': right({}),
  ...rows('', ['add', 'average', 'maximum', 'minimum', 'multiply', 'subtract'], () => ({
    given: [[vector(), vector()]],
  })),
  concatenate: () => ({ given: [[vector(), vector()], { axis: 1 }] }),
  dot: () => ({ given: [[vector(), vector()], 1] }),
  Input: right([3], { name: 'input', dtype: 'int32', batchSize: 2 }),
  Model: () => {
    const input = vector();
    return { given: [{ inputs: input, outputs: library.Dense(2)(input), name: 'small' }] };
  },
  Sequential: () => ({ given: [[vector(), library.Dense(2)], { name: 'small' }] }),
  repeat: () => ({ given: [2, () => library.Dense(2), { name: 'deep' }] }),
  backendName: right(),
  clearSession: right(),
  defineBlock: right({
    name: 'Own',
    layers: ({ branch }: { readonly branch: unknown }) => ({ branch }),
    forward: (input: unknown, { branch }: { readonly branch: (input: unknown) => unknown }) => branch(input),
  }),
  defineCell: right(ownCell),
  defineLayer: right(ownLayer),
  fromKerasConfig: right({ module: 'keras.layers', class_name: 'Dense', config: { units: 3 } }, { kind: 'layer' }),
  toKerasConfig: () => ({ given: [library.Dense(3)] }),
  loadModel: right(join(root, 'test/golden/interop/tfjs_mlp/model.json')),
  loadWeights: () => ({ given: [smallKerasModel(), kerasFile] }),
  modelBytes: () => ({ given: [smallKerasModel(), { format: 'h5' }] }),
  weightBytes: () => ({ given: [smallKerasModel(), { format: 'npz' }] }),
  weightOf: () => {
    const dense = library.Dense(2);
    dense(vector());
    return { given: [dense, 'kernel'] };
  },
  mismatch: right('own expects {expected}', { expected: 'a scalar' }),
  unexpected: right('own', 'a scalar', [null, 3]),
  oneHot: right([0, 2], 3),
  ones: right([2, 3], 'int32'),
  zeros: right([2, 3], 'int32'),
  positional: right(['units'], () => 1),
  ready: right(),
  setBackend: right('wasm'),
  setRandomSeed: right(3),
  'ops.ndim': () => ({ given: [vector()] }),
  'ops.shape': () => ({ given: [vector()] }),
  'ops.size': () => ({ given: [vector()] }),
  'random.beta': right([2, 3], 2, 3, { seed: 1 }),
  'random.binomial': right([2, 3], 10, 0.5, { seed: 1 }),
  'random.categorical': () => ({ given: [tf.zeros([2, 3]), 4, { seed: 1 }] }),
  'random.dropout': () => ({ given: [tf.ones([2, 3]), 0.5, { noiseShape: [null, 1], seed: 1 }] }),
  'random.gamma': right([2, 3], 2, { seed: 1 }),
  'random.normal': right([2, 3], { mean: 1, stddev: 2, seed: 1 }),
  'random.randint': right([2, 3], 0, 10, { seed: 1 }),
  'random.shuffle': () => ({ given: [tf.ones([2, 3]), { axis: 1, seed: 1 }] }),
  'random.truncatedNormal': right([2, 3], { mean: 1, stddev: 2, seed: 1 }),
  'random.uniform': right([2, 3], { minval: 1, maxval: 2, seed: 1 }),
  stack: () => ({ given: [[tf.ones([2]), tf.ones([2])]] }),
  tensor: right([[1, 2, 3]], [1, 3], 'float32'),
  valueAndGradients: () => {
    const weight = tf.ones([2]);
    return { given: [() => tf.sum(tf.square(weight)), [weight]] };
  },
  withShape: () => ({ given: [tf.ones([2]), [2], 'float32'] }),
};

/** Exports that throw where they are called rightly. */
export const throwing: readonly string[] = ['mismatch', 'unexpected'];

function except(namespace: object, names: readonly string[]): readonly string[] {
  return Object.keys(namespace).filter((name) => !names.includes(name));
}

function rows(namespace: string, names: readonly string[], row: (name: string) => RightCall): Rows {
  return Object.fromEntries(
    names.map((name) => [namespace === '' ? name : `${namespace}.${name}`, () => row(name)] as const),
  );
}

/** A right call of an operation, from those that are held to Keras. */
function operationRow(name: string): RightCall | undefined {
  const golden = goldenCalls.find(({ call }) => call.startsWith(`${name}(`));
  if (golden === undefined) return undefined;
  const inputs = golden.inputs.map(({ shape: [batch, ...sample], dtype }) =>
    library.Input(sample, { dtype, batchSize: batch as number }),
  );
  const { call } = golden;
  const values = new Function(
    ...Object.keys(library.ops),
    ...['a', 'b', 'c'].slice(0, inputs.length),
    `return [${call.slice(name.length + 1, call.lastIndexOf(')'))}]`,
  );
  return { given: values(...Object.values(library.ops), ...inputs) };
}

/** A right call of what is exported under a path; `undefined` for a layer, and where none is written down. */
export function rightCall(path: string): RightCall | undefined {
  const [namespace, name] = path.split('.');
  return rest[path]?.() ?? (namespace === 'ops' ? operationRow(name as string) : undefined);
}
