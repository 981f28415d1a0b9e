import * as tf from '@tensorflow/tfjs-core';
import type { ActivationIdentifier } from '../../activations/activation.js';
import { checkSize } from '../../arguments/number.js';
import { withDefaults } from '../../arguments/options.js';
import { positionalAs } from '../../arguments/positional.js';
import type { ConstraintIdentifier } from '../../constraints/constraint.js';
import type { LayerOptions } from '../../graph/create-layer.js';
import { defineLayer } from '../../graph/define-layer.js';
import type { Layer } from '../../graph/layer.js';
import type { InitializerIdentifier } from '../../initializers/initializer.js';
import type { RegularizerIdentifier } from '../../regularizers/regularizer.js';
import type { Known } from '../../types/arithmetic/operands.js';
import type { GivenSize } from '../../types/given.js';
import type { GivenOptions } from '../../types/given-options.js';
import { type Unexpected, unexpected } from '../../types/mismatch.js';
import { type Dimension, type IsOpen, isOpen, isShape, type Shape, type SizeText } from '../../types/shape.js';
import type { ShapeFunction } from '../../types/shape-function.js';

/** The options of {@link Dense}. */
export interface DenseOptions {
  /** The activation function: its name, or one of `activations`. The default is `null`, no activation. */
  readonly activation?: ActivationIdentifier | null;
  /** Whether to add a bias. The default is `true`. */
  readonly useBias?: boolean;
  /** Initializer of the kernel: its name, or one of `initializers`. The default is `glorotUniform`. */
  readonly kernelInitializer?: InitializerIdentifier;
  /** Initializer of the bias: its name, or one of `initializers`. The default is `zeros`. */
  readonly biasInitializer?: InitializerIdentifier;
  /** Regularizer of the kernel, whose penalty is added to the loss. The default is `null`, no penalty. */
  readonly kernelRegularizer?: RegularizerIdentifier | null;
  /** Regularizer of the bias, whose penalty is added to the loss. The default is `null`, no penalty. */
  readonly biasRegularizer?: RegularizerIdentifier | null;
  /**
   * Regularizer of the output, whose penalty, divided by the batch size, is added to the loss. The default is `null`,
   * no penalty.
   */
  readonly activityRegularizer?: RegularizerIdentifier | null;
  /** Constraint that is applied to the kernel after each update. The default is `null`, no constraint. */
  readonly kernelConstraint?: ConstraintIdentifier | null;
  /** Constraint that is applied to the bias after each update. The default is `null`, no constraint. */
  readonly biasConstraint?: ConstraintIdentifier | null;
}

const defaults: Required<DenseOptions> = {
  activation: null,
  useBias: true,
  kernelInitializer: 'glorotUniform',
  biasInitializer: 'zeros',
  kernelRegularizer: null,
  biasRegularizer: null,
  activityRegularizer: null,
  kernelConstraint: null,
  biasConstraint: null,
};

const expected = '(batch, ..., features) with a known number of features';

/** The shape function of {@link Dense}: the last axis becomes `Units`. */
export interface DenseShape<Units extends number> extends ShapeFunction {
  readonly signature: `(batch, ..., features) → (batch, ..., ${SizeText<Units>})`;
  readonly parameters: [Units];
  readonly structured: false;
  readonly output: DenseOutput<this['input'], Units>;
}

type DenseOutput<Input, Units extends number> = [Input] extends [
  readonly [infer Batch extends Dimension, ...infer Middle extends Shape, infer _ extends number],
]
  ? [Batch, ...Middle, Known<Units>]
  : OfOpenFeatures<Input, Units>;

type OfOpenFeatures<Input, Units extends number> = [Input] extends [
  readonly [infer Batch extends Dimension, ...infer Middle extends Shape, infer Features extends Dimension],
]
  ? IsOpen<Features> extends true
    ? Unexpected<'Dense', typeof expected, Input>
    : [Batch, ...Middle, Known<Units>]
  : [Input] extends [Shape]
    ? number extends Input['length']
      ? [...Shape, Known<Units>]
      : Unexpected<'Dense', typeof expected, Input>
    : Unexpected<'Dense', typeof expected, Input>;

function denseOutput(input: Shape, units: number): Shape {
  if (!isShape(input) || input.length < 2 || isOpen(input.at(-1))) return unexpected('Dense', expected, input);
  return [...input.slice(0, -1), units];
}

const dense = defineLayer({
  name: 'Dense',
  configure: ({ units, ...options }: DenseOptions & { readonly units: number }) => ({
    units: checkSize('Dense: units', units),
    ...withDefaults('Dense', defaults, options),
  }),
  // Keras writes this regularizer only if there is one.
  written: ({ activityRegularizer, ...options }) =>
    activityRegularizer === null ? options : { activityRegularizer, ...options },
  shape: (input, { units }) => denseOutput(input, units),
  weights: (input, { units, useBias }) => ({
    kernel: [input.at(-1) as Dimension, units],
    bias: useBias ? [units] : null,
  }),
  activation: ({ activation }) => activation,
  forward: (input, { kernel, bias }) => {
    const features = kernel.shape[0] as number;
    const flat = input.rank === 2 ? input : tf.reshape(input, [-1, features]);
    const product = tf.matMul(flat as tf.Tensor2D, kernel as tf.Tensor2D);
    const sum = bias === null ? product : tf.add(product, bias);
    return input.rank === 2 ? sum : tf.reshape(sum, [...input.shape.slice(0, -1), kernel.shape[1] as number]);
  },
  mask: 'keep',
});

/**
 * A fully connected layer over the last axis: `activation(input · kernel + bias)`.
 *
 * Input shape: (batch, ..., features). Output shape: (batch, ..., units).
 *
 * @example
 * const hidden = Dense(64, { activation: 'relu' })(Input([784])); // SymbolicTensor<[null, 64]>
 */
export const Dense: <const Units extends number, const Name extends string = string, const Given = object>(
  /** The number of units, which is the size of the last axis of the output. */
  units: GivenSize<'Dense: units', Units>,
  options?: GivenOptions<'Dense', Given, DenseOptions & LayerOptions<Name>>,
) => Layer<DenseShape<Units>, Name> = positionalAs(
  ['units'],
  (units: number, options: DenseOptions & LayerOptions = {}) => dense({ units, ...options }, options),
);
