import * as tf from '@tensorflow/tfjs-core';
import { type DType, resultTypes, type TypeRule } from '../types/dtype.js';

/** The same elements in another type; the same tensor where they are of it already. */
export function castTo(x: tf.Tensor, type: DType): tf.Tensor {
  return x.dtype === type ? x : tf.cast(x, type);
}

/**
 * Computes with operands of one element type: floats where floats come out of anything, else what the operands have in
 * common. Truth values count as integers, for TensorFlow.js adds up two of them to a 2.
 *
 * @param common what the operands have in common
 * @param compute is told the type to cast them to.
 */
export function computeInType(rule: TypeRule, common: DType, compute: (type: DType) => tf.Tensor): tf.Tensor {
  const computed = compute(rule === 'float32' ? 'float32' : resultTypes.number(common));
  return castTo(computed, resultTypes[rule](common));
}
