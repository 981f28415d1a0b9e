import * as tf from '@tensorflow/tfjs-core';
import { oneOf } from '../arguments/one-of.js';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { TensorsOf, TypeOf } from '../graph/tensors.js';
import { type NumericType, numericTypes } from '../types/dtype.js';
import { sameShape } from '../types/same-shape.js';
import type { Numeric } from './argument.js';
import { defineOperation, stated } from './define-operation.js';

/** An operation that gives a tensor of the same shape with one value everywhere; `dtype` is its type, if another. */
export type FilledLikeFunction = <const Given extends SymbolicTensor, const Type extends NumericType = TypeOf<Given>>(
  x: Numeric<Given>,
  options?: { readonly dtype?: Type },
) => TensorsOf<Given['shape'], NoInfer<Type>, string>;

/** Defines an operation that gives a tensor of the same shape with one value everywhere. */
export function filledLike(operation: string, value: number): FilledLikeFunction {
  const addNode = defineOperation<{ readonly dtype: NumericType | null }>({
    operation,
    shape: (x) => sameShape(operation, x),
    type: (type, { dtype }) => dtype ?? type,
    compute: (x, { dtype }) => tf.fill(x.shape, value, dtype ?? x.dtype),
  });
  return stated((x: SymbolicTensor, { dtype = null }: { readonly dtype?: NumericType | null } = {}) =>
    addNode(x, { dtype: dtype === null ? null : oneOf(`${operation}: dtype`, dtype, numericTypes) }),
  );
}
