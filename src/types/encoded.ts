import type { DType } from './dtype.js';
import { type Fill, fill } from './message.js';
import { type Unexpected, unexpected } from './mismatch.js';
import { type Dimension, type IsUnranked, isShape, type Shape } from './shape.js';
import type { IsSingle } from './single.js';

/**
 * How categories come out: their indices, a vector with a one for each, or one vector for all of a sample, which says
 * whether each category is there, how often, or how often weighted by how rare it is.
 */
export type OutputMode = 'int' | 'oneHot' | 'multiHot' | 'count' | 'tfIdf';

const expected = 'one tensor';
const expectedSamples = '(batch, values) for outputMode {mode}';

/** What comes out of a layer that finds categories, `Depth` of them, where something of the shape `Input` goes in. */
export type Encoded<Layer extends string, Input, Mode extends OutputMode, Depth extends Dimension> = Input extends Shape
  ? [IsUnranked<Input>, IsSingle<Mode>] extends [false, true]
    ? EncodedAs<Layer, Input, Mode, Depth>
    : Shape
  : Unexpected<Layer, typeof expected, Input>;

type EncodedAs<
  Layer extends string,
  Input extends Shape,
  Mode extends OutputMode,
  Depth extends Dimension,
> = Mode extends 'int'
  ? Input
  : Mode extends 'oneHot'
    ? OneHot<Input, Depth>
    : Input extends readonly [infer Batch extends Dimension, Dimension]
      ? [Batch, Depth]
      : Unexpected<Layer, Fill<typeof expectedSamples, { mode: Mode }>, Input>;

/** A last axis is added, or put in the place of one of size 1; where that may be its size, not even the rank is known. */
type OneHot<Input extends Shape, Depth extends Dimension> = Input extends readonly [
  infer Batch extends Dimension,
  ...infer Middle extends Shape,
  infer Last extends Dimension,
]
  ? number extends Last
    ? Shape
    : Last extends 1
      ? [Batch, ...Middle, Depth]
      : [...Input, Depth]
  : [...Input, Depth];

/** The same at run time; `null` is the depth that is not yet known. */
export function encoded(layer: string, input: Shape, mode: OutputMode, depth: Dimension): Shape {
  if (!Array.isArray(input) || !isShape(input)) return unexpected(layer, expected, input);
  if (mode === 'int') return input;
  if (mode === 'oneHot') return oneHot(input, depth);
  const [batch = null] = input;
  return input.length === 2 ? [batch, depth] : unexpected(layer, fill(expectedSamples, { mode }), input);
}

function oneHot(input: Shape, depth: Dimension): Shape {
  return input.length > 1 && input.at(-1) === 1 ? [...input.slice(0, -1), depth] : [...input, depth];
}

/** The element type that comes out. */
export type EncodedType<Mode extends OutputMode> = [Mode] extends ['int'] ? 'int32' : 'float32';

/** The same at run time. */
export function encodedType(mode: OutputMode): DType {
  return mode === 'int' ? 'int32' : 'float32';
}
