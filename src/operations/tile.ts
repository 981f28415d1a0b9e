import * as tf from '@tensorflow/tfjs-core';
import { integersFrom } from '../arguments/integers.js';
import { broadcastTo } from '../gradients/broadcast-to.js';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { TensorsOf, TypeOf } from '../graph/tensors.js';
import type { PerAxis } from '../types/per-axis.js';
import { sameShape } from '../types/same-shape.js';
import { type Tiled, tiled, withOnes } from '../types/tiled.js';
import type { Numeric } from './argument.js';
import { defineOperation, stated } from './define-operation.js';

const addNode = defineOperation<{ readonly repeats: readonly number[] }>({
  operation: 'tile',
  shape: (x, { repeats }) => tiled(sameShape('tile', x), repeats),
  type: (type) => type,
  compute: (x, { repeats }) => {
    const shape = tiled(x.shape, repeats) as number[];
    const times = withOnes(repeats, shape.length);
    return tf.reshape(
      times.reduce<tf.Tensor>(
        (part, count, axis) => repeatedAlong(part, count, axis),
        tf.reshape(x, [...withOnes(x.shape, shape.length)]),
      ),
      shape,
    );
  },
});

/** A tensor several times along an axis. (The gradient of `tf.tile` ends at four axes.) */
function repeatedAlong(x: tf.Tensor, times: number, axis: number): tf.Tensor {
  if (times === 1) return x;
  const outer = tf.util.sizeFromShape(x.shape.slice(0, axis));
  const repeated = broadcastTo(tf.reshape(x, [outer, 1, x.size / outer]), [outer, times, x.size / outer]);
  return tf.reshape(
    repeated,
    x.shape.map((size, index) => (index === axis ? size * times : size)),
  );
}

/**
 * A tensor several times, one after the other.
 *
 * @param repeats how often along the last axis, or along each of as many of the last ones.
 *
 * @example
 * const wide = tile(Input([10, 64]), [1, 1, 3]); // SymbolicTensor<[null, 10, 192]>
 */
export const tile: <const Given extends SymbolicTensor, const Repeats extends PerAxis>(
  x: Numeric<Given>,
  repeats: Repeats,
) => TensorsOf<Tiled<Given['shape'], Repeats>, TypeOf<Given>, string> = stated((x: SymbolicTensor, repeats: PerAxis) =>
  addNode(x, { repeats: integersFrom('tile: repeats', typeof repeats === 'number' ? [repeats] : repeats, 1) }),
);
