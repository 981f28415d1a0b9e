export {
  celu,
  elu,
  gelu,
  hardSigmoid,
  hardSilu,
  hardSilu as hardSwish,
  hardTanh,
  leakyRelu,
  logSigmoid,
  relu,
  relu6,
  selu,
  sigmoid,
  silu,
  silu as swish,
  softplus,
  softsign,
  tanhShrink,
} from './activations.js';
export {
  abs,
  abs as absolute,
  add,
  ceil,
  divide,
  divide as trueDivide,
  divideNoNan,
  floor,
  floorDivide,
  mod,
  multiply,
  negative,
  power,
  reciprocal,
  round,
  sign,
  square,
  subtract,
  trunc,
} from './arithmetic.js';
export { einsum } from './contract.js';
export { cast, fullLike, oneHot, onesLike, zerosLike } from './creation.js';
export { erf, exp, exp2, expm1, log, log1p, log2, log10, logaddexp, rsqrt, sqrt } from './exponential.js';
export { clip, maximum, minimum, nanToNum, stopGradient } from './extremes.js';
export { eye, full, ones, zeros } from './filled-tensors.js';
export { slice, take as gather, take, takeAlongAxis } from './indexing.js';
export { concatenate, split, stack } from './joining.js';
export { dot, matmul, outer, tril, triu } from './linear-algebra.js';
export {
  equal,
  greater,
  greaterEqual,
  isfinite,
  isinf,
  isnan,
  less,
  lessEqual,
  logicalAnd,
  logicalNot,
  logicalOr,
  logicalXor,
  notEqual,
} from './logic.js';
export { moments, norm, normalize } from './norms.js';
export { pad } from './pad.js';
export { arange, linspace, meshgrid } from './ranges.js';
export {
  all,
  any,
  argmax,
  argmin,
  countNonzero,
  cumsum,
  logsumexp,
  max as amax,
  max,
  mean,
  min as amin,
  min,
  prod,
  std,
  sum,
  variance,
} from './reductions.js';
export { flip, repeat, roll, tile } from './repeating.js';
export { expandDims, moveaxis, ravel, reshape, shape, squeeze, swapaxes, transpose } from './reshaping.js';
export { scatter, segmentSum } from './segments.js';
export { logSoftmax, softmax } from './softmax.js';
export { argsort, sort, topK } from './sorting.js';
export { tensordot } from './tensordot.js';
export {
  arccos,
  arccosh,
  arcsin,
  arcsinh,
  arctan,
  arctan2,
  arctanh,
  cos,
  cosh,
  sin,
  sinh,
  tan,
  tanh,
} from './trigonometric.js';
export { where } from './where.js';
