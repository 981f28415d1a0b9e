import { type Agree, agree } from '../../types/dimension.js';
import { type Fill, type Mismatch, mismatch } from '../../types/mismatch.js';
import { type Dimension, type Shape, type Show, show } from '../../types/shape.js';

/** The first mismatch among outcomes, each of which is `null` where all is well; `null` where there is none. */
export type FirstMismatch<Outcomes extends readonly unknown[]> = [Outcomes] extends [
  readonly [infer First, ...infer Others],
]
  ? [First] extends [Mismatch]
    ? First
    : FirstMismatch<Others>
  : null;

const otherRank = '{layer} expects {first} and {second} of the same rank (received {earlier} and {later})';
const differing =
  '{layer} expects {first} and {second} of the same size on axis {axis} (received {earlier} and {later})';

/** Who compares two tensors, and what it calls them. */
export interface Compared<
  Layer extends string = string,
  First extends string = string,
  Second extends string = string,
> {
  readonly layer: Layer;
  readonly first: First;
  readonly second: Second;
}

/** `null` where two tensors have as many axes, of the same sizes but for those that are free; else what is wrong. */
export type SameAxes<
  Names extends Compared,
  First extends Shape,
  Second extends Shape,
  Free extends number,
  At extends string,
> = [number] extends [First['length'] | Second['length']]
  ? null
  : [First['length']] extends [Second['length']]
    ? [DifferingAxis<First, Second, Free>] extends [never]
      ? null
      : Mismatch<
          Fill<
            typeof differing,
            Received<Names, First, Second> & { readonly axis: DifferingAxis<First, Second, Free> }
          >,
          At
        >
    : Mismatch<Fill<typeof otherRank, Received<Names, First, Second>>, At>;

type Received<Names extends Compared, First extends Shape, Second extends Shape> = {
  readonly layer: Names['layer'];
  readonly first: Names['first'];
  readonly second: Names['second'];
  readonly earlier: Show<First>;
  readonly later: Show<Second>;
};

type DifferingAxis<
  First extends Shape,
  Second extends Shape,
  Free extends number,
  Passed extends readonly unknown[] = [],
> = [First] extends [readonly [infer Left extends Dimension, ...infer FirstRest extends Shape]]
  ? [Second] extends [readonly [infer Right extends Dimension, ...infer SecondRest extends Shape]]
    ? [true] extends [Agree<Left, Right> | IsAmong<Passed['length'], Free>]
      ? DifferingAxis<FirstRest, SecondRest, Free, [...Passed, unknown]>
      : Passed['length']
    : never
  : never;

type IsAmong<Axis, Axes> = Axis extends Axes ? true : false;

/** The same at run time: throws what is wrong. */
export function sameAxes(names: Compared, first: Shape, second: Shape, free: readonly number[]): void {
  const values = { ...names, earlier: show(first), later: show(second) };
  if (first.length !== second.length) mismatch(otherRank, values);
  const axis = first.findIndex((size, index) => !free.includes(index) && !agree(size, second[index] as Dimension));
  if (axis >= 0) mismatch(differing, { ...values, axis });
}
