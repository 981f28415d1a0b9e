import * as kernels from './kernels.js';
import {
  byReference,
  type Condition,
  fewAxes,
  finite,
  floats,
  notEmpty,
  numbers,
  onlyIf,
  type Replacement,
} from './replacement.js';

const notToBool: Condition = ({ attrs }) => attrs?.dtype !== 'bool';

/** Kernels of functions of one float: the stock ones take other elements' bits for floats. */
const floatFunctions = [
  'Acos Acosh Asin Asinh Atan Atanh Ceil Cosh Elu Erf Exp Expm1 Floor IsFinite IsInf IsNan LeakyRelu Log Reciprocal',
  'Relu Round Rsqrt Selu Sigmoid Sinh Softplus Sqrt Step Tanh',
].flatMap((names) => names.split(' '));

/** Under which conditions stock kernels may stay; elsewhere what the cpu backend computes is used. */
const conditions: Readonly<Record<string, Replacement>> = {
  ...Object.fromEntries(floatFunctions.map((name) => [name, onlyIf(floats)])),
  Abs: onlyIf(numbers),
  Add: onlyIf(numbers, fewAxes),
  AddN: onlyIf(numbers),
  All: onlyIf(notEmpty),
  Any: onlyIf(notEmpty),
  Atan2: onlyIf(floats, fewAxes),
  Cast: onlyIf(notToBool),
  ClipByValue: onlyIf(floats, finite('x')),
  Cumprod: onlyIf(notEmpty),
  Cumsum: onlyIf(notEmpty),
  Max: onlyIf(notEmpty),
  Maximum: onlyIf(floats, fewAxes, finite('b')),
  MaxPool3D: byReference,
  MaxPool3DGrad: byReference,
  MaxPoolWithArgmax: byReference,
  Min: onlyIf(notEmpty),
  Minimum: onlyIf(floats, fewAxes, finite('b')),
  Multiply: onlyIf(numbers, fewAxes),
  Neg: onlyIf(numbers),
  Pow: onlyIf(floats, fewAxes),
  // The stock kernel writes integers, whatever type is asked for.
  OneHot: onlyIf(({ attrs }) => attrs?.dtype === 'int32'),
  PadV2: onlyIf(fewAxes),
  Prod: byReference,
  RealDiv: onlyIf(floats, fewAxes),
  Relu6: onlyIf(floats, finite('x')),
  ScatterNd: onlyIf(numbers),
  Select: onlyIf(({ inputs }) => inputs.t?.dtype !== 'bool'),
  Square: onlyIf(numbers),
  SquaredDifference: onlyIf(numbers, fewAxes),
  StridedSlice: onlyIf(floats),
  Sub: onlyIf(numbers, fewAxes),
  TopK: onlyIf(notEmpty),
  Transpose: onlyIf(notEmpty),
};

/**
 * What is used instead of TensorFlow.js' kernels for WebAssembly, each by its name there.
 *
 * All that the cpu backend has and this one lacks comes on top of these, by reference.
 */
export const replacements: Readonly<Record<string, Replacement>> = { ...conditions, ...kernels };
