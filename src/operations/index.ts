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
  fabs,
  floor,
  floorDivide,
  heaviside,
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
export { average, moments } from './averages.js';
export { einsum } from './contract.js';
export { cast, fullLike, oneHot, onesLike, zerosLike } from './creation.js';
export { cumprod, cumsum, diff } from './cumulative.js';
export { diag, diagonal, trace } from './diagonals.js';
export {
  cbrt,
  erf,
  erfc,
  erfinv,
  exp,
  exp2,
  expm1,
  log,
  log1p,
  log2,
  log10,
  logaddexp,
  logaddexp2,
  rsqrt,
  sqrt,
} from './exponential.js';
export { clip, maximum, minimum, nanToNum, stopGradient } from './extremes.js';
export { eye, full, identity, ones, tri, zeros } from './filled-tensors.js';
export { take as gather, take, takeAlongAxis } from './indexing.js';
export { concatenate, hstack, stack, vstack } from './joining.js';
export { dot, matmul, outer, tril, triu } from './linear-algebra.js';
export {
  allclose,
  equal,
  greater,
  greaterEqual,
  isclose,
  isfinite,
  isinf,
  isnan,
  isneginf,
  isposinf,
  less,
  lessEqual,
  logicalAnd,
  logicalNot,
  logicalOr,
  logicalXor,
  notEqual,
} from './logic.js';
export { nanmax, nanmean, nanmin, nanprod, nansum } from './nan-reductions.js';
export { norm, normalize } from './norms.js';
export { pad } from './pad.js';
export { arange, linspace, meshgrid } from './ranges.js';
export {
  all,
  any,
  argmax,
  argmin,
  countNonzero,
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
export { broadcastTo, flip, repeat, roll, tile } from './repeating.js';
export { expandDims, moveaxis, ndim, ravel, reshape, shape, size, squeeze, swapaxes, transpose } from './reshaping.js';
export { digitize, searchsorted } from './searching.js';
export { scatter, segmentSum } from './segments.js';
export { slice, sliceUpdate } from './slices.js';
export { glu, logSoftmax, softmax } from './softmax.js';
export { argsort, sort, topK } from './sorting.js';
export { split, unstack } from './splitting.js';
export { median, ptp, quantile } from './statistics.js';
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
  deg2rad,
  hypot,
  rad2deg,
  sin,
  sinc,
  sinh,
  tan,
  tanh,
} from './trigonometric.js';
export { cross, inner } from './vector-products.js';
export { where } from './where.js';
