import * as tf from '@tensorflow/tfjs-core';
import { ArgumentError, received } from '../../errors.js';
import { withoutGradient } from '../../gradients/custom-gradient.js';
import type { DType } from '../../types/dtype.js';
import { type Fill, fill, type Unexpected, unexpected } from '../../types/mismatch.js';
import { type Dimension, type IsUnranked, isShape, type Shape } from '../../types/shape.js';
import type { IsSingle } from '../../types/single.js';

/**
 * How categories come out: their indices, a vector with a one for each, or one vector for all of a sample, which says
 * whether each category is there, how often, or how often weighted by how rare it is.
 */
export type OutputMode = 'int' | 'oneHot' | 'multiHot' | 'count' | 'tfIdf';

const expected = 'one tensor';
const expectedSamples = '(batch, values) for outputMode {mode}';

/** The output shape of a layer that finds `Depth` categories, for an input of shape `Input`. */
export type Encoded<Layer extends string, Input, Mode extends OutputMode, Depth extends Dimension> = [Input] extends [
  Shape,
]
  ? [IsUnranked<Input>, IsSingle<Mode>] extends [false, true]
    ? EncodedAs<Layer, Input, Mode, Depth>
    : Shape
  : Unexpected<Layer, typeof expected, Input>;

type EncodedAs<
  Layer extends string,
  Input extends Shape,
  Mode extends OutputMode,
  Depth extends Dimension,
> = Mode extends 'int'
  ? Input
  : Mode extends 'oneHot'
    ? OneHot<Input, Depth>
    : [Input] extends [readonly [infer Batch extends Dimension, Dimension]]
      ? [Batch, Depth]
      : Unexpected<Layer, Fill<typeof expectedSamples, { mode: Mode }>, Input>;

/** A last axis is added, or put in place of one of size 1; where that may be its size, not even the rank is known. */
type OneHot<Input extends Shape, Depth extends Dimension> = [Input] extends [
  readonly [infer Batch extends Dimension, ...infer Middle extends Shape, infer Last extends Dimension],
]
  ? [number] extends [Last]
    ? Shape
    : [Last] extends [1]
      ? [Batch, ...Middle, Depth]
      : [...Input, Depth]
  : [...Input, Depth];

/** The same at run time; `null` is the depth that is not yet known. */
export function encoded(layer: string, input: Shape, mode: OutputMode, depth: Dimension): Shape {
  if (!Array.isArray(input) || !isShape(input)) return unexpected(layer, expected, input);
  if (mode === 'int') return input;
  if (mode === 'oneHot') return oneHot(input, depth);
  const [batch = null] = input;
  return input.length === 2 ? [batch, depth] : unexpected(layer, fill(expectedSamples, { mode }), input);
}

function oneHot(input: Shape, depth: Dimension): Shape {
  return input.length > 1 && input.at(-1) === 1 ? [...input.slice(0, -1), depth] : [...input, depth];
}

/** The element type of the output. */
export type EncodedType<Mode extends OutputMode> = [Mode] extends ['int'] ? 'int32' : 'float32';

/** The same at run time. */
export function encodedType(mode: OutputMode): DType {
  return mode === 'int' ? 'int32' : 'float32';
}

/** The option of layers that in Keras can give sparse tensors. */
export interface NotSparse {
  /** Whether to return sparse tensors, which TensorFlow.js does not have. The default is `false`. */
  readonly sparse?: false;
}

/** `sparse`, which is false. */
export function checkSparse(layer: string, sparse: false): false {
  if (sparse === false) return sparse;
  throw new ArgumentError(
    `${layer}: sparse expects false, because sparse tensors are not supported (received ${received(sparse)})`,
  );
}

/** Categories as a layer has found them, one for each value of its input. */
export interface Categories {
  /** Indices as integers of the shape of the input; one that is out of range is of no category, and is left out of vectors. */
  readonly indices: tf.Tensor;
  /** The shape of the input in the graph, which determines what becomes of a last axis of size 1. */
  readonly inputShape: Shape;
}

/** Categories as a tensor, by `mode`. There is no gradient. */
export function encode(layer: string, { indices, inputShape }: Categories, mode: OutputMode, depth: number): tf.Tensor {
  if (mode === 'int') return indices;
  const { shape } = indices;
  const isReplaced = encoded(layer, inputShape, mode, depth).length === inputShape.length;
  const outer = isReplaced ? shape.slice(0, -1) : shape;
  const vectors = tf.util.sizeFromShape(outer);
  if (vectors === 0) return tf.zeros([...outer, depth]);
  const valuesPerVector = indices.size / vectors;
  return withoutGradient(() => {
    const places = tf.reshape(indices, [vectors, valuesPerVector]);
    const isInside = tf.logicalAnd(tf.greaterEqual(places, 0), tf.less(places, tf.scalar(depth, 'int32')));
    const first = tf.reshape(tf.range(0, vectors * depth, depth, 'int32'), [vectors, 1]);
    // A segment of -1 is left out.
    const segments = tf.where(isInside, tf.add(places, first), tf.scalar(-1, 'int32'));
    const ones = tf.ones([indices.size]);
    const counts = tf.unsortedSegmentSum(ones, tf.reshape(segments, [-1]) as tf.Tensor1D, vectors * depth);
    const isCounted = mode === 'count' || mode === 'tfIdf';
    return tf.reshape(isCounted ? counts : tf.minimum(counts, 1), [...outer, depth]);
  });
}
