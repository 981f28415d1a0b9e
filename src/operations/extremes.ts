import * as tf from '@tensorflow/tfjs-core';
import { broadcastTo } from '../gradients/broadcast-to.js';
import { withGradients } from '../gradients/with-gradients.js';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { TensorsOf, TypeOf } from '../graph/tensors.js';
import { type CommonType, commonType } from '../types/common-type.js';
import type { DType } from '../types/dtype.js';
import { type NumberType, numberType, type ResultTypes, resultTypes } from '../types/result-type.js';
import { sameShape } from '../types/same-shape.js';
import type { Numeric } from './argument.js';
import { type BinaryFunction, binary } from './binary.js';
import { defineOperation, stated } from './define-operation.js';
import { castTo } from './element-types.js';

/**
 * The greater of two elements, of two tensors or of a tensor and a number.
 *
 * @example
 * const output = maximum(Input([4]), 0); // SymbolicTensor<[null, 4]>
 */
export const maximum: BinaryFunction<'maximum', 'common'> = binary(
  'maximum',
  'common',
  twoExtremes(tf.maximum, tf.greater),
);

/**
 * The lesser of two elements, of two tensors or of a tensor and a number.
 *
 * @example
 * const output = minimum(Input([4]), 0); // SymbolicTensor<[null, 4]>
 */
export const minimum: BinaryFunction<'minimum', 'common'> = binary(
  'minimum',
  'common',
  twoExtremes(tf.minimum, tf.less),
);

type Merge = (x1: tf.Tensor, x2: tf.Tensor) => tf.Tensor;

/**
 * The greater or the lesser of two elements. Where they are equal they share the gradient, as in Keras.
 *
 * @param isBetter where the first one is it
 */
function twoExtremes(choose: Merge, isBetter: Merge): Merge {
  const share = (one: tf.Tensor, other: tf.Tensor) =>
    tf.add(tf.cast(isBetter(one, other), 'float32'), tf.mul(tf.cast(tf.equal(one, other), 'float32'), 0.5));
  return (x1, x2) => {
    // The gradient is for tensors of one shape.
    const shape = tf.broadcast_util.assertAndGetBroadcastShape(x1.shape, x2.shape);
    return withGradients([broadcastTo(x1, shape), broadcastTo(x2, shape)], (...given) => ({
      value: choose(...(given as [tf.Tensor, tf.Tensor])),
      saved: given,
      gradient: (upstream, saved) => {
        const [one, other] = saved as [tf.Tensor, tf.Tensor];
        return [tf.mul(upstream, share(one, other)), tf.mul(upstream, share(other, one))];
      },
    }));
  };
}

interface ClipConfiguration {
  readonly xMin: number;
  readonly xMax: number;
}

const addClip = defineOperation<ClipConfiguration>({
  operation: 'clip',
  shape: (x) => sameShape('clip', x),
  type: clippedType,
  compute: (x, { xMin, xMax }) => {
    const type = clippedType(x.dtype as DType, { xMin, xMax });
    // Not `clipByValue`, which has no gradient where the bounds are equal.
    return tf.minimum(tf.maximum(castTo(x, type), tf.scalar(xMin, type)), tf.scalar(xMax, type));
  },
});

function clippedType(type: DType, { xMin, xMax }: ClipConfiguration): DType {
  return resultTypes.number(commonType([type, numberType(xMin), numberType(xMax)]));
}

/**
 * Every element, but none less than `xMin` or greater than `xMax`.
 *
 * @example
 * const output = clip(Input([4]), 0, 1); // SymbolicTensor<[null, 4]>
 */
export const clip: <const Given extends SymbolicTensor, const Least extends number, const Most extends number>(
  x: Numeric<Given>,
  xMin: Least,
  xMax: Most,
) => TensorsOf<
  Given['shape'],
  ResultTypes<CommonType<[TypeOf<Given>, NumberType<Least>, NumberType<Most>]>>['number'],
  string
> = stated((x: SymbolicTensor, xMin: number, xMax: number) => addClip(x, { xMin, xMax }));
