import { entryOf } from '../arguments/names.js';
import { modernGraph } from './keras-2-graph.js';
import { isRecord, type Json, type JsonRecord, misshapen } from './keras-config.js';

/**
 * The configuration of a model, a loss, ... of Keras 2, of TensorFlow.js, or in Keras 3's own old form, as Keras 3 writes it
 * today: names of classes and options, layers and calls.
 *
 * @param isOld whether Keras 2 or TensorFlow.js wrote it: then some names mean something else.
 */
export function modernConfig(value: Json, path: string, isOld: boolean): Json {
  if (Array.isArray(value)) return value.map((item, index) => modernConfig(item, `${path}[${index}]`, isOld));
  if (!isRecord(value)) return value;
  const { class_name: name, config } = value;
  if (typeof name !== 'string') {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, modernConfig(item, `${path}.${key}`, isOld)]),
    );
  }
  if (name === 'MeanMetricWrapper' && isRecord(config) && typeof config.fn === 'string') return config.fn;
  if (name === '__keras_tensor__' || name === 'function') return value;
  const className = entryOf(classes, name) ?? name.replace(/^Custom>/, '');
  const place = `${path}.config`;
  const options = withInput(className, optionsOf(className, config ?? {}, place));
  const entries = Object.entries(options)
    .flatMap(([option, item]) => modernOption(className, option, item, isOld, options))
    .map(([option, item]) => [option, modernConfig(item, `${place}.${option}`, isOld)] as const);
  const modern = withDefaults(className, Object.fromEntries(entries), isOld);
  return { ...value, class_name: className, config: 'input_layers' in modern ? modernGraph(modern, place) : modern };
}

/** Names of classes that Keras 3 has under another one. */
const classes: Readonly<Record<string, string>> = {
  Model: 'Functional',
  Convolution1D: 'Conv1D',
  Convolution2D: 'Conv2D',
  Convolution3D: 'Conv3D',
  Convolution2DTranspose: 'Conv2DTranspose',
  SeparableConvolution1D: 'SeparableConv1D',
  SeparableConvolution2D: 'SeparableConv2D',
  MaxPool1D: 'MaxPooling1D',
  MaxPool2D: 'MaxPooling2D',
  MaxPool3D: 'MaxPooling3D',
  AvgPool1D: 'AveragePooling1D',
  AvgPool2D: 'AveragePooling2D',
  AvgPool3D: 'AveragePooling3D',
  GlobalMaxPool1D: 'GlobalMaxPooling1D',
  GlobalMaxPool2D: 'GlobalMaxPooling2D',
  GlobalMaxPool3D: 'GlobalMaxPooling3D',
  GlobalAvgPool1D: 'GlobalAveragePooling1D',
  GlobalAvgPool2D: 'GlobalAveragePooling2D',
  GlobalAvgPool3D: 'GlobalAveragePooling3D',
  BatchNormalizationV1: 'BatchNormalization',
  BatchNormalizationV2: 'BatchNormalization',
  SyncBatchNormalization: 'BatchNormalization',
  GlorotUniformV2: 'GlorotUniform',
  L1L2V2: 'L1L2',
  LeCunNormal: 'LecunNormal',
  LeCunUniform: 'LecunUniform',
  ThresholdedReLU: 'ReLU',
};

/** The options; Keras 2 first wrote the layers of a sequential model as its whole configuration. */
function optionsOf(className: string, config: Json, path: string): JsonRecord {
  if (isRecord(config)) return config;
  if (className === 'Sequential' && Array.isArray(config)) return { name: 'sequential', layers: config };
  throw misshapen(path, 'an object', config);
}

/** The options with inputs where Keras 3 has them: as a layer, whose shape is the `batch_shape`. */
function withInput(className: string, options: JsonRecord): JsonRecord {
  const { layers, batch_input_shape: shape = null } = options;
  if (className === 'InputLayer')
    return options.batch_shape === undefined ? { ...options, batch_shape: shape } : options;
  if (className !== 'Sequential' || !Array.isArray(layers)) return options;
  const [first] = layers;
  const input = first === undefined ? null : inputOf(first);
  if (!isRecord(first) || first.class_name === 'InputLayer' || input === null) return options;
  return { ...options, layers: [input, ...layers] };
}

/** The input of a layer that states it as its option, or of a model by its first layer. */
function inputOf(layer: Json): Json {
  if (!isRecord(layer)) return null;
  const { class_name: name, config = null } = layer;
  if (name === 'InputLayer') return layer;
  if (Array.isArray(config)) return config[0] === undefined ? null : inputOf(config[0]);
  if (!isRecord(config)) return null;
  const { layers, batch_input_shape: shape = null, dtype = 'float32' } = config;
  if (shape !== null) {
    const input = {
      batch_shape: shape,
      dtype: isRecord(dtype) ? 'float32' : dtype,
      name: `${config.name ?? name}_input`,
    };
    return { class_name: 'InputLayer', config: input };
  }
  const [first] = Array.isArray(layers) ? layers : [];
  return first === undefined ? null : inputOf(first);
}

