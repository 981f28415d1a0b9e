import * as tf from '@tensorflow/tfjs-core';
import { received } from '../arguments/received.js';
import { ArgumentError } from '../errors.js';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { TensorsOf, TypeOf } from '../graph/tensors.js';
import { type AlongAxes, alongAxes } from '../types/along-axes.js';
import { axisOf } from '../types/axis.js';
import type { PerAxis } from '../types/per-axis.js';
import type { AxesOrAll } from '../types/reduced.js';
import { sameShape } from '../types/same-shape.js';
import type { Argument, Numeric } from './argument.js';
import { defineOperation, stated } from './define-operation.js';

interface RollConfiguration {
  readonly shift: PerAxis;
  readonly axis: AxesOrAll;
}

const addNode = defineOperation<RollConfiguration>({
  operation: 'roll',
  shape: (x, { axis }) => alongAxes('roll', sameShape('roll', x), axis),
  type: (type) => type,
  compute: (x, { shift, axis }) => {
    const shifts = [shift].flat();
    if (axis === null) return tf.reshape(shifted(tf.reshape(x, [-1]), shifts[0] as number, 0), x.shape);
    return [axis].flat().reduce((moved, along, place) => {
      const distance = (shifts[place] ?? shifts[0]) as number;
      return shifted(moved, distance, axisOf('roll: axis', along, x.rank));
    }, x);
  },
});

function shifted(x: tf.Tensor, distance: number, axis: number): tf.Tensor {
  const size = x.shape[axis] as number;
  const start = (((-distance % size) + size) % size) as number;
  if (start === 0) return x;
  const [head, tail] = tf.split(x, [start, size - start], axis) as [tf.Tensor, tf.Tensor];
  return tf.concat([tail, head], axis);
}

/**
 * Moves the elements along axes; those that leave at one end come in at the other.
 *
 * @param shift how far: a number, or one for each axis; negative ones go to the front.
 * @param axis one axis or several; all axes in a row unless given.
 *
 * @example
 * const later = roll(Input([10, 64]), 1, 1); // SymbolicTensor<[null, 10, 64]>
 */
export const roll: <const Given extends SymbolicTensor, const Along extends AxesOrAll = null>(
  x: Numeric<Given>,
  shift: PerAxis,
  axis?: Argument<Along, AlongAxes<'roll', Given['shape'], Along>, 'axis'>,
) => TensorsOf<AlongAxes<'roll', Given['shape'], Along>, TypeOf<Given>, string> = stated(
  (x: SymbolicTensor, shift: PerAxis, axis: AxesOrAll = null) => addNode(x, { shift: checkShift(shift, axis), axis }),
);

function checkShift(shift: PerAxis, axis: AxesOrAll): PerAxis {
  if (Number.isSafeInteger(shift)) return shift;
  const count = axis === null ? 1 : [axis].flat().length;
  if (Array.isArray(shift) && shift.length === count && shift.every(Number.isSafeInteger)) return shift;
  throw new ArgumentError(
    `roll: shift expects an integer, or a list of one for each axis (received ${received(shift)})`,
  );
}
