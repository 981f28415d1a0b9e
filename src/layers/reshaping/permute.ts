import * as tf from '@tensorflow/tfjs-core';
import { positionalAs } from '../../arguments/positional.js';
import { ArgumentError, received } from '../../errors.js';
import type { LayerOptions } from '../../graph/create-layer.js';
import { defineLayer } from '../../graph/define-layer.js';
import type { Layer } from '../../graph/layer.js';
import type { GivenPermutation, IsNoPermutation } from '../../types/given-lists.js';
import type { GivenOptions } from '../../types/given-options.js';
import { type Fill, type Mismatch, mismatch, type Unexpected, unexpected } from '../../types/mismatch.js';
import { type Dimension, type IsUnranked, isShape, type Shape, type Show, show } from '../../types/shape.js';
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
