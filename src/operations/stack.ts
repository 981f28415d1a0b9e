import * as tf from '@tensorflow/tfjs-core';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { ShapesOf, Tensors, TensorsOf, TypesOf } from '../graph/tensors.js';
import { type CommonType, commonType } from '../types/common-type.js';
import type { DType } from '../types/dtype.js';
import type { Shape } from '../types/shape.js';
import { type Stacked, stacked } from '../types/stacked.js';
import type { HasStrings, OnlyNumbers } from '../types/strings.js';
import { type NotAList, tensorList } from '../types/tensor-list.js';
import type { Argument } from './argument.js';
import { castTo } from './cast-to.js';
import { defineOperation, stated } from './define-operation.js';
import type { ListArgument } from './list-argument.js';

const expected = 'a list of tensors';

type StackOutput<Given, Axis extends number> =
  HasStrings<TypesOf<Given>> extends true
    ? OnlyNumbers<TypesOf<Given>>
    : ShapesOf<Given> extends infer Shapes
      ? Shapes extends readonly []
        ? NotAList<'stack', typeof expected, Shapes>
        : Shapes extends readonly Shape[]
          ? Stacked<Shapes, Axis>
          : NotAList<'stack', typeof expected, Shapes>
      : never;

const addNode = defineOperation<{ readonly axis: number }, readonly Shape[]>({
  operation: 'stack',
  shape: (inputs, { axis }) => stacked(tensorList('stack', expected, inputs), axis),
  type: commonType,
  compute: (inputs, { axis }) => {
    const type = commonType(inputs.map(({ dtype }) => dtype as DType));
    return tf.stack(
      inputs.map((input) => castTo(input, type)),
      axis < 0 ? axis + (inputs[0] as tf.Tensor).rank + 1 : axis,
    );
  },
});

/**
 * Puts tensors of one shape together along a new axis.
 *
 * @param axis the index of the new axis in what comes out; 0, before the batch, unless given.
 *
 * @example
 * const pair = stack([Input([64]), Input([64])], 1); // SymbolicTensor<[null, 2, 64]>
 */
export const stack: <const Given extends Tensors, const Axis extends number = 0>(
  x: ListArgument<Given, StackOutput<Given, Axis>>,
  axis?: Argument<Axis, StackOutput<Given, Axis>, 'axis'>,
) => TensorsOf<StackOutput<Given, Axis>, CommonType<TypesOf<Given>>, string> = stated(
  (x: readonly SymbolicTensor[], axis = 0) => addNode(x, { axis }),
);
