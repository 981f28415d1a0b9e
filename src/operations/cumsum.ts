import * as tf from '@tensorflow/tfjs-core';
import { alongAxis as lastAxis } from '../activations/along-axis.js';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { TensorsOf, TypeOf } from '../graph/tensors.js';
import { type AlongAxis, alongAxis } from '../types/along-axis.js';
import { type Product, product } from '../types/dimension.js';
import type { DType } from '../types/dtype.js';
import { type ResultTypes, resultTypes } from '../types/result-type.js';
import { sameShape } from '../types/same-shape.js';
import type { Shape } from '../types/shape.js';
import type { Argument, Numeric } from './argument.js';
import { castTo } from './cast-to.js';
import { defineOperation, stated } from './define-operation.js';

type CumsumOutput<Input extends Shape, Axis extends number | null> = Axis extends number
  ? AlongAxis<'cumsum', Input, Axis>
  : [Product<Input>];

const addNode = defineOperation<{ readonly axis: number | null }>({
  operation: 'cumsum',
  shape: (x, { axis }) => {
    const input = sameShape('cumsum', x);
    return axis === null ? [product(input)] : alongAxis('cumsum', input, axis);
  },
  type: resultTypes.number,
  compute: (x, { axis }) => {
    const input = castTo(axis === null ? tf.reshape(x, [-1]) : x, resultTypes.number(x.dtype as DType));
    // The gradient of `tf.cumsum` is wrong along other axes than the last.
    return lastAxis('cumsum', input, { axis: axis ?? 0 }, (x) => tf.cumsum(x, x.rank - 1));
  },
});

/**
 * The sums of every element and all those before it along an axis, or of all axes in a row unless one is given.
 *
 * @example
 * const totals = cumsum(Input([10, 64]), 1); // SymbolicTensor<[null, 10, 64]>
 */
export const cumsum: <const Given extends SymbolicTensor, const Axis extends number | null = null>(
  x: Numeric<Given>,
  axis?: Argument<Axis, CumsumOutput<Given['shape'], Axis>, 'axis'>,
) => TensorsOf<CumsumOutput<Given['shape'], Axis>, ResultTypes<TypeOf<Given>>['number'], string> = stated(
  (x: SymbolicTensor, axis: number | null = null) => addNode(x, { axis }),
);
