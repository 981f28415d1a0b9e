import * as tf from '@tensorflow/tfjs-core';
import { completeOptions } from '../arguments/options.js';
import { broadcastTo, withGradients, withoutGradient } from '../gradients/custom-gradient.js';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { AnyTensor } from '../graph/tensor-kinds.js';
import type { TypeOf } from '../graph/tensors.js';
import {
  type CommonType,
  commonType,
  type DType,
  type NumberType,
  numberType,
  type ResultTypes,
  resultTypes,
} from '../types/dtype.js';
import { sameShape } from '../types/shape-function.js';
import type { Numeric, SameResult } from './argument.js';
import { castTo } from './argument.js';
import { type BinaryFunction, binary } from './binary.js';
import { defineOperation, stated } from './define-operation.js';

/**
 * The greater of the elements of two tensors, or of a tensor and a number.
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
 * The lesser of the elements of two tensors, or of a tensor and a number.
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
 * @param isBetter where the first one is chosen
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
 * Every element, limited to the range from `xMin` to `xMax`.
 *
 * @example
 * const output = clip(Input([4]), 0, 1); // SymbolicTensor<[null, 4]>
 */
export const clip: <const Given extends AnyTensor, const Least extends number, const Most extends number>(
  /** A tensor of the graph. */
  x: Numeric<Given>,
  /** The lower bound. */
  xMin: Least,
  /** The upper bound. */
  xMax: Most,
) => SameResult<Given, ResultTypes<CommonType<[TypeOf<Given>, NumberType<Least>, NumberType<Most>]>>['number']> =
  stated((x: SymbolicTensor, xMin: number, xMax: number) => addClip(x, { xMin, xMax }));

const addStopGradient = defineOperation<object>({
  operation: 'stopGradient',
  shape: (x) => sameShape('stopGradient', x),
  type: (type) => type,
  compute: (x) => withoutGradient(() => tf.clone(x)),
});

/**
 * The same elements, without a gradient.
 *
 * @example
 * const fixed = stopGradient(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const stopGradient: <const Given extends AnyTensor>(
  /** A tensor of the graph. */
  x: Numeric<Given>,
) => SameResult<Given, TypeOf<Given>> = stated((x: SymbolicTensor) => addStopGradient(x, {}));

/** Options of {@link nanToNum}. */
export interface NanToNumOptions {
  /** The number that replaces NaN. The default is 0. */
  readonly nan?: number;
  /** The number that replaces Infinity. The default is the largest float32. */
  readonly posinf?: number;
  /** The number that replaces -Infinity. The default is the smallest float32. */
  readonly neginf?: number;
}

const greatestFloat = (2 - 2 ** -23) * 2 ** 127;

const addNanToNum = defineOperation<Required<NanToNumOptions>>({
  operation: 'nanToNum',
  shape: (x) => sameShape('nanToNum', x),
  type: (type) => type,
  compute: (x, { nan, posinf, neginf }) => {
    if (x.dtype !== 'float32') return x;
    const insteadOf = (isFound: tf.Tensor, value: number, other: tf.Tensor) =>
      tf.where(isFound, tf.fill(x.shape, value), other);
    const numbers = insteadOf(tf.isNaN(x), nan, x);
    const below = insteadOf(tf.greater(x, greatestFloat), posinf, numbers);
    return insteadOf(tf.less(x, -greatestFloat), neginf, below);
  },
});

/**
 * Every element, with NaN and infinities replaced by numbers.
 *
 * @example
 * const output = nanToNum(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const nanToNum: <const Given extends AnyTensor>(
  /** A tensor of the graph. */
  x: Numeric<Given>,
  options?: NanToNumOptions,
) => SameResult<Given, TypeOf<Given>> = stated((x: SymbolicTensor, options?: NanToNumOptions) =>
  addNanToNum(x, completeOptions('nanToNum', { nan: 0, posinf: greatestFloat, neginf: -greatestFloat }, options)),
);
