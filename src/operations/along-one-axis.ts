import type * as tf from '@tensorflow/tfjs-core';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { TensorsOf } from '../graph/tensors.js';
import { type AlongAxis, alongAxis } from '../types/along-axis.js';
import { sameShape } from '../types/same-shape.js';
import type { Argument, Numeric } from './argument.js';
import { castTo } from './cast-to.js';
import { defineOperation, stated } from './define-operation.js';

/** An operation on vectors along an axis, the last one unless given: takes and gives any shape. */
export type AlongAxisFunction<Operation extends string> = <
  const Given extends SymbolicTensor,
  const Axis extends number = -1,
>(
  x: Numeric<Given>,
  axis?: Argument<Axis, AlongAxis<Operation, Given['shape'], Axis>, 'axis'>,
) => TensorsOf<AlongAxis<Operation, Given['shape'], Axis>, 'float32', string>;

/** Defines an operation on vectors of floats along an axis. */
export function alongOneAxis<Operation extends string>(
  operation: Operation,
  compute: (x: tf.Tensor, options: { readonly axis: number }) => tf.Tensor,
): AlongAxisFunction<Operation> {
  const addNode = defineOperation<{ readonly axis: number }>({
    operation,
    shape: (x, { axis }) => alongAxis(operation, sameShape(operation, x), axis),
    type: () => 'float32',
    compute: (x, { axis }) => compute(castTo(x, 'float32'), { axis }),
  });
  return stated((x: SymbolicTensor, axis = -1) => addNode(x, { axis }));
}
