import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { combine, floorDivide, modulo, signOf } from '../element-loops.js';
import { defineKernel, runStock } from '../kernel.js';
import { floatsOf, makeTensor } from './heap.js';
import { around, by, finite, floats, type Replacement } from './replacement.js';

/** The stock kernels of the next three are wrong for large angles, and slower than JavaScript. */
export const Sin: Replacement = unary(Math.sin);
export const Cos: Replacement = unary(Math.cos);
export const Tan: Replacement = unary(Math.tan);

/** The stock kernel adds 1 first, and so loses every x below 1e-8. */
export const Log1p: Replacement = unary(Math.log1p);

/** The stock kernel takes the smallest numbers for zeros. */
export const Sign: Replacement = unary(signOf);

/** The stock kernel gives integers, and 0 where the quotient is not finite. */
export const FloorDiv: Replacement = binary(floorDivide);

/** The stock kernel is wrong for infinite divisors, and for divisors that are much larger than the number. */
export const Mod: Replacement = binary(modulo);

/** Scales negative elements. The stock kernel takes `alpha` for a vector along the last axis, whatever its shape. */
export const Prelu: Replacement = around(
  (stock) =>
    defineKernel<{ readonly x: TensorInfo; readonly alpha: TensorInfo }>((call) => {
      const { x, alpha } = call.inputs;
      if (isAlongLastAxis(alpha, x)) return runStock(stock, call);
      return combined(call.backend, x, alpha, (value, slope) => (value < 0 ? slope * value : value));
    }),
  floats,
  finite('alpha'),
);

function isAlongLastAxis(alpha: TensorInfo, x: TensorInfo): boolean {
  const size = x.shape.at(-1);
  return (
    !!size &&
    tf.util.sizeFromShape(x.shape) > 0 &&
    alpha.shape.length <= x.shape.length &&
    alpha.shape.at(-1) === size &&
    tf.util.sizeFromShape(alpha.shape) === size
  );
}

function unary(compute: (value: number) => number): Replacement {
  return by(
    defineKernel<{ readonly x: TensorInfo }>(({ inputs: { x }, backend }) => {
      const out = makeTensor(backend, x.shape);
      const values = floatsOf(backend, x);
      const results = floatsOf(backend, out);
      for (let index = 0; index < values.length; index++) results[index] = compute(values[index] as number);
      return out;
    }),
    floats,
  );
}

function binary(compute: (left: number, right: number) => number): Replacement {
  return by(
    defineKernel<{ readonly a: TensorInfo; readonly b: TensorInfo }>(({ inputs: { a, b }, backend }) =>
      combined(backend, a, b, compute),
    ),
    floats,
  );
}

function combined(
  backend: BackendWasm,
  left: TensorInfo,
  right: TensorInfo,
  compute: (left: number, right: number) => number,
): TensorInfo {
  const shape = tf.broadcast_util.assertAndGetBroadcastShape(left.shape, right.shape);
  const out = makeTensor(backend, shape);
  const operand = (tensor: TensorInfo) => [floatsOf(backend, tensor), tensor.shape] as const;
  combine(floatsOf(backend, out), shape, operand(left), operand(right), compute);
  return out;
}
