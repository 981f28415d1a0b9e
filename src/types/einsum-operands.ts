import type { Dimension, Shape } from './shape.js';

/** A size, or the sizes that `...` stands for. */
export type Size = Dimension | Shape;

/** An operand's sizes, with those that `...` stands for as one item; `null` if the labels do not match its axes. */
export type ArrangedOne<Labels extends readonly string[], Input extends Shape> = '...' extends Labels[number]
  ? AroundMiddle<Labels, Input>
  : [Input['length']] extends [Labels['length']]
    ? Input
    : null;

type AroundMiddle<Labels extends readonly string[], Rest extends Shape, Front extends readonly Size[] = []> = [
  Labels[Front['length']],
] extends ['...']
  ? [Labels] extends [readonly [...{ [Axis in keyof Front]: string }, string, ...infer After extends readonly string[]]]
    ? [Rest] extends [readonly [...infer Middle extends Shape, ...{ [Axis in keyof After]: Dimension }]]
      ? [Rest] extends [readonly [...Middle, ...infer End extends Shape]]
        ? [...Front, Middle, ...End]
        : null
      : null
    : null
  : [Rest] extends [readonly [infer First extends Dimension, ...infer Others extends Shape]]
    ? AroundMiddle<Labels, Others, [...Front, First]>
    : null;

/** The labels as they are written. */
export type Joined<Labels extends readonly string[]> = [Labels] extends [
  readonly [infer First extends string, ...infer Rest extends readonly string[]],
]
  ? `${First}${Joined<Rest>}`
  : '';

/** The same at run time. */
export function arrangedOne(labels: readonly string[], input: Shape): readonly Size[] | null {
  const before = labels.indexOf('...');
  if (before < 0) return input.length === labels.length ? input : null;
  const end = input.length - (labels.length - 1 - before);
  return end < before ? null : [...input.slice(0, before), input.slice(before, end), ...input.slice(end)];
}
