import * as tf from '@tensorflow/tfjs-core';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { TensorsOf, TypeOf } from '../graph/tensors.js';
import { type CommonType, commonType } from '../types/common-type.js';
import type { DType } from '../types/dtype.js';
import { type NumberType, numberType, type ResultTypes, resultTypes } from '../types/result-type.js';
import { sameShape } from '../types/same-shape.js';
import type { Numeric } from './argument.js';
import { castTo } from './cast-to.js';
import { defineOperation, stated } from './define-operation.js';

interface ClipConfiguration {
  readonly xMin: number;
  readonly xMax: number;
}

const addNode = defineOperation<ClipConfiguration>({
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
> = stated((x: SymbolicTensor, xMin: number, xMax: number) => addNode(x, { xMin, xMax }));
