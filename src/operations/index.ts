export {
  abs,
  add,
  divide,
  floorDivide,
  mod,
  multiply,
  negative,
  power,
  reciprocal,
  sign,
  square,
  subtract,
} from './arithmetic.js';
export { cast, oneHot, onesLike, zerosLike } from './creation.js';
export { einsum } from './einsum.js';
export { erf, exp, expm1, log, log1p, rsqrt, sqrt } from './exponential.js';
export { clip, maximum, minimum } from './extremes.js';
export { slice, take, take as gather, takeAlongAxis } from './indexing.js';
export { concatenate, split, stack } from './joining.js';
export { matmul } from './linear-algebra.js';
export { equal, greater, greaterEqual, less, lessEqual, logicalAnd, logicalNot, logicalOr, notEqual } from './logic.js';
export { logSoftmax, relu, sigmoid, silu, softmax, softplus } from './neural-network.js';
export { pad } from './pad.js';
export { all, any, argmax, argmin, cumsum, logsumexp, max, mean, min, prod, std, sum, variance } from './reductions.js';
export { flip, repeat, roll, tile } from './repeating.js';
export { expandDims, reshape, squeeze, transpose } from './reshaping.js';
export { ceil, floor, round } from './rounding.js';
export { arccos, arcsin, arctan, cos, cosh, sin, sinh, tan, tanh } from './trigonometric.js';
export { where } from './where.js';
