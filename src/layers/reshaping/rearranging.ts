import * as tf from '@tensorflow/tfjs-core';
import { checkSize } from '../../arguments/number.js';
import { positionalAs } from '../../arguments/positional.js';
import { ArgumentError, received } from '../../errors.js';
import type { LayerOptions } from '../../graph/create-layer.js';
import { defineLayer } from '../../graph/define-layer.js';
import type { Layer } from '../../graph/layer.js';
import type { Known } from '../../types/arithmetic/operands.js';
import type { GivenSize } from '../../types/given.js';
import type { GivenPermutation, IsNoPermutation } from '../../types/given-lists.js';
import type { GivenOptions } from '../../types/given-options.js';
import { type Fill, type Mismatch, mismatch, type Unexpected, unexpected } from '../../types/mismatch.js';
import {
  type Dimension,
  type IsUnranked,
  isShape,
  type Shape,
  type Show,
  type SizeText,
  show,
} from '../../types/shape.js';
import type { ShapeFunction } from '../../types/shape-function.js';

/** The axes of samples in some order, counted from the batch, which is 0. */
type PermutedAxes = readonly number[];

const expected = 'one tensor';
const otherRank = 'Permute expects one axis after the batch for each of dims {dims} (received {received})';

/** The sizes of samples in the order that `Axes` says. */
type Permuted<Input, Axes extends PermutedAxes> = [Input] extends [Shape]
  ? true extends IsUnranked<Input> | IsUnranked<Axes>
    ? Shape
    : [Input['length']] extends [[0, ...Axes]['length']]
      ? [Input[0], ...Ordered<Input, Axes>]
      : true extends IsNoPermutation<Axes>
        ? Shape
        : Mismatch<Fill<typeof otherRank, { dims: Show<Axes>; received: Show<Input> }>, null>
  : Unexpected<'Permute', typeof expected, Input>;

type Ordered<Input extends Shape, Axes extends PermutedAxes> = {
  -readonly [Place in keyof Axes]: number extends Axes[Place] ? Dimension : Input[Axes[Place] & number];
};

/** The same at run time, for axes that have been checked. */
function permuted(input: Shape, axes: PermutedAxes): Shape {
  if (!Array.isArray(input) || !isShape(input)) return unexpected('Permute', expected, input);
  if (input.length !== axes.length + 1) return mismatch(otherRank, { dims: show(axes), received: show(input) });
  return [0, ...axes].map((axis) => input[axis] as Dimension);
}

/** The shape function of {@link Permute}. */
export interface PermuteShape<Axes extends PermutedAxes> extends ShapeFunction {
  readonly signature: '(batch, ...) → (batch, ...), its axes in another order';
  readonly parameters: [Axes];
  readonly structured: false;
  readonly output: Permuted<this['input'], Axes>;
  readonly outputType: this['inputType'];
}

const permute = defineLayer({
  name: 'Permute',
  configure: ({ dims }: { readonly dims: PermutedAxes }) => ({ dims: checkDims(dims) }),
  shape: (input, { dims }) => permuted(input, dims),
  type: (inputType) => inputType,
  forward: (input, _, { dims }) => tf.transpose(input, [0, ...dims]),
});

function checkDims(dims: PermutedAxes): PermutedAxes {
  if (!Array.isArray(dims)) {
    throw new ArgumentError(`Permute: dims expects a list of axes (received ${received(dims)})`);
  }
  const isPermutation = [...dims].every((_, index) => dims.includes(index + 1));
  if (isPermutation) return Object.freeze([...dims]);
  throw new ArgumentError(
    `Permute: dims expects each of the axes from 1 to ${dims.length} once (received ${show(dims)})`,
  );
}

/**
 * Permutes the axes of samples.
 *
 * Input shape: (batch, ...). Output shape: the permuted axes, after the batch.
 *
 * @example
 * const columns = Permute([2, 1])(Input([10, 64])); // SymbolicTensor<[null, 64, 10]>
 */
export const Permute: <const Axes extends PermutedAxes, const Name extends string = string, const Given = object>(
  /** For each output axis its input axis, counted from 1; the batch is axis 0 and stays first. */
  dims: GivenPermutation<'Permute: dims', Axes>,
  options?: GivenOptions<'Permute', Given, LayerOptions<Name>>,
) => Layer<PermuteShape<Axes>, Name> = positionalAs(['dims'], (dims, options: LayerOptions = {}) =>
  permute({ dims: dims as PermutedAxes }, options),
);

const rows = '(batch, features)';

/** The shape function of {@link RepeatVector}: an axis of size `Times` after the batch. */
export interface RepeatVectorShape<Times extends number> extends ShapeFunction {
  readonly signature: `(batch, features) → (batch, ${SizeText<Times>}, features)`;
  readonly parameters: [Times];
  readonly structured: false;
  readonly output: RepeatVectorOutput<this['input'], Times>;
  readonly outputType: this['inputType'];
}

type RepeatVectorOutput<Input, Times extends number> = [Input] extends [
  readonly [infer Batch extends Dimension, infer Features extends Dimension],
]
  ? [Batch, Known<Times>, Features]
  : Unexpected<'RepeatVector', typeof rows, Input, null, [Dimension, Known<Times>, Dimension]>;

function repeatVectorOutput(input: Shape, times: number): Shape {
  if (!isShape(input) || input.length !== 2) return unexpected('RepeatVector', rows, input);
  const [batch, features] = input as readonly [Dimension, Dimension];
  return [batch, times, features];
}

const repeatVector = defineLayer({
  name: 'RepeatVector',
  configure: ({ n }: { readonly n: number }) => ({ n: checkSize('RepeatVector: n', n) }),
  shape: (input, { n }) => repeatVectorOutput(input, n),
  type: (inputType) => inputType,
  forward: (input, _, { n }) => tf.tile(tf.expandDims(input, 1), [1, n, 1]),
});

/**
 * Repeats a vector at each of `n` steps.
 *
 * Input shape: (batch, features). Output shape: (batch, n, features).
 *
 * @example
 * const steps = RepeatVector(3)(Input([32])); // SymbolicTensor<[null, 3, 32]>
 */
export const RepeatVector: <const Times extends number, const Name extends string = string, const Given = object>(
  /** The number of repetitions, which is the number of steps of the output. */
  n: GivenSize<'RepeatVector: n', Times>,
  options?: GivenOptions<'RepeatVector', Given, LayerOptions<Name>>,
) => Layer<RepeatVectorShape<Times>, Name> = positionalAs(['n'], (n, options: LayerOptions = {}) =>
  repeatVector({ n: n as number }, options),
);
