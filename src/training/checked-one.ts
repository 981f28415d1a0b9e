import type { dataForm, dataType, Role } from '../data/check-data.js';
import type { NestedNumbers, NestedStrings, TypedArray } from '../data/given-values.js';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { TypeOf } from '../graph/tensors.js';
import type { DType } from '../types/dtype.js';
import type { Fill } from '../types/message.js';
import type { CheckedShape } from './checked-shape.js';

/** Data for one tensor of the graph, or the sentence that says why it does not fit. */
export type CheckedOne<Given, Wanted, Argument extends string, For extends Role, Loss> =
  Wanted extends SymbolicTensor<infer Dimensions>
    ? Given extends { readonly shape: infer Sizes extends number[]; readonly dtype: infer Type }
      ? CheckedShape<Sizes, Dimensions, Argument, For, Loss> extends infer Misfit extends string
        ? Misfit
        : FitsType<Type, TypeOf<Wanted>, For> extends true
          ? Given
          : Fill<typeof dataType, { argument: Argument; expected: TypeOf<Wanted>; received: Type & string }>
      : Given extends TypedArray
        ? TypeFor<Wanted, For> extends 'string'
          ? Fill<typeof dataForm, { argument: Argument; expected: 'strings'; received: 'a typed array' }>
          : Given
        : Given extends readonly unknown[]
          ? CheckedShape<RankOf<Given>, Dimensions, Argument, For, Loss> extends infer Misfit extends string
            ? Misfit
            : CheckedElements<Given, TypeFor<Wanted, For>, Argument>
          : Fill<
              typeof dataForm,
              { argument: Argument; expected: 'a tensor, a typed array or nested arrays'; received: 'something else' }
            >
    : Given;

/** The element type that data has to have; targets are numbers. */
type TypeFor<Wanted, For extends Role> = For extends 'targets' ? 'float32' : TypeOf<Wanted>;

/** Nested arrays, which hold strings where strings are asked for, and nowhere else. */
type CheckedElements<Given, Wanted extends DType, Argument extends string> = Given extends readonly []
  ? Given
  : Wanted extends 'string'
    ? Given extends NestedNumbers
      ? Fill<typeof dataForm, { argument: Argument; expected: 'strings'; received: 'number' }>
      : Given
    : Given extends NestedStrings
      ? Fill<typeof dataForm, { argument: Argument; expected: 'numbers'; received: 'string' }>
      : Given;

type FitsType<Type, Wanted extends DType, For extends Role> = For extends 'targets'
  ? [Type] extends ['string']
    ? false
    : true
  : DType extends Type
    ? true
    : Type extends Wanted
      ? true
      : string extends Type
        ? true
        : false;

/** Nested arrays have a rank, as far as the compiler knows. */
type RankOf<Given> = Given extends readonly (infer Item)[]
  ? Item extends number | boolean | string
    ? [number]
    : Item extends TypedArray
      ? [number, number]
      : [number, ...RankOf<Item>]
  : number[];
