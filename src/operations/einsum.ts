import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { ShapesOf, TypesOf } from '../graph/tensors.js';
import { type CommonType, commonType, type DType, type HasStrings, type OnlyNumbers } from '../types/dtype.js';
import { type EinsumShape, einsumShape } from '../types/einsum-shape.js';
import type { Shape } from '../types/shape.js';
import type { AnyTensor, Argument, ListOfOneKind, Result } from './argument.js';
import { contract } from './contract.js';
import { defineOperation, stated } from './define-operation.js';
import { castTo, computeInType } from './element-types.js';

type EinsumOutput<Equation extends string, Operands extends readonly AnyTensor[]> = [
  HasStrings<TypesOf<Operands>>,
] extends [false]
  ? [ShapesOf<Operands>] extends [infer Inputs extends readonly Shape[]]
    ? ListOfOneKind<'einsum', Operands, EinsumShape<Equation, Inputs>>
    : never
  : OnlyNumbers<TypesOf<Operands>>;

/** The operands, with the sentence that says why in the place of one that does not fit. */
type CheckedOperands<Operands extends readonly AnyTensor[], Outcome> = [Outcome] extends [readonly unknown[]]
  ? Operands
  : { [Place in keyof Operands]: Argument<Operands[Place], Outcome, Place & string> };

const addNode = defineOperation<{ readonly subscripts: string }, readonly Shape[]>({
  operation: 'einsum',
  shape: (inputs, { subscripts }) => einsumShape(subscripts, inputs),
  type: commonType,
  compute: (inputs, { subscripts }) =>
    computeInType('common', commonType(inputs.map(({ dtype }) => dtype as DType)), (type) =>
      contract(
        subscripts,
        inputs.map((input) => castTo(input, type)),
      ),
    ),
});

/**
 * Sums of products of elements, by Einstein's convention: each axis has a letter; elements whose letters agree are
 * multiplied, and letters that the output does not have are summed over. `...` stands for any axes, which meet as in NumPy.
 *
 * @example
 * const scores = einsum('bqd,bkd->bqk', Input([10, 64]), Input([20, 64])); // SymbolicTensor<[null, 10, 20]>
 */
export const einsum: <const Equation extends string, const Operands extends readonly AnyTensor[]>(
  /**
   * The labels of the axes of each operand and of the output: `ab,bc->ac`. Without an output, it has the labels that
   * occur once, in alphabetical order.
   */
  subscripts: Argument<Equation, EinsumOutput<Equation, Operands>, 'subscripts'>,
  /** The tensors, in the order of the labels. */
  ...operands: CheckedOperands<Operands, EinsumOutput<Equation, Operands>>
) => Result<Operands[number], EinsumOutput<Equation, Operands>, CommonType<TypesOf<Operands>>> = stated(
  (subscripts: string, ...operands: readonly SymbolicTensor[]) => addNode(operands, { subscripts }),
);
