export {
  type CeluOptions,
  celu,
  type EluOptions,
  elu,
  type LeakyReluOptions,
  leakyRelu,
  type ReluOptions,
  relu,
  relu6,
  selu,
  type ThresholdOptions,
  threshold,
} from './rectifiers.js';
export { type HardShrinkOptions, hardShrink, type SoftShrinkOptions, softShrink, tanhShrink } from './shrinks.js';
export {
  exponential,
  hardSigmoid,
  hardTanh,
  linear,
  logSigmoid,
  sigmoid,
  softsign,
  sparseSigmoid,
  tanh,
} from './sigmoids.js';
export {
  type GeluOptions,
  type GluOptions,
  gelu,
  glu,
  hardSilu,
  hardSilu as hardSwish,
  mish,
  type SquareplusOptions,
  silu,
  silu as swish,
  softplus,
  sparsePlus,
  squareplus,
} from './smooth-rectifiers.js';
export { type AxisOptions, logSoftmax, softmax, sparsemax } from './softmax.js';
