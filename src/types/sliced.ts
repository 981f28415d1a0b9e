import type { LessThan } from './arithmetic/compare.js';
import type { Known } from './arithmetic/known.js';
import type { Subtract } from './arithmetic/subtract.js';
import type { Fill } from './message.js';
import { type Mismatch, mismatch } from './mismatch.js';
import { type ShowPerAxis, showPerAxis } from './per-axis.js';
import { type Dimension, type Shape, type Show, show } from './shape.js';

const otherCount = 'slice: {argument} expects {rank} numbers, one for each axis of {input} (received {received})';
const beyond =
  'slice: sizes expects a slice within {input} from {start} on (received {sizes}, too large for axis {axis})';

/** The part of a tensor that starts at `Start`, and has `Sizes`, of which -1 is all that is left. */
export type Sliced<
  Input extends Shape,
  Start extends readonly number[],
  Sizes extends readonly number[],
> = number extends Input['length'] | Start['length'] | Sizes['length']
  ? Shape
  : [Start['length']] extends [Input['length']]
    ? [Sizes['length']] extends [Input['length']]
      ? SliceAll<Input, Start, Sizes>
      : OtherCount<'sizes', Input, Sizes>
    : OtherCount<'start', Input, Start>;

type SliceAll<
  Input extends Shape,
  Start extends readonly number[],
  Sizes extends readonly number[],
  Output extends Shape = [],
> = Output['length'] extends Input['length']
  ? Output
  : SliceAxis<
        Input[Output['length']],
        Start[Output['length']] & number,
        Sizes[Output['length']] & number
      > extends infer Size extends Dimension
    ? [Size] extends [never]
      ? Mismatch<
          Fill<
            typeof beyond,
            { input: Show<Input>; start: ShowPerAxis<Start>; sizes: ShowPerAxis<Sizes>; axis: Output['length'] }
          >,
          'sizes'
        >
      : SliceAll<Input, Start, Sizes, [...Output, Size]>
    : never;

/** The size that is cut out of an axis; `never` where it is not there. */
type SliceAxis<Size extends Dimension, Start extends number, Wanted extends number> = [Size] extends [number]
  ? Within<Subtract<Size & number, Start>, Wanted>
  : [Wanted] extends [-1]
    ? [Size] extends [null]
      ? null
      : Dimension
    : Known<Wanted>;

type Within<Left extends number, Wanted extends number> = [Left] extends [never]
  ? never
  : [Wanted] extends [-1]
    ? [Left] extends [0]
      ? never
      : Left
    : [Wanted] extends [Left]
      ? Wanted
      : LessThan<Left, Wanted> extends true
        ? never
        : Known<Wanted>;

type OtherCount<Argument extends string, Input extends Shape, Given extends readonly number[]> = Mismatch<
  Fill<
    typeof otherCount,
    { argument: Argument; rank: Input['length']; input: Show<Input>; received: ShowPerAxis<Given> }
  >,
  Argument
>;

/** The same at run time. */
export function sliced(input: Shape, start: readonly number[], sizes: readonly number[]): Shape {
  const rank = input.length;
  for (const [argument, given] of Object.entries({ start, sizes })) {
    if (given.length === rank) continue;
    return mismatch(otherCount, { argument, rank, input: show(input), received: showPerAxis(given) });
  }
  return input.map((size, axis) => {
    const wanted = sizes[axis] as number;
    if (size === null) return wanted === -1 ? null : wanted;
    const left = size - (start[axis] as number);
    if (left >= Math.max(wanted, 1)) return wanted === -1 ? left : wanted;
    return mismatch(beyond, { input: show(input), start: showPerAxis(start), sizes: showPerAxis(sizes), axis });
  });
}
