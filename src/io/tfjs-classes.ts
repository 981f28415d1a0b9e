import { oldHardSigmoidName } from './keras-2.js';
import type { JsonRecord } from './keras-config.js';

/** What TensorFlow.js has of a class of layers. */
interface LayerRule {
  /** The values of options that are not there, at which they change nothing. */
  readonly only?: JsonRecord;
  /** The values of options that do not work there. */
  readonly never?: JsonRecord;
  /** The names that options have there. */
  readonly renamed?: Readonly<Record<string, string>>;
}

const plain: LayerRule = {};
const convolution: LayerRule = { only: { groups: 1 } };
const global: LayerRule = { only: { keepdims: false } };
const recurrent: LayerRule = { only: { zero_output_for_mask: false } };

/** The layers of TensorFlow.js that Keras 3 has too. */
export const tfjsLayers: Readonly<Record<string, LayerRule>> = {
  Activation: plain,
  Add: plain,
  AlphaDropout: plain,
  Average: plain,
  AveragePooling1D: plain,
  AveragePooling2D: plain,
  AveragePooling3D: plain,
  BatchNormalization: plain,
  Bidirectional: plain,
  CategoryEncoding: plain,
  CenterCrop: plain,
  Concatenate: plain,
  Conv1D: { ...convolution, never: { padding: 'causal' } },
  Conv2D: convolution,
  Conv2DTranspose: convolution,
  Conv3D: convolution,
  Conv3DTranspose: convolution,
  ConvLSTM2D: recurrent,
  Cropping2D: plain,
  Dense: plain,
  DepthwiseConv2D: plain,
  Dot: plain,
  Dropout: plain,
  ELU: plain,
  Embedding: plain,
  Flatten: plain,
  Functional: plain,
  GRU: { only: { reset_after: false, zero_output_for_mask: false } },
  GRUCell: { only: { reset_after: false } },
  GaussianDropout: plain,
  GaussianNoise: plain,
  GlobalAveragePooling1D: global,
  GlobalAveragePooling2D: global,
  GlobalMaxPooling1D: global,
  GlobalMaxPooling2D: global,
  InputLayer: { renamed: { batch_shape: 'batch_input_shape' } },
  LSTM: recurrent,
  LSTMCell: plain,
  LayerNormalization: { only: { rms_scaling: false } },
  LeakyReLU: { renamed: { negative_slope: 'alpha' } },
  Masking: plain,
  MaxPooling1D: plain,
  MaxPooling2D: plain,
  MaxPooling3D: plain,
  Maximum: plain,
  Minimum: plain,
  Multiply: plain,
  PReLU: plain,
  Permute: plain,
  RNN: recurrent,
  ReLU: { only: { negative_slope: 0, threshold: 0 } },
  RepeatVector: plain,
  Rescaling: plain,
  Reshape: plain,
  SeparableConv2D: convolution,
  Sequential: plain,
  SimpleRNN: recurrent,
  SimpleRNNCell: plain,
  Softmax: plain,
  SpatialDropout1D: plain,
  StackedRNNCells: plain,
  TimeDistributed: plain,
  UpSampling2D: plain,
  ZeroPadding2D: plain,
};

/** The activations of TensorFlow.js by their names in Keras. Its hard sigmoid is that of Keras 2, which is another function. */
export const tfjsActivations: Readonly<Record<string, string>> = {
  elu: 'elu',
  gelu: 'gelu',
  linear: 'linear',
  log_softmax: 'log_softmax',
  mish: 'mish',
  relu: 'relu',
  relu6: 'relu6',
  selu: 'selu',
  sigmoid: 'sigmoid',
  silu: 'swish',
  swish: 'swish',
  softmax: 'softmax',
  softplus: 'softplus',
  softsign: 'softsign',
  tanh: 'tanh',
  [oldHardSigmoidName]: 'hard_sigmoid',
};

/** The initializers, regularizers and constraints of TensorFlow.js by their names in Keras. */
export const tfjsObjects: Readonly<Record<string, string>> = {
  Constant: 'Constant',
  GlorotNormal: 'GlorotNormal',
  GlorotUniform: 'GlorotUniform',
  HeNormal: 'HeNormal',
  HeUniform: 'HeUniform',
  Identity: 'Identity',
  LecunNormal: 'LeCunNormal',
  LecunUniform: 'LeCunUniform',
  Ones: 'Ones',
  Orthogonal: 'Orthogonal',
  RandomNormal: 'RandomNormal',
  RandomUniform: 'RandomUniform',
  TruncatedNormal: 'TruncatedNormal',
  VarianceScaling: 'VarianceScaling',
  Zeros: 'Zeros',
  L1: 'L1L2',
  L2: 'L1L2',
  L1L2: 'L1L2',
  MaxNorm: 'MaxNorm',
  MinMaxNorm: 'MinMaxNorm',
  NonNeg: 'NonNeg',
  UnitNorm: 'UnitNorm',
};
