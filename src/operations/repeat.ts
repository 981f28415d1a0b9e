import * as tf from '@tensorflow/tfjs-core';
import { integerFrom } from '../arguments/integer-from.js';
import { integersFrom } from '../arguments/integers.js';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { TensorsOf, TypeOf } from '../graph/tensors.js';
import { axisOf } from '../types/axis.js';
import type { PerAxis } from '../types/per-axis.js';
import { type Repeated, repeated } from '../types/repeated.js';
import { sameShape } from '../types/same-shape.js';
import type { Argument, Numeric } from './argument.js';
import { defineOperation, stated } from './define-operation.js';

interface RepeatConfiguration {
  readonly repeats: PerAxis;
  readonly axis: number | null;
}

const addNode = defineOperation<RepeatConfiguration>({
  operation: 'repeat',
  shape: (x, { repeats, axis }) => repeated(sameShape('repeat', x), repeats, axis),
  type: (type) => type,
  compute: (x, { repeats, axis }) => {
    const input = axis === null ? tf.reshape(x, [-1]) : x;
    const index = axisOf('repeat: axis', axis ?? 0, input.rank);
    const times = [repeats].flat();
    const places = Array.from({ length: input.shape[index] as number }, (_, place) =>
      Array<number>((times[place] ?? times[0]) as number).fill(place),
    );
    return tf.gather(input, tf.tensor1d(places.flat(), 'int32'), index);
  },
});

/**
 * Every element several times, one after the other.
 *
 * @param repeats how often: one number, or one for each element.
 * @param axis the axis along which they come; all axes in a row unless given.
 *
 * @example
 * const twice = repeat(Input([10, 64]), 2, 1); // SymbolicTensor<[null, 20, 64]>
 */
export const repeat: <
  const Given extends SymbolicTensor,
  const Repeats extends PerAxis,
  const Axis extends number | null = null,
>(
  x: Numeric<Given>,
  repeats: Argument<Repeats, Repeated<Given['shape'], Repeats, Axis>, 'repeats'>,
  axis?: Argument<Axis, Repeated<Given['shape'], Repeats, Axis>, 'axis'>,
) => TensorsOf<Repeated<Given['shape'], Repeats, Axis>, TypeOf<Given>, string> = stated(
  (x: SymbolicTensor, repeats: PerAxis, axis: number | null = null) =>
    addNode(x, { repeats: checkRepeats(repeats), axis }),
);

function checkRepeats(repeats: PerAxis): PerAxis {
  const owner = 'repeat: repeats';
  return typeof repeats === 'object' ? integersFrom(owner, repeats, 0) : integerFrom(owner, repeats, 1);
}
