import type { FloorDivide, Modulo } from './arithmetic/divide.js';
import { type Product, product } from './dimension.js';
import type { Fill } from './message.js';
import { type Mismatch, mismatch } from './mismatch.js';
import type { Filled, Stated } from './reshape.js';
import { type Dimension, type IsUnranked, type Shape, type Show, show } from './shape.js';

const wrongCount = 'reshape: newshape expects {count} elements, as many as {input} has (received {target})';
const noDivisor =
  'reshape: newshape expects sizes that divide {count}, the number of elements of {input} (received {target})';

/**
 * The sizes that `Target` has, the batch included, with -1 as what the number of elements leaves for it. Where that number
 * varies, so does the size; `null` in the target varies, too.
 */
export type WholeReshaped<Input extends Shape, Target extends Shape> =
  IsUnranked<Target> extends true
    ? Shape
    : IsUnranked<Input> extends true
      ? Filled<Target, Dimension>
      : ReshapedTo<Product<Input>, Input, Target>;

type ReshapedTo<Count extends Dimension, Input extends Shape, Target extends Shape> = null extends
  | Count
  | Target[number]
  ? Filled<Target, null>
  : number extends Count | Stated<Target>
    ? Filled<Target, number>
    : -1 extends Target[number]
      ? Modulo<Count & number, Stated<Target>> extends 0
        ? Filled<Target, FloorDivide<Count & number, Stated<Target>>>
        : WrongTarget<typeof noDivisor, Input, Target, Count>
      : Count extends Stated<Target>
        ? Filled<Target, number>
        : WrongTarget<typeof wrongCount, Input, Target, Count>;

type WrongTarget<
  Template extends string,
  Input extends Shape,
  Target extends Shape,
  Count extends Dimension,
> = Mismatch<Fill<Template, { count: Count; input: Show<Input>; target: Show<Target> }>, 'newshape'>;

/** The same at run time. */
export function wholeReshaped(input: Shape, target: Shape): Shape {
  const filled = (rest: Dimension): Shape => target.map((size) => (size === -1 ? rest : size));
  const count = product(input);
  const stated = product(filled(1));
  if (count === null || stated === null) return filled(null);
  const isOpen = target.includes(-1);
  if (isOpen ? count % stated === 0 : count === stated) return filled(count / stated);
  return mismatch(isOpen ? noDivisor : wrongCount, { count, input: show(input), target: show(target) });
}
