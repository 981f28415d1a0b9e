import * as tf from '@tensorflow/tfjs-core';
import { withDefaults } from '../../arguments/options.js';
import { positionalAs } from '../../arguments/positional.js';
import { ArgumentError, received } from '../../errors.js';
import { callLayer } from '../../graph/call-layer.js';
import type { Called } from '../../graph/called.js';
import type { LayerOptions } from '../../graph/create-layer.js';
import { defineLayer } from '../../graph/define-layer.js';
import type { CheckedCall, Layer, Output } from '../../graph/layer.js';
import type { IsReported, Place, Returned } from '../../graph/reported.js';
import type { Structure } from '../../graph/structure.js';
import type { AnyTensor } from '../../graph/tensor-kinds.js';
import type { Argument } from '../../graph/tensors.js';
import type { GivenNumber } from '../../types/given.js';
import type { GivenOptions } from '../../types/given-options.js';
import { type Mismatch, type NotAList, tensorList } from '../../types/mismatch.js';
import type { Shape } from '../../types/shape.js';
import type { ShapeFunction } from '../../types/shape-function.js';
import { floats } from '../core/input-format.js';
import { unitLength } from '../normalization/layer-normalization.js';
import { type DotAxes, type DotProduct, dotAxes, dotProduct } from './dot-product.js';

/** The options of {@link Dot}. */
export interface DotOptions {
  /**
   * Whether to L2-normalize the inputs along the axes first, so that the output is the cosine similarity. The default is
   * `false`.
   */
  readonly normalize?: boolean;
}

const defaults: Required<DotOptions> = { normalize: false };

const expected = 'a list of 2 tensors';

/** The shape function of {@link Dot}. */
export interface DotShape<Axes extends DotAxes> extends ShapeFunction {
  readonly signature: '[(batch, ...), (batch, ...)] → (batch, ...)';
  readonly parameters: [Axes];
  readonly structured: false;
  readonly output: DotOutput<this['input'], Axes>;
}

type DotOutput<Input, Axes extends DotAxes> = [Input] extends [
  readonly [infer First extends Shape, infer Second extends Shape],
]
  ? DotProduct<First, Second, Axes>
  : [Input] extends [readonly Shape[]]
    ? [number] extends [Input['length']]
      ? Shape
      : NotAList<'dot', typeof expected, Input>
    : NotAList<'dot', typeof expected, Input>;

function dotOutput(inputs: readonly Shape[], axes: DotAxes): Shape {
  const [first, second] = tensorList('dot', expected, inputs, 2) as readonly [Shape, Shape];
  return dotProduct(first, second, axes);
}

const dotLayer = defineLayer({
  name: 'Dot',
  ruleName: 'dot',
  configure: ({ axes, normalize }: Required<DotOptions> & { readonly axes: DotAxes }) => ({
    axes: checkAxes(axes),
    normalize,
  }),
  shape: (inputs: readonly Shape[], { axes }) => dotOutput(inputs, axes),
  forward: (inputs, _, { axes, normalize }) => {
    const [first, second] = inputs.map(floats) as [tf.Tensor, tf.Tensor];
    // Sizes that were open in the graph are known now, and may not match.
    const shape = dotOutput([first.shape, second.shape], axes) as number[];
    const [firstAxis, secondAxis] = dotAxes(first.shape, second.shape, axes);
    const left = normalize ? unitLength(first, firstAxis, 1e-7) : first;
    const right = normalize ? unitLength(second, secondAxis, 1e-7) : second;
    return tf.reshape(tf.matMul(rows(left, firstAxis), rows(right, secondAxis), false, true), shape);
  },
});

/** A tensor as a batch of matrices, whose rows are the vectors along an axis. */
function rows(input: tf.Tensor, axis: number): tf.Tensor3D {
  const others = [...input.shape.keys()].filter((index) => index !== axis);
  const ordered = axis === input.rank - 1 ? input : tf.transpose(input, [...others, axis]);
  const count = others.slice(1).reduce((product, index) => product * (input.shape[index] as number), 1);
  return tf.reshape(ordered, [input.shape[0] as number, count, input.shape[axis] as number]);
}

function checkAxes(axes: DotAxes): DotAxes {
  if (Number.isInteger(axes)) return axes;
  if (Array.isArray(axes) && axes.length === 2 && [...axes].every(Number.isInteger))
    return Object.freeze(axes) as DotAxes;
  throw new ArgumentError(`Dot: axes expects an integer, or a list of 2 (received ${received(axes)})`);
}

/**
 * The dot products of all vectors along an axis of one input with all vectors along an axis of another, sample by sample.
 *
 * The input is a list of two tensors with the same size on these axes. The output has the other axes of the first, then
 * those of the second; for two inputs (batch, features) its shape is (batch, 1).
 *
 * @example
 * const scores = Dot(2)([Input([10, 64]), Input([20, 64])]); // SymbolicTensor<[null, 10, 20]>
 */
export const Dot: <const Axes extends DotAxes, const Name extends string = string, const Given = object>(
  /** One axis for both inputs, or one for each; the batch axis is 0. */
  axes: GivenNumber<'Dot: axes', 'an integer, or a list of 2', Axes>,
  options?: GivenOptions<'Dot', Given, DotOptions & LayerOptions<Name>>,
) => Layer<DotShape<Axes>, Name> = positionalAs(['axes'], (axes, options: DotOptions & LayerOptions = {}) =>
  dotLayer({ axes: axes as DotAxes, ...withDefaults('Dot', defaults, options) }, options),
);

/**
 * The dot products of all vectors along an axis of one tensor with all vectors along an axis of another. The default is the
 * last axis of each.
 *
 * @param inputs The two tensors to multiply.
 * @param axes The axes over which to compute the dot product: one number for both tensors, or one for each.
 *
 * @example
 * const scores = dot([Input([10, 64]), Input([20, 64])]); // SymbolicTensor<[null, 10, 20]>
 */
export function dot<
  const Given,
  const Axes extends DotAxes = -1,
  const Name extends string = string,
  const Options = object,
  At = Place,
>(
  inputs: [Called<DotShape<Axes>, Given>] extends [Mismatch<string, 'axes'>]
    ? Given
    : CheckedCall<DotShape<Axes>, Given>,
  axes?: Argument<Axes, Called<DotShape<Axes>, Given>, 'axes'>,
  options?: GivenOptions<'Dot', Options, DotOptions & LayerOptions<Name>>,
): Returned<Output<DotShape<Axes>, Given, Name, IsReported<Given, At>>>[keyof At];
export function dot(inputs: Structure<AnyTensor>, axes: unknown = -1, options: unknown = {}): Structure<AnyTensor> {
  return callLayer(Dot(axes as DotAxes, options as DotOptions & LayerOptions), inputs);
}
