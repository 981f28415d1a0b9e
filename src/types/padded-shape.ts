import type { Add } from './arithmetic/add.js';
import type { AxisEdges } from './edges.js';
import { type Fill, type Mismatch, mismatch } from './mismatch.js';
import { type Plus, plus } from './named-size.js';
import { type Dimension, type Shape, type Show, show } from './shape.js';

const otherCount = 'pad: padWidth expects {rank} pairs, one for each axis of {input} (received {count})';

/** The widths of the padding of a tensor: a number or a pair for all axes, or a pair for each. */
export type PadWidth = AxisEdges | readonly (readonly [before: number, after: number])[];

/** A padded shape; sizes that vary still do. */
export type PaddedShape<Input extends Shape, Width extends PadWidth> = [number] extends [Input['length']]
  ? Shape
  : Width extends number
    ? PadAll<Input, readonly [Width, Width]>
    : [Width] extends [readonly [number, number]]
      ? PadAll<Input, Width>
      : [Width] extends [readonly (readonly [number, number])[]]
        ? [number] extends [Width['length']]
          ? Shape
          : [Width['length']] extends [Input['length']]
            ? PadEach<Input, Width>
            : Mismatch<
                Fill<typeof otherCount, { rank: Input['length']; input: Show<Input>; count: Width['length'] }>,
                'padWidth'
              >
        : Shape;

type PadAll<Input extends Shape, Edges extends readonly [number, number]> = {
  -readonly [Axis in keyof Input]: PaddedSize<Input[Axis], Edges>;
};

type PadEach<Input extends Shape, Width extends readonly (readonly [number, number])[]> = {
  -readonly [Axis in keyof Input]: Axis extends keyof Width
    ? PaddedSize<Input[Axis], Width[Axis] & readonly [number, number]>
    : never;
};

type PaddedSize<Size extends Dimension, Edges extends readonly [number, number]> = Size extends number
  ? Add<Add<Size, Edges[0]>, Edges[1]>
  : Plus<Plus<Size, Edges[0]>, Edges[1]>;

/** The same at run time. */
export function paddedShape(input: Shape, width: PadWidth): Shape {
  const edges = padEdges(input, width);
  return input.map((size, axis) => {
    const [before, after] = edges[axis] as readonly [number, number];
    return plus(size, before + after);
  });
}

/** The widths of the padding before and after each axis. */
export function padEdges(input: Shape, width: PadWidth): readonly (readonly [number, number])[] {
  if (typeof width === 'number') return input.map(() => [width, width]);
  if (isPair(width)) return input.map(() => width);
  if (width.length === input.length) return width;
  return mismatch(otherCount, { rank: input.length, input: show(input), count: width.length });
}

function isPair(width: Exclude<PadWidth, number>): width is readonly [number, number] {
  return width.every((item) => typeof item === 'number');
}