/** Options that Keras 3 does not have, by the values that ask for nothing else than what it does. */
const meaningless: Readonly<Record<string, (value: Json) => boolean>> = {
  batch_input_shape: () => true,
  input_dtype: () => true,
  implementation: () => true,
  jit_compile: () => true,
  is_legacy_optimizer: () => true,
  fused: () => true,
  fn: () => true,
  time_major: isOff,
  renorm: isOff,
  renorm_clipping: isOff,
  renorm_momentum: () => true,
  virtual_batch_size: isOff,
  adjustment: isOff,
  synchronized: () => true,
  sparse: isOff,
  sparse_output: isOff,
  decay: (value) => value === 0 || value === null,
};

function isOff(value: Json): boolean {
  return value === false || value === null;
}

/** Options of layers that Keras 2 wrote though they say what others say, or nothing. */
const unread: Readonly<Record<string, readonly string[]>> = {
  DepthwiseConv1D: ['groups', 'filters', 'kernel_initializer', 'kernel_regularizer', 'kernel_constraint'],
  DepthwiseConv2D: ['groups', 'filters', 'kernel_initializer', 'kernel_regularizer', 'kernel_constraint'],
  SeparableConv1D: ['groups', 'kernel_initializer', 'kernel_regularizer', 'kernel_constraint'],
  SeparableConv2D: ['groups', 'kernel_initializer', 'kernel_regularizer', 'kernel_constraint'],
  SpatialDropout1D: ['noise_shape'],
  SpatialDropout2D: ['noise_shape'],
  SpatialDropout3D: ['noise_shape'],
  MultiHeadAttention: ['query_shape', 'key_shape', 'value_shape'],
  Conv1DTranspose: ['groups'],
  Conv2DTranspose: ['groups'],
  Conv3DTranspose: ['groups'],
};

/** An option under the name that it has now, with its value in the form of now; none where it has no meaning. */
function modernOption(
  className: string,
  option: string,
  value: Json,
  isOld: boolean,
  options: JsonRecord,
): readonly (readonly [string, Json])[] {
  if (entryOf(meaningless, option)?.(value) || entryOf(unread, className)?.includes(option)) return [];
  if (option === 'input_length' && (isOld || value === null)) return [];
  if (value === null && (option === 'epsilon' || option === 'activity_regularizer')) return [];
  if (option === 'distribution' && value === 'normal') return [[option, 'truncated_normal']];
  if (option === 'lr') return [['learning_rate', value]];
  if (option === 'decay' && typeof value === 'number') return [['learning_rate', decaying(options, value)]];
  if (option === 'reduction' && value === 'auto') return [[option, 'sum_over_batch_size']];
  if (option === 'dtype' && className === 'Discretization') return [];
  if (option === 'theta' && className === 'ReLU') return [['threshold', value ?? 1]];
  if (option === 'alpha' && className === 'LeakyReLU') return [['negative_slope', value]];
  if (option === 'axis' && className === 'BatchNormalization' && Array.isArray(value) && value.length === 1) {
    return [[option, value[0] as Json]];
  }
  if (isOld && /(^|_)activation$/.test(option) && value === 'hard_sigmoid') return [[option, oldHardSigmoid]];
  return [[option, value]];
}

/** The name of the hard sigmoid of Keras 2, whose slope is 0.2. */
export const oldHardSigmoidName = 'hard_sigmoid_of_keras_2';

const oldHardSigmoid: Json = {
  module: null,
  class_name: 'function',
  config: oldHardSigmoidName,
  registered_name: oldHardSigmoidName,
};

/** The learning rate of optimizers that Keras 2 let decay: divided by 1 and `decay` for each step. */
function decaying({ lr, learning_rate: rate = lr ?? 0.001 }: JsonRecord, decay: number): Json {
  return {
    module: 'keras.optimizers.schedules',
    class_name: 'InverseTimeDecay',
    config: { initial_learning_rate: rate, decay_steps: 1, decay_rate: decay },
    registered_name: null,
  };
}

/** Defaults of Keras 2 that are others now, where it did not write them. */
function withDefaults(className: string, options: JsonRecord, isOld: boolean): JsonRecord {
  return isOld && className === 'GRU' && options.reset_after === undefined
    ? { ...options, reset_after: false }
    : options;
}
