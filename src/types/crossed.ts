import type { DType } from './dtype.js';
import { type Fits, fits } from './fits.js';
import type { Fill } from './message.js';
import { type Mismatch, mismatch } from './mismatch.js';
import { type Dimension, type IsUnranked, type Shape, type Show, show } from './shape.js';
import { type NotAList, tensorList } from './tensor-list.js';

const expected = 'a list of at least two tensors';
const wrongShape = 'HashedCrossing expects inputs of the shape (batch) or (batch, 1) (received {received})';
const otherShape = 'HashedCrossing expects inputs of the same shape (received {first} and {received})';
const wrongType = 'HashedCrossing expects integers or strings (received {received})';

/** The shape of features that are crossed, one value each in every sample, or the first that does not fit. */
export type Crossed<Input, Types> = Input extends readonly [infer First extends Shape, Shape, ...Shape[]]
  ? [Misfits<Input, Types, First>] extends [never]
    ? First
    : Misfits<Input, Types, First>
  : Input extends readonly Shape[]
    ? number extends Input['length']
      ? Shape
      : NotAList<'HashedCrossing', typeof expected, Input>
    : NotAList<'HashedCrossing', typeof expected, Input>;

/** Every input that does not fit; `never` where all do. */
type Misfits<Input extends readonly Shape[], Types, First extends Shape> = {
  [Index in keyof Input & `${number}`]: Misfit<
    Input[Index],
    Types extends Readonly<Record<Index, unknown>> ? Types[Index] : never,
    First,
    Index
  >;
}[keyof Input & `${number}`];

type Misfit<Given extends Shape, Type, First extends Shape, At extends string> =
  IsOneValue<Given> extends true
    ? Fits<Given, First> extends true
      ? Type extends 'int32' | 'string'
        ? never
        : Mismatch<Fill<typeof wrongType, { received: Type & string }>, At>
      : Mismatch<Fill<typeof otherShape, { first: Show<First>; received: Show<Given> }>, At>
    : Mismatch<Fill<typeof wrongShape, { received: Show<Given> }>, At>;

type IsOneValue<Given extends Shape> =
  IsUnranked<Given> extends true
    ? true
    : Given extends readonly [Dimension] | readonly [Dimension, 1]
      ? true
      : Given extends readonly [Dimension, infer Size]
        ? number extends Size
          ? true
          : false
        : false;

/** The shape at run time; throws where one does not fit. */
export function crossed(inputs: readonly Shape[]): Shape {
  const shapes = tensorList('HashedCrossing', expected, inputs, Math.max(inputs.length, 2));
  const [first = []] = shapes;
  for (const shape of shapes) {
    const isOneValue = shape.length === 1 || (shape.length === 2 && shape[1] === 1);
    if (!isOneValue) mismatch(wrongShape, { received: show(shape) });
    if (!fits(shape, first)) mismatch(otherShape, { first: show(first), received: show(shape) });
  }
  return first;
}

/** The rule for element types at run time. */
export function checkCrossedTypes(types: readonly DType[]): void {
  const wrong = types.find((type) => type !== 'int32' && type !== 'string');
  if (wrong !== undefined) mismatch(wrongType, { received: wrong });
}
