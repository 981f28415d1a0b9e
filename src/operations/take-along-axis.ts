import * as tf from '@tensorflow/tfjs-core';
import { broadcastTo } from '../gradients/broadcast-to.js';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { TensorsOf, TypeOf } from '../graph/tensors.js';
import { type AlongTaken, alongTaken } from '../types/along-taken.js';
import { axisOf } from '../types/axis.js';
import type { Shape } from '../types/shape.js';
import type { Argument, Numeric } from './argument.js';
import { defineOperation, stated } from './define-operation.js';
import { type CheckedIntegers, checkIntegers } from './integer-tensor.js';
import { placesFrom } from './places-from.js';

type TakeAlongOutput<
  Given extends SymbolicTensor,
  Indices extends SymbolicTensor,
  Axis extends number | null,
> = CheckedIntegers<'takeAlongAxis: indices', Indices, 'indices', AlongTaken<Given['shape'], Indices['shape'], Axis>>;

const addNode = defineOperation<{ readonly axis: number | null }, readonly [Shape, Shape]>({
  operation: 'takeAlongAxis',
  shape: ([x, indices], { axis }) => alongTaken(x, indices, axis),
  type: ([type, ofIndices]) => {
    checkIntegers('takeAlongAxis: indices', ofIndices as 'int32');
    return type as 'float32';
  },
  compute: ([given, indices], { axis }) => {
    const x = axis === null ? tf.reshape(given as tf.Tensor, [-1]) : (given as tf.Tensor);
    const index = axisOf('takeAlongAxis: axis', axis ?? 0, x.rank);
    const shape = alongTaken(x.shape, (indices as tf.Tensor).shape, index) as number[];
    const size = x.shape[index] as number;
    const whole = broadcastTo(
      x,
      shape.map((wanted, along) => (along === index ? size : wanted)),
    );
    const places = placesFrom(
      'takeAlongAxis',
      tf.broadcastTo(indices as tf.Tensor, shape as [number]).dataSync(),
      size,
    );
    const inner = tf.util.sizeFromShape(shape.slice(index + 1));
    const outer = inner * (shape[index] as number);
    // Each place along the axis, as one among all elements.
    const flat = places.map((place, at) => (Math.floor(at / outer) * size + place) * inner + (at % inner));
    return tf.reshape(tf.gather(tf.reshape(whole, [-1]), tf.tensor1d(flat, 'int32')), shape);
  },
});

/**
 * Takes elements along an axis by indices that differ from place to place, such as those that `argmax` finds; negative ones
 * count from the end.
 *
 * @param indices integers, with as many axes; on all but `axis` they meet as in NumPy.
 * @param axis all axes in a row unless given.
 * @throws DataError if an index is out of range.
 *
 * @example
 * const x = Input([10]);
 * const greatest = takeAlongAxis(x, argmax(x, 1, { keepdims: true }), 1); // SymbolicTensor<[null, 1]>
 */
export const takeAlongAxis: <
  const Given extends SymbolicTensor,
  const Indices extends SymbolicTensor,
  const Axis extends number | null = null,
>(
  x: Numeric<Given>,
  indices: Argument<Indices, TakeAlongOutput<Given, Indices, Axis>, 'indices'>,
  axis?: Argument<Axis, TakeAlongOutput<Given, Indices, Axis>, 'axis'>,
) => TensorsOf<TakeAlongOutput<Given, Indices, Axis>, TypeOf<Given>, string> = stated(
  (x: SymbolicTensor, indices: SymbolicTensor, axis: number | null = null) => addNode([x, indices], { axis }),
);
