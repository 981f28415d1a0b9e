import type { Fill } from './message.js';
import { type Mismatch, mismatch } from './mismatch.js';
import { type Dimension, type Shape, type Show, show } from './shape.js';

const otherRank = 'einsum expects an axis for each label of {labels} in operand {operand} (received {input})';
/** A size, or what `...` stands for. */
export type Size = Dimension | Shape;

/** The sizes of all operands. */
export type Grid = readonly (readonly Size[])[];

/** The operands' sizes, those that `...` stands for in one place, where each has an axis for each label. */
export type Arranged<
  Terms extends readonly (readonly string[])[],
  Inputs extends readonly Shape[],
  Done extends readonly (readonly Size[])[] = [],
> = Done['length'] extends Terms['length']
  ? Done
  : ArrangedOne<Terms[Done['length']], Inputs[Done['length']]> extends infer Found
    ? Found extends readonly Size[]
      ? Arranged<Terms, Inputs, [...Done, Found]>
      : Mismatch<
          Fill<
            typeof otherRank,
            { labels: Joined<Terms[Done['length']]>; operand: Done['length']; input: Show<Inputs[Done['length']]> }
          >,
          `${Done['length']}`
        >
    : never;

type ArrangedOne<Labels extends readonly string[], Input extends Shape> = '...' extends Labels[number]
  ? AroundMiddle<Labels, Input>
  : [Input['length']] extends [Labels['length']]
    ? Input
    : null;

type AroundMiddle<
  Labels extends readonly string[],
  Rest extends Shape,
  Front extends readonly Size[] = [],
> = Labels[Front['length']] extends '...'
  ? Labels extends readonly [...{ [Axis in keyof Front]: string }, string, ...infer After extends readonly string[]]
    ? Rest extends readonly [...infer Middle extends Shape, ...{ [Axis in keyof After]: Dimension }]
      ? Rest extends readonly [...Middle, ...infer End extends Shape]
        ? [...Front, Middle, ...End]
        : null
      : null
    : null
  : Rest extends readonly [infer First extends Dimension, ...infer Others extends Shape]
    ? AroundMiddle<Labels, Others, [...Front, First]>
    : null;

type Joined<Labels extends readonly string[]> = Labels extends readonly [
  infer First extends string,
  ...infer Rest extends readonly string[],
]
  ? `${First}${Joined<Rest>}`
  : '';

/** The same at run time, for one operand. */
export function arranged(labels: readonly string[], input: Shape, operand: number): readonly Size[] {
  const before = labels.indexOf('...');
  const after = labels.length - 1 - before;
  if (before < 0 && input.length === labels.length) return input;
  if (before < 0 || input.length < labels.length - 1) {
    return mismatch(otherRank, { labels: labels.join(''), operand, input: show(input) });
  }
  const end = input.length - after;
  return [...input.slice(0, before), input.slice(before, end), ...input.slice(end)];
}
