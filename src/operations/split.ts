import * as tf from '@tensorflow/tfjs-core';
import { integersFrom } from '../arguments/integers.js';
import { checkSize } from '../arguments/size.js';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { TensorsOf, TypeOf } from '../graph/tensors.js';
import { axisOf } from '../types/axis.js';
import { sameShape } from '../types/same-shape.js';
import { type Sections, type SplitShapes, splitShapes } from '../types/split-shapes.js';
import type { Argument, Numeric } from './argument.js';
import { defineOperation, stated } from './define-operation.js';

interface SplitConfiguration {
  readonly indicesOrSections: Sections;
  readonly axis: number;
}

const addNode = defineOperation<SplitConfiguration>({
  operation: 'split',
  shape: (x, { indicesOrSections, axis }) => splitShapes(sameShape('split', x), indicesOrSections, axis),
  type: (type) => type,
  compute: (x, { indicesOrSections, axis }) => {
    const index = axisOf('split: axis', axis, x.rank);
    const sizes = splitShapes(x.shape, indicesOrSections, axis).map((shape) => shape[index] as number);
    return tf.split(x, sizes, index);
  },
});

/**
 * Parts a tensor along an axis.
 *
 * @param indicesOrSections how many equal parts there are, or the places where all of them but the first start.
 * @param axis the batch, which is 0, unless given.
 *
 * @example
 * const [mean, deviation] = split(Input([64]), 2, 1); // SymbolicTensor<[null, 32]> each
 * const parts = split(Input([64]), [16, 48], 1); // of 16, 32 and 16
 */
export const split: <const Given extends SymbolicTensor, const Parts extends Sections, const Axis extends number = 0>(
  x: Numeric<Given>,
  indicesOrSections: Argument<Parts, SplitShapes<Given['shape'], Parts, Axis>, 'indicesOrSections'>,
  axis?: Argument<Axis, SplitShapes<Given['shape'], Parts, Axis>, 'axis'>,
) => TensorsOf<SplitShapes<Given['shape'], Parts, Axis>, TypeOf<Given>, string> = stated(
  (x: SymbolicTensor, parts: Sections, axis = 0) => addNode(x, { indicesOrSections: checkParts(parts), axis }),
);

function checkParts(parts: Sections): Sections {
  const owner = 'split: indicesOrSections';
  return typeof parts === 'number' ? checkSize(owner, parts) : integersFrom(owner, parts, 0);
}
