import type * as library from 'tupleflow';

type Metric = Extract<keyof typeof library.metrics, Capitalize<keyof typeof library.metrics>>;

/** Options that a class of metrics needs, if any. */
const metricOptions: Readonly<Partial<Record<Metric, string>>> = {
  PrecisionAtRecall: 'recall: 0.5, ',
  RecallAtPrecision: 'precision: 0.5, ',
  SensitivityAtSpecificity: 'specificity: 0.5, ',
  SpecificityAtSensitivity: 'sensitivity: 0.5, ',
  IoU: 'numClasses: 2, targetClassIds: [0], ',
  MeanIoU: 'numClasses: 2, ',
  OneHotIoU: 'numClasses: 2, targetClassIds: [0], ',
  OneHotMeanIoU: 'numClasses: 2, ',
};

/** Metrics of one class that log under different names. */
export function metricVariants(name: string): readonly string[] {
  const options = metricOptions[name as Metric] ?? '';
  return ['first', 'second'].map((own) => `metrics.${name}({ ${options}name: '${own}' })`);
}

const model = 'Model({ inputs: fixed, outputs: Dense(3)(fixed) })';

/** Calls of what else has arguments that its type depends on. */
export const otherVariants: Readonly<Record<string, readonly string[]>> = {
  Input: [
    'Input([3])',
    'Input([4])',
    'Input([3, 4])',
    "Input([3], { dtype: 'int32' })",
    'Input([3], { batchSize: 2 })',
  ],
  'the name of an Input': ["Input([3], { name: 'one' })", "Input([3], { name: 'other' })"],
  tensors: ['zeros([3])', 'zeros([4])', 'zeros([3, 4])', "zeros([3], 'int32')"],
  oneHot: ['oneHot([1, 2], 3)', 'oneHot([1, 2], 4)'],
  'the output of a model': [model, model.replace('3', '4'), model.replace('Dense(3)(fixed)', '[Dense(3)(fixed)]')],
  'the input of a model': [model, model.replaceAll('fixed', 'Input([6])'), model.replaceAll('fixed', 'long')],
  'names of inputs': [
    model.replace('inputs: fixed', 'inputs: { one: fixed }'),
    model.replace('inputs: fixed', 'inputs: { other: fixed }'),
  ],
  'names of outputs': [
    'Model({ inputs: fixed, outputs: { one: Dense(3)(fixed) } })',
    'Model({ inputs: fixed, outputs: { other: Dense(3)(fixed) } })',
  ],
  Sequential: [
    'Sequential([Dense(3)])',
    'Sequential([Dense(4)])',
    'Sequential([Dense(4), Dense(3)])',
    'Sequential([fixed, Dense(3)])',
    'Sequential([fixed, Dense(4)])',
  ],
  repeat: ['repeat(2, () => Dense(3))', 'repeat(2, () => Dense(4))', 'repeat(2, () => ReLU())'],
  'how often repeat does': ['repeat(2, () => MaxPooling2D(2))', 'repeat(3, () => MaxPooling2D(2))'],
  'what a model logs': [
    `${model}.compile({ loss: 'mse', metrics: ['mae'] })`,
    `${model}.compile({ loss: 'mse', metrics: ['accuracy'] })`,
  ],
  'what a callback watches': [
    "callbacks.EarlyStopping({ monitor: 'loss' })",
    "callbacks.EarlyStopping({ monitor: 'accuracy' })",
  ],
  'what a checkpoint watches': [
    "callbacks.ModelCheckpoint({ monitor: 'loss' })",
    "callbacks.ModelCheckpoint({ monitor: 'accuracy' })",
  ],
  'what a plateau is of': [
    "callbacks.ReduceLROnPlateau({ monitor: 'loss' })",
    "callbacks.ReduceLROnPlateau({ monitor: 'accuracy' })",
  ],
  'the name of a loss': ["losses.Huber({ name: 'one' })", "losses.Huber({ name: 'other' })"],
  'the targets of a loss': [
    "losses.CategoricalCrossentropy({ name: 'same' })",
    "losses.SparseCategoricalCrossentropy({ name: 'same' })",
  ],
};

/** Layers of different classes for one input. */
export const mixtures: Readonly<Record<string, readonly string[]>> = {
  'Input([8, 6])': ['Dense(3)', 'LSTM(3)', 'Flatten()', 'Conv1D(3, 2)', 'Reshape([6, 8])', 'GlobalMaxPooling1D()'],
  'Input([9, 9, 4])': ['Conv2D(3, 2)', 'MaxPooling2D(2)', 'GlobalAveragePooling2D()', 'Resizing(3, 3)'],
  'Input([6])': [
    'Dense(3)',
    'RepeatVector(3)',
    'Sequential([Dense(4), Dense(5)])',
    'Residual(Dense(6))',
    'Reshape([2, 3])',
  ],
};

/** What stands before the calls. */
export const head = `
  import * as library from 'tupleflow';
  declare const flag: boolean;
  type Same<One, Other> = [One, Other] extends [Other, One] ? true : false;
`;
