import type { Add } from '../../types/arithmetic/add.js';
import { type Fits, fits } from '../../types/dimension.js';
import { type Fill, type Mismatch, mismatch } from '../../types/mismatch.js';
import { sum } from '../../types/named-size.js';
import { type Dimension, type IsUnranked, type Leading, type Shape, type Show, show } from '../../types/shape.js';
import type { Apply, ShapeFunction } from '../../types/shape-function.js';
import type { RecurrentRule, StatefulRule } from '../recurrent/recurrent-shape.js';

const differing = 'Bidirectional expects outputs of the same shape from its layers (received {forward} and {backward})';
const unjoinable =
  'Bidirectional expects outputs that differ only on their last axis (received {forward} and {backward})';

/** How the outputs of both directions become one: joined, added, multiplied, averaged, or `null` for not at all. */
export type MergeMode = 'concat' | 'sum' | 'mul' | 'ave' | null;

/** The outputs of two layers merged, then the states of the first and those of the second, where they come out. */
export interface BidirectionalShape<
  Forward extends ShapeFunction,
  Backward extends ShapeFunction,
  Mode extends MergeMode,
> extends StatefulRule {
  readonly signature: BothDirections<Forward['signature'], Mode>;
  readonly parameters: [Forward, Backward, Mode];
  readonly layer: 'Bidirectional';
  readonly wanted: WantedOfBoth<WantedOf<Forward, this['input']>, WantedOf<Backward, this['input']>>;
  readonly structured: [Mode] extends [null] ? true : Forward['structured'];
  readonly output: Merged<Apply<Forward, this['input']>, Apply<Backward, this['input']>, Mode>;
}

type BothDirections<Signature, Mode> = [Mode] extends ['concat']
  ? Signature extends `${infer Taken} → (batch, time, ${infer Given}`
    ? `${Taken} → (batch, time, 2 * ${Given}`
    : Signature extends `${infer Taken} → (batch, ${infer Given}`
      ? `${Taken} → (batch, 2 * ${Given}`
      : unknown
  : Signature;

type WantedOf<Rule extends ShapeFunction, Input> = Rule extends RecurrentRule
  ? (Rule & { readonly input: Input })['wanted']
  : null;

type WantedOfBoth<Forward, Backward> = [Forward] extends [readonly unknown[]]
  ? [Backward] extends [readonly unknown[]]
    ? [...Forward, ...Backward]
    : null
  : null;

type Merged<Forward, Backward, Mode extends MergeMode> = unknown extends Forward | Backward
  ? Shape
  : [Forward] extends [Mismatch]
    ? Forward
    : [Backward] extends [Mismatch]
      ? Backward
      : [Forward] extends [Shape]
        ? [Backward] extends [Shape]
          ? MergedOutput<Forward, Backward, Mode>
          : Shape
        : [Forward] extends [readonly [infer Output extends Shape, ...infer States]]
          ? [Backward] extends [readonly [infer BackwardOutput extends Shape, ...infer BackwardStates]]
            ? BeforeStates<MergedOutput<Output, BackwardOutput, Mode>, [...States, ...BackwardStates]>
            : Shape
          : Shape;

type BeforeStates<Output, States extends readonly unknown[]> = [Output] extends [Mismatch]
  ? Output
  : [Output] extends [Shape]
    ? [Output, ...States]
    : [Output] extends [readonly unknown[]]
      ? [...Output, ...States]
      : never;

type MergedOutput<Forward extends Shape, Backward extends Shape, Mode extends MergeMode> = [Mode] extends [null]
  ? [Forward, Backward]
  : null extends Mode
    ? Shape
    : [Mode] extends ['concat']
      ? Joined<Forward, Backward>
      : [Mode] extends ['sum' | 'mul' | 'ave']
        ? Fits<Forward, Backward> extends true
          ? Forward
          : Mismatch<Fill<typeof differing, { forward: Show<Forward>; backward: Show<Backward> }>, null>
        : Shape;

type Joined<Forward extends Shape, Backward extends Shape> =
  IsUnranked<Forward> extends true
    ? Shape
    : [Forward, Backward] extends [
          readonly [...Shape, infer Features extends number],
          readonly [...Shape, infer BackwardFeatures extends number],
        ]
      ? Fits<Leading<Forward>, Leading<Backward>> extends true
        ? [...Leading<Forward>, Add<Features, BackwardFeatures>]
        : Mismatch<Fill<typeof unjoinable, { forward: Show<Forward>; backward: Show<Backward> }>, null>
      : Shape;

/** The same at run time: what comes out of both layers, each an output that may have states after it. */
export function bidirectionalOutputs(
  [forward, ...states]: readonly Shape[],
  [backward, ...backwardStates]: readonly Shape[],
  mode: MergeMode,
): readonly Shape[] {
  return [...mergedOutputs(forward as Shape, backward as Shape, mode), ...states, ...backwardStates];
}

function mergedOutputs(forward: Shape, backward: Shape, mode: MergeMode): readonly Shape[] {
  if (mode === null) return [forward, backward];
  if (mode === 'concat') {
    const leading = forward.slice(0, -1);
    if (!fits(leading, backward.slice(0, -1))) {
      return mismatch(unjoinable, { forward: show(forward), backward: show(backward) });
    }
    return [[...leading, sum(forward.at(-1) as Dimension, backward.at(-1) as Dimension)]];
  }
  if (fits(forward, backward)) return [forward];
  return mismatch(differing, { forward: show(forward), backward: show(backward) });
}
