import * as tf from '@tensorflow/tfjs-core';
import { integersFrom } from '../arguments/integers.js';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { TensorsOf, TypeOf } from '../graph/tensors.js';
import { sameShape } from '../types/same-shape.js';
import { type Sliced, sliced } from '../types/sliced.js';
import type { Argument, Numeric } from './argument.js';
import { defineOperation, stated } from './define-operation.js';

interface SliceConfiguration {
  readonly startIndices: readonly number[];
  readonly shape: readonly number[];
}

const addNode = defineOperation<SliceConfiguration>({
  operation: 'slice',
  shape: (x, { startIndices, shape }) => sliced(sameShape('slice', x), startIndices, shape),
  type: (type) => type,
  compute: (x, { startIndices, shape }) => tf.slice(x, [...startIndices], [...shape]),
});

/**
 * Cuts a part out of a tensor.
 *
 * @param start for each axis, the batch included, the first place that is taken.
 * @param sizes for each axis how many places are taken; -1 takes all that are left.
 *
 * @example
 * const first = slice(Input([10, 64]), [0, 0, 0], [-1, 1, 64]); // SymbolicTensor<[null, 1, 64]>
 */
export const slice: <
  const Given extends SymbolicTensor,
  const Start extends readonly number[],
  const Sizes extends readonly number[],
>(
  x: Numeric<Given>,
  start: Argument<Start, Sliced<Given['shape'], Start, Sizes>, 'start'>,
  sizes: Argument<Sizes, Sliced<Given['shape'], Start, Sizes>, 'sizes'>,
) => TensorsOf<Sliced<Given['shape'], Start, Sizes>, TypeOf<Given>, string> = stated(
  (x: SymbolicTensor, start: readonly number[], sizes: readonly number[]) =>
    addNode(x, {
      startIndices: integersFrom('slice: start', start, 0),
      shape: integersFrom('slice: sizes', sizes, -1),
    }),
);
