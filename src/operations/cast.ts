import { oneOf } from '../arguments/one-of.js';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { TensorsOf } from '../graph/tensors.js';
import { type NumericType, numericTypes } from '../types/dtype.js';
import { sameShape } from '../types/same-shape.js';
import type { Numeric } from './argument.js';
import { castTo } from './cast-to.js';
import { defineOperation, stated } from './define-operation.js';

const addNode = defineOperation<{ readonly dtype: NumericType }>({
  operation: 'cast',
  shape: (x) => sameShape('cast', x),
  type: (_, { dtype }) => dtype,
  compute: (x, { dtype }) => castTo(x, dtype),
});

/**
 * The same elements in another type: integers without the fraction, truth values of what is not 0. There is no gradient
 * through what are no floats.
 *
 * @example
 * const places = cast(Input([4]), 'int32'); // SymbolicTensor<[null, 4]> & OfType<"int32">
 */
export const cast: <const Given extends SymbolicTensor, const Type extends NumericType>(
  x: Numeric<Given>,
  dtype: Type,
) => TensorsOf<Given['shape'], Type, string> = stated((x: SymbolicTensor, dtype: NumericType) =>
  addNode(x, { dtype: oneOf('cast: dtype', dtype, numericTypes) }),
);
