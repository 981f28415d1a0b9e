import type { KernelFunc } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

type Call = Parameters<KernelFunc>[0];
type Condition = (call: Call) => boolean;

const dtypes = (...allowed: string[]): Condition => ({ inputs }) => {
  for (const name in inputs) if (!allowed.includes(inputs[name]?.dtype ?? 'float32')) return false;
  return true;
};
const floats = dtypes('float32');
const numbers = dtypes('float32', 'int32');
const never: Condition = () => false;
const nonEmpty: Condition = ({ inputs }) => tf.util.sizeFromShape(inputs['x']?.shape ?? []) > 0;

export const trusted: Readonly<Record<string, Condition>> = {
  ...Object.fromEntries(
    'Acos Acosh Asin Asinh Atan Atanh Ceil Cos Cosh Elu Erf Exp Expm1 Floor IsFinite IsInf IsNan LeakyRelu Log Log1p Reciprocal Relu Relu6 Round Rsqrt Selu Sigmoid Sign Sin Sinh Softplus Sqrt Step Tan Tanh RealDiv Mod Pow StridedSlice MaxPool MaxPoolGrad BatchMatMul _FusedMatMul Atan2 Prelu Maximum Minimum'
      .split(' ')
      .map((name) => [name, floats]),
  ),
  ...Object.fromEntries('Abs Neg Square Add Sub Multiply SquaredDifference Reverse Select'.split(' ').map((name) => [name, numbers])),
  ...Object.fromEntries('All Any Max Min'.split(' ').map((name) => [name, nonEmpty])),
  Prod: never,
  FloorDiv: never,
  MaxPool3D: never,
  MaxPool3DGrad: never,
  MaxPoolWithArgmax: never,
};
