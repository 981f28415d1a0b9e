import { type NotAList, tensorList, type Unexpected, unexpected } from '../../types/mismatch.js';
import { isShape, type Normalized, type Shape, type Sizes, unnamed } from '../../types/shape.js';
import type { ShapeFunction } from '../../types/shape-function.js';

const oneTensor = 'one tensor, or an outputShape';
const someTensors = 'a list of tensors';
const withBatch = '(batch, ...)';

/** The sizes of a sample that comes out, or a function of the whole shape of the input; `null` for that of the input. */
export type LambdaTarget<Input> = Sizes | ((input: Input) => Sizes) | null;

/** The rule of a layer that is a function of one tensor, or also of a list where the target says what comes out. */
export interface LambdaShape<Target> extends ShapeFunction {
  readonly signature: [Target] extends [null] ? 'any shape → the same shape' : '(batch, ...) → (batch, ...)';
  readonly parameters: [Target];
  readonly structured: false;
  readonly output: [this['input']] extends [Shape]
    ? LambdaOutput<this['input'], Target>
    : IsKept<Target> extends true
      ? Unexpected<'Lambda', typeof oneTensor, this['input']>
      : LambdaListOutput<this['input'], Target>;
}

/** The rule of a layer that is a function of a list of tensors. */
export interface LambdaListShape<Target> extends ShapeFunction {
  readonly signature: '[(batch, ...), ...] → (batch, ...)';
  readonly parameters: [Target];
  readonly structured: false;
  readonly output: this['input'] extends readonly [] | Shape
    ? NotAList<'Lambda', typeof someTensors, this['input']>
    : IsKept<Target> extends true
      ? Unexpected<'Lambda', typeof oneTensor, this['input']>
      : LambdaListOutput<this['input'], Target>;
}

type LambdaListOutput<Inputs, Target> = [Inputs] extends [readonly Shape[]]
  ? LambdaOutput<Inputs[0], Target>
  : NotAList<'Lambda', typeof someTensors, Inputs>;

/** A target that is not given has the type of any: with a default, the compiler would not tell functions their argument. */
type LambdaOutput<First extends Shape, Target> =
  IsKept<Target> extends true
    ? First
    : [Target] extends [Shape]
      ? [First] extends [readonly []]
        ? Unexpected<'Lambda', typeof withBatch, First>
        : [number] extends [Target['length']]
          ? Shape
          : [First[0], ...Normalized<Target>]
      : Target extends (input: never) => infer Stated
        ? Returned<Stated>
        : Shape;

type Returned<Stated> = [Stated] extends [Shape]
  ? [number] extends [Stated['length']]
    ? Shape
    : Normalized<Stated>
  : Shape;

type IsKept<Target> = [Target] extends [null] ? true : LambdaTarget<unknown> extends Target ? true : false;

/** The same at run time, where a function takes whatever it is called on. */
export function lambdaOutput(input: Shape | readonly Shape[], target: LambdaTarget<never>): Shape {
  if (typeof target === 'function') return target((isShape(input) ? unnamed(input) : input.map(unnamed)) as never);
  if (target === null) return isShape(input) ? input : unexpected('Lambda', oneTensor, input);
  const [first] = isShape(input) ? [input] : tensorList('Lambda', someTensors, input);
  return first?.length === 0 ? unexpected('Lambda', withBatch, first) : [first?.[0] ?? null, ...target];
}
