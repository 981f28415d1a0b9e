import { batchMatMul } from './batch-mat-mul.js';
import { conv2DBackpropFilter } from './conv2d-backprop-filter.js';
import { conv2DBackpropInput } from './conv2d-backprop-input.js';
import {
  depthwiseConv2dNativeBackpropFilter,
  depthwiseConv2dNativeBackpropInput,
} from './depthwise-conv2d-backprop.js';
import { cos, floorDiv, log1p, mod, prelu, sign, sin, tan } from './elementwise.js';
import { fusedMatMul } from './fused-mat-mul.js';
import { gather, unsortedSegmentSum } from './gather.js';
import { convolution, depthwiseConvolution, pooling } from './guarded-windows.js';
import { maxPoolGrad } from './max-pool-grad.js';

import { identity, reverse, slice, splitV, tile, unpack } from './rearrange.js';
import {
  around,
  by,
  byReference,
  type Condition,
  fewAxes,
  finite,
  floats,
  notEmpty,
  notStrings,
  numbers,
  onlyIf,
  type Replacement,
} from './replacement.js';
import { mean, sum } from './sum.js';

const notToBool: Condition = ({ attrs }) => attrs?.dtype !== 'bool';

/** Kernels of functions of one float: the stock ones take other elements' bits for floats. */
const floatFunctions = [
  'Acos Acosh Asin Asinh Atan Atanh Ceil Cosh Elu Erf Exp Expm1 Floor IsFinite IsInf IsNan LeakyRelu Log Reciprocal',
  'Relu Round Rsqrt Selu Sigmoid Sinh Softplus Sqrt Step Tanh',
].flatMap((names) => names.split(' '));

/**
 * What is used instead of TensorFlow.js' kernels for WebAssembly, each by its name there.
 *
 * All that the cpu backend has and this one lacks comes on top of these, by reference.
 */
export const replacements: Readonly<Record<string, Replacement>> = {
  ...Object.fromEntries(floatFunctions.map((name) => [name, onlyIf(floats)])),
  Abs: onlyIf(numbers),
  Add: onlyIf(numbers, fewAxes),
  AddN: onlyIf(numbers),
  All: onlyIf(notEmpty),
  Any: onlyIf(notEmpty),
  Atan2: onlyIf(floats, fewAxes),
  AvgPool: around(pooling, floats, finite('x')),
  BatchMatMul: by(batchMatMul, floats),
  Cast: onlyIf(notToBool),
  ClipByValue: onlyIf(floats, finite('x')),
  Conv2D: around(convolution),
  Conv2DBackpropFilter: by(conv2DBackpropFilter),
  Conv2DBackpropInput: by(conv2DBackpropInput),
  Cos: by(cos, floats),
  Cumprod: onlyIf(notEmpty),
  Cumsum: onlyIf(notEmpty),
  DepthwiseConv2dNative: around(depthwiseConvolution),
  DepthwiseConv2dNativeBackpropFilter: by(depthwiseConv2dNativeBackpropFilter),
  DepthwiseConv2dNativeBackpropInput: by(depthwiseConv2dNativeBackpropInput),
  FloorDiv: by(floorDiv, floats),
  FusedConv2D: around(convolution),
  FusedDepthwiseConv2D: around(depthwiseConvolution),
  GatherV2: by(gather, notStrings),
  Identity: by(identity, notStrings),
  Log1p: by(log1p, floats),
  Max: onlyIf(notEmpty),
  Maximum: onlyIf(floats, fewAxes, finite('b')),
  MaxPool: around(pooling, floats, finite('x')),
  MaxPool3D: byReference,
  MaxPool3DGrad: byReference,
  MaxPoolGrad: by(maxPoolGrad, floats),
  MaxPoolWithArgmax: byReference,
  Mean: by(mean),
  Min: onlyIf(notEmpty),
  Minimum: onlyIf(floats, fewAxes, finite('b')),
  Mod: by(mod, floats),
  Multiply: onlyIf(numbers, fewAxes),
  Neg: onlyIf(numbers),
  Pow: onlyIf(floats, fewAxes),
  // The stock kernel writes integers, whatever type is asked for.
  OneHot: onlyIf(({ attrs }) => attrs?.dtype === 'int32'),
  PadV2: onlyIf(fewAxes),
  Prelu: around(prelu, floats, finite('alpha')),
  Prod: byReference,
  RealDiv: onlyIf(floats, fewAxes),
  Relu6: onlyIf(floats, finite('x')),
  Reverse: by(reverse, notStrings),
  ScatterNd: onlyIf(numbers),
  Select: onlyIf(({ inputs }) => inputs.t?.dtype !== 'bool'),
  Sign: by(sign, floats),
  Sin: by(sin, floats),
  Slice: by(slice, notStrings),
  SplitV: by(splitV, notStrings),
  Square: onlyIf(numbers),
  SquaredDifference: onlyIf(numbers, fewAxes),
  StridedSlice: onlyIf(floats),
  Sub: onlyIf(numbers, fewAxes),
  Sum: by(sum),
  Tan: by(tan, floats),
  Tile: by(tile, notStrings),
  TopK: onlyIf(notEmpty),
  Transpose: onlyIf(notEmpty),
  Unpack: by(unpack, notStrings),
  UnsortedSegmentSum: by(unsortedSegmentSum),
  _FusedMatMul: by(fusedMatMul, floats),
};
