import * as tf from '@tensorflow/tfjs-core';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { ShapesOf, Tensors, TensorsOf, TypesOf } from '../graph/tensors.js';
import { type CommonType, commonType } from '../types/common-type.js';
import { type Concatenation, concatenation } from '../types/concatenation.js';
import type { DType } from '../types/dtype.js';
import type { Shape } from '../types/shape.js';
import type { HasStrings, OnlyNumbers } from '../types/strings.js';
import { type NotAList, tensorList } from '../types/tensor-list.js';
import type { Argument } from './argument.js';
import { castTo } from './cast-to.js';
import { defineOperation, stated } from './define-operation.js';
import type { ListArgument } from './list-argument.js';

const expected = 'a list of tensors';

type ConcatenateOutput<Given, Axis extends number> =
  HasStrings<TypesOf<Given>> extends true
    ? OnlyNumbers<TypesOf<Given>>
    : ShapesOf<Given> extends infer Shapes
      ? Shapes extends readonly []
        ? NotAList<'concatenate', typeof expected, Shapes>
        : Shapes extends readonly Shape[]
          ? Concatenation<Shapes, Axis, 'concatenate'>
          : NotAList<'concatenate', typeof expected, Shapes>
      : never;

const addNode = defineOperation<{ readonly axis: number }, readonly Shape[]>({
  operation: 'concatenate',
  shape: (inputs, { axis }) => concatenation(tensorList('concatenate', expected, inputs), axis, 'concatenate'),
  type: commonType,
  compute: (inputs, { axis }) => {
    const type = commonType(inputs.map(({ dtype }) => dtype as DType));
    return tf.concat(
      inputs.map((input) => castTo(input, type)),
      axis,
    );
  },
});

/**
 * Joins tensors along an axis: the batch, which is 0, unless given.
 *
 * The layer of the same name joins along the last one, and keeps masks.
 *
 * @example
 * const joined = concatenate([Input([32]), Input([5])], 1); // SymbolicTensor<[null, 37]>
 */
export const concatenate: <const Given extends Tensors, const Axis extends number = 0>(
  xs: ListArgument<Given, ConcatenateOutput<Given, Axis>>,
  axis?: Argument<Axis, ConcatenateOutput<Given, Axis>, 'axis'>,
) => TensorsOf<ConcatenateOutput<Given, Axis>, CommonType<TypesOf<Given>>, string> = stated(
  (xs: readonly SymbolicTensor[], axis = 0) => addNode(xs, { axis }),
);
