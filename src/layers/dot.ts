import * as tf from '@tensorflow/tfjs-core';
import { positional } from '../arguments/positional.js';
import { received } from '../arguments/received.js';
import { withDefaults } from '../arguments/with-defaults.js';
import { ArgumentError } from '../errors.js';
import { callLayer } from '../graph/call-layer.js';
import type { LayerOptions } from '../graph/create-layer.js';
import { defineLayer } from '../graph/define-layer.js';
import type { Called, CalledType, Layer } from '../graph/layer.js';
import type { Structure } from '../graph/structure.js';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { Checked, Tensors, TensorsOf } from '../graph/tensors.js';
import { type DotAxes, type DotProduct, dotAxes, dotProduct } from '../types/dot-product.js';
import type { Shape } from '../types/shape.js';
import type { ShapeFunction } from '../types/shape-function.js';
import { type NotAList, tensorList } from '../types/tensor-list.js';
import { floats } from './floats.js';
import { unitLength } from './unit-length.js';

/** What {@link Dot} takes beside the axes. */
export interface DotOptions {
  /** Whether the inputs are made vectors of length 1 along the axes, so that cosines come out; `false` unless given. */
  readonly normalize?: boolean;
}

const defaults: Required<DotOptions> = { normalize: false };

const expected = 'a list of 2 tensors';

/** The rule of {@link Dot}. */
export interface DotShape<Axes extends DotAxes> extends ShapeFunction {
  readonly output: DotOutput<this['input'], Axes>;
}

type DotOutput<Input, Axes extends DotAxes> = Input extends readonly [
  infer First extends Shape,
  infer Second extends Shape,
]
  ? DotProduct<First, Second, Axes>
  : Input extends readonly Shape[]
    ? number extends Input['length']
      ? Shape
      : NotAList<'dot', typeof expected, Input>
    : NotAList<'dot', typeof expected, Input>;

function dotOutput(inputs: readonly Shape[], axes: DotAxes): Shape {
  const [first, second] = tensorList('dot', expected, inputs, 2) as readonly [Shape, Shape];
  return dotProduct(first, second, axes);
}

const dotLayer = defineLayer({
  name: 'Dot',
  configure: ({ axes, normalize }: Required<DotOptions> & { readonly axes: DotAxes }) => ({
    axes: checkAxes(axes),
    normalize,
  }),
  shape: (inputs: readonly Shape[], { axes }) => dotOutput(inputs, axes),
  forward: (inputs, _, { axes, normalize }) => {
    const [first, second] = inputs.map(floats) as [tf.Tensor, tf.Tensor];
    // Sizes that vary are known by now, and may turn out not to fit.
    const shape = dotOutput([first.shape, second.shape], axes) as number[];
    const [firstAxis, secondAxis] = dotAxes(first.shape, second.shape, axes);
    const left = normalize ? unitLength(first, firstAxis, 1e-7) : first;
    const right = normalize ? unitLength(second, secondAxis, 1e-7) : second;
    return tf.reshape(tf.matMul(rows(left, firstAxis), rows(right, secondAxis), false, true), shape);
  },
});

/** Matrices, one for each sample, of vectors along an axis. */
function rows(input: tf.Tensor, axis: number): tf.Tensor3D {
  const others = [...input.shape.keys()].filter((index) => index !== axis);
  const ordered = axis === input.rank - 1 ? input : tf.transpose(input, [...others, axis]);
  const count = others.slice(1).reduce((product, index) => product * (input.shape[index] as number), 1);
  return tf.reshape(ordered, [input.shape[0] as number, count, input.shape[axis] as number]);
}

function checkAxes(axes: DotAxes): DotAxes {
  if (Number.isInteger(axes)) return axes;
  if (Array.isArray(axes) && axes.length === 2 && axes.every(Number.isInteger)) return Object.freeze(axes) as DotAxes;
  throw new ArgumentError(`Dot: axes expects an integer, or a list of 2 (received ${received(axes)})`);
}

/**
 * The products of all vectors along an axis of one input with all along an axis of another, sample by sample.
 *
 * Takes a list of two tensors whose sizes on these axes are the same. What comes out has the other axes of the first, then
 * those of the second; of two lists of vectors (batch, features), it has the shape (batch, 1).
 *
 * @param axes an axis of both, or one of each, counted from the batch, which is 0.
 *
 * @example
 * const scores = Dot(2)([Input([10, 64]), Input([20, 64])]); // SymbolicTensor<[null, 10, 20]>
 */
export const Dot: <const Axes extends DotAxes, const Name extends string = string>(
  axes: Axes,
  options?: DotOptions & LayerOptions<Name>,
) => Layer<DotShape<Axes>, Name> = positional(['axes'], (axes, options = {}) =>
  dotLayer({ axes, ...withDefaults(defaults, options) }, options),
);

/**
 * The products of all vectors along an axis of one tensor with all along an axis of another; the last ones unless given.
 *
 * @example
 * const scores = dot([Input([10, 64]), Input([20, 64])]); // SymbolicTensor<[null, 10, 20]>
 */
export function dot<const Given extends Tensors, const Axes extends DotAxes = -1, const Name extends string = string>(
  inputs: Checked<Given, Called<DotShape<Axes>, Given>>,
  axes?: Axes,
  options: DotOptions & LayerOptions<Name> = {},
): TensorsOf<Called<DotShape<Axes>, Given>, CalledType<DotShape<Axes>, Given>, Name> {
  return callLayer(Dot(axes ?? -1, options), inputs as Structure<SymbolicTensor>) as TensorsOf<
    Called<DotShape<Axes>, Given>,
    CalledType<DotShape<Axes>, Given>,
    Name
  >;
}
