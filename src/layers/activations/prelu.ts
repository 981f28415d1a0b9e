import * as tf from '@tensorflow/tfjs-core';
import { withDefaults } from '../../arguments/options.js';
import { positionalAs } from '../../arguments/positional.js';
import type { ConstraintIdentifier } from '../../constraints/constraint.js';
import { ArgumentError, received } from '../../errors.js';
import type { LayerOptions } from '../../graph/create-layer.js';
import { defineLayer } from '../../graph/define-layer.js';
import type { Layer } from '../../graph/layer.js';
import type { InitializerIdentifier } from '../../initializers/initializer.js';
import type { RegularizerIdentifier } from '../../regularizers/regularizer.js';
import type { GivenOptions } from '../../types/given-options.js';
import { type Fill, type Mismatch, mismatch, type Unexpected, unexpected } from '../../types/mismatch.js';
import {
  type Dimension,
  type IsOpen,
  type IsUnranked,
  isOpen,
  isShape,
  type Shape,
  type Show,
  show,
} from '../../types/shape.js';
import type { ShapeFunction } from '../../types/shape-function.js';
import { floats } from '../core/input-format.js';

/** The options of {@link PReLU}. */
export interface PReLUOptions<Shared extends readonly number[]> {
  /** Initializer of the slopes: its name, or one of `initializers`. The default is `zeros`. */
  readonly alphaInitializer?: InitializerIdentifier;
  /** Regularizer of the slopes, whose penalty is added to the loss. The default is `null`, no penalty. */
  readonly alphaRegularizer?: RegularizerIdentifier | null;
  /** Constraint that is applied to the slopes after each update. The default is `null`, no constraint. */
  readonly alphaConstraint?: ConstraintIdentifier | null;
  /**
   * The axes along which elements share a slope; the batch is axis 0. For images, `[1, 2]` gives one slope for each
   * channel. The default is none.
   */
  readonly sharedAxes?: Shared | null;
}

const defaults: Required<PReLUOptions<readonly number[]>> = {
  alphaInitializer: 'zeros',
  alphaRegularizer: null,
  alphaConstraint: null,
  sharedAxes: null,
};

const expected = 'one tensor';
const openSize = 'PReLU expects known sizes on all axes but the batch and sharedAxes {shared} (received {received})';
const noAxis = 'PReLU expects an input with the sharedAxes {shared} (received {received})';

/** The shape of the input; slopes have its sizes, with 1 on shared axes. */
export interface PReLUShape<Shared extends readonly number[]> extends ShapeFunction {
  readonly signature: 'any shape → the same shape';
  readonly parameters: [Shared];
  readonly structured: false;
  readonly output: PReLUOutput<this['input'], Shared>;
}

type PReLUOutput<Input, Shared extends readonly number[]> = [Input] extends [Shape]
  ? IsUnranked<Input> extends true
    ? Input
    : [number] extends [Shared[number] | Shared['length']]
      ? Input
      : Shared[number] extends AxisOf<Input>
        ? [OpenAxes<Input, Shared[number]>] extends [never]
          ? Input
          : Blame<typeof openSize, Shared, Input>
        : Blame<typeof noAxis, Shared, Input>
  : Unexpected<'PReLU', typeof expected, Input>;

/** The axes after the batch, as numbers. */
type AxisOf<Input extends Shape> = Exclude<
  { [Axis in keyof Input]: Axis extends `${infer Index extends number}` ? Index : never }[number],
  0
>;

/** The axes after the batch that have open sizes and do not share slopes. */
type OpenAxes<Input extends Shape, Shared extends number> = {
  [Axis in keyof Input]: Axis extends `${infer Index extends number}`
    ? Index extends 0 | Shared
      ? never
      : IsOpen<Input[Axis]> extends true
        ? Index
        : never
    : never;
}[number];

type Blame<Template extends string, Shared extends readonly number[], Input extends Shape> = Mismatch<
  Fill<Template, { shared: Show<Shared>; received: Show<Input> }>,
  null
>;

function preluOutput(input: Shape, shared: readonly number[]): Shape {
  if (!Array.isArray(input) || !isShape(input)) return unexpected('PReLU', expected, input);
  const values = { shared: show(shared), received: show(input) };
  if (shared.some((axis) => axis >= input.length)) return mismatch(noAxis, values);
  if (alphaShape(input, shared).some(isOpen)) return mismatch(openSize, values);
  return input;
}

function alphaShape([, ...sample]: Shape, shared: readonly number[]): readonly Dimension[] {
  return sample.map((size, index) => (shared.includes(index + 1) ? 1 : size));
}

const prelu = defineLayer({
  name: 'PReLU',
  configure: ({ sharedAxes, ...options }: Required<PReLUOptions<readonly number[]>>) => ({
    ...options,
    sharedAxes: checkShared(sharedAxes),
  }),
  shape: (input, { sharedAxes }) => preluOutput(input, sharedAxes ?? []),
  weights: (input, { sharedAxes }) => ({ alpha: alphaShape(input, sharedAxes ?? []) }),
  forward: (input, { alpha }) => {
    const given = floats(input);
    return tf.sub(tf.relu(given), tf.mul(alpha, tf.relu(tf.neg(given))));
  },
  mask: 'keep',
});

function checkShared(axes: readonly number[] | null): readonly number[] | null {
  if (axes === null) return null;
  if (Array.isArray(axes) && [...axes].every((axis) => Number.isSafeInteger(axis) && axis > 0))
    return Object.freeze([...axes]);
  throw new ArgumentError(`PReLU: sharedAxes expects a list of positive integers (received ${received(axes)})`);
}

/**
 * The parametric rectified linear unit: `x` where it is positive, and `alpha * x` elsewhere, with a learned `alpha` for
 * each element of a sample.
 *
 * Input shape: (batch, ...). Output shape: the same.
 *
 * @example
 * const image = Input([28, 28, 3]);
 * const rectified = PReLU({ sharedAxes: [1, 2] })(image); // SymbolicTensor<[null, 28, 28, 3]>
 */
export const PReLU: <
  const Shared extends readonly number[] = [],
  const Name extends string = string,
  const Given = object,
>(
  options?: GivenOptions<'PReLU', Given, PReLUOptions<Shared> & LayerOptions<Name>>,
) => Layer<PReLUShape<Shared>, Name> = positionalAs(
  [],
  (options: PReLUOptions<readonly number[]> & LayerOptions = {}) =>
    prelu(withDefaults('PReLU', defaults, options), options),
);
