import * as tf from '@tensorflow/tfjs-core';
import type { ActivationIdentifier } from '../../activations/activation.js';
import { checkSize } from '../../arguments/number.js';
import { withDefaults } from '../../arguments/options.js';
import { positionalAs } from '../../arguments/positional.js';
import type { ConstraintIdentifier } from '../../constraints/constraint.js';
import { ArgumentError, received } from '../../errors.js';
import type { LayerOptions } from '../../graph/create-layer.js';
import { defineLayer } from '../../graph/define-layer.js';
import type { Layer } from '../../graph/layer.js';
import type { FanAxes } from '../../initializers/define-initializer.js';
import type { InitializerIdentifier } from '../../initializers/initializer.js';
import { contract } from '../../operations/contract.js';
import type { RegularizerIdentifier } from '../../regularizers/regularizer.js';
import { einsumPlan } from '../../types/einsum-plan.js';
import type { GivenOptions } from '../../types/given-options.js';
import type { Shape } from '../../types/shape.js';
import type { ShapeFunction } from '../../types/shape-function.js';
import {
  type CheckedBiasAxes,
  type CheckedEquation,
  type CheckedTarget,
  einsumDenseArguments,
} from './einsum-dense-arguments.js';
import {
  type EinsumDenseOutput,
  type EinsumDenseShapes,
  type EinsumTarget,
  einsumDenseShapes,
} from './einsum-dense-shape.js';
import { floats } from './input-format.js';

/** The options of {@link EinsumDense}. */
export interface EinsumDenseOptions<Equation extends string = string, BiasAxes extends string | null = string | null> {
  /** The activation function: its name, or one of `activations`. The default is `null`, no activation. */
  readonly activation?: ActivationIdentifier | null;
  /** The labels of the output axes that the bias has. The default is none: no bias. */
  readonly biasAxes?: CheckedBiasAxes<Equation, BiasAxes>;
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

const defaults: Required<EinsumDenseOptions> = {
  activation: null,
  biasAxes: null,
  kernelInitializer: 'glorotUniform',
  biasInitializer: 'zeros',
  kernelRegularizer: null,
  biasRegularizer: null,
  activityRegularizer: null,
  kernelConstraint: null,
  biasConstraint: null,
};

/** The shape function of {@link EinsumDense}. */
export interface EinsumDenseShape<Equation extends string, Target extends EinsumTarget, BiasAxes extends string | null>
  extends ShapeFunction {
  readonly signature: '(batch, ...) → (batch, ...)';
  readonly parameters: [Equation, Target, BiasAxes];
  readonly structured: false;
  readonly output: EinsumDenseOutput<this['input'], Equation, Target, BiasAxes>;
}

interface EinsumDenseConfiguration extends Required<EinsumDenseOptions> {
  readonly equation: string;
  readonly outputShape: Shape;
}

const einsumDense = defineLayer({
  name: 'EinsumDense',
  configure: ({
    equation,
    outputShape,
    ...options
  }: EinsumDenseOptions & { readonly equation: string; readonly outputShape: EinsumTarget }) => {
    const { biasAxes, ...rest } = withDefaults('EinsumDense', defaults, options);
    const target = checkTarget(outputShape);
    einsumDenseArguments(equation, target, biasAxes);
    return { equation, outputShape: target, biasAxes, ...rest };
  },
  shape: (input, configuration) => shapesOf(input, configuration).output,
  weights: (input, configuration) => {
    const { kernel, bias } = shapesOf(input, configuration);
    return { kernel: { shape: kernel, fanAxes: fanAxes(configuration.equation) }, bias };
  },
  activation: ({ activation }) => activation,
  forward: (input, { kernel, bias }, configuration) => {
    // Sizes that were open in the graph are known now, and may not match.
    shapesOf(input.shape, configuration);
    const product = contract(configuration.equation, [floats(input), kernel]);
    return bias === null ? product : tf.add(product, bias);
  },
});

function checkTarget(target: EinsumTarget): Shape {
  const owner = 'EinsumDense: outputShape';
  if (typeof target === 'number') return [checkSize(owner, target)];
  if (Array.isArray(target))
    return Object.freeze(target.map((size) => (size === null ? null : checkSize(owner, size))));
  throw new ArgumentError(`${owner} expects a list of sizes, or one (received ${received(target)})`);
}

function shapesOf(
  input: Shape,
  { equation, outputShape, biasAxes }: Pick<EinsumDenseConfiguration, 'equation' | 'outputShape' | 'biasAxes'>,
): EinsumDenseShapes {
  return einsumDenseShapes(input, einsumPlan(equation), outputShape, biasAxes);
}

/** Axes of the kernel that the output has count as units, the others as inputs. */
function fanAxes(equation: string): FanAxes {
  const { terms, output } = einsumPlan(equation);
  const axes = [...(terms[1] as readonly string[]).entries()];
  const some = (isOutput: boolean) =>
    axes.filter(([, label]) => output.includes(label) === isOutput).map(([axis]) => axis);
  return { inputAxes: some(false), outputAxes: some(true) };
}

/**
 * Multiplies by a kernel by an einsum equation, adds a bias, and applies an activation: a `Dense` layer over any axes.
 *
 * @example
 * const steps = EinsumDense('abc,cd->abd', [null, 64], { biasAxes: 'd' })(Input([10, 32])); // SymbolicTensor<[null, 10, 64]>
 */
export const EinsumDense: <
  const Equation extends string,
  const Target extends EinsumTarget,
  const BiasAxes extends string | null = null,
  const Name extends string = string,
  const Given = object,
>(
  /**
   * The labels of the axes of the input, the kernel and the output: `abc,cd->abd`. `...` may stand first or last in
   * input and output.
   */
  equation: CheckedEquation<Equation>,
  /** The sizes of the output without the batch and the axes of `...`; `null` for the size of the input. */
  outputShape: CheckedTarget<Equation, Target>,
  options?: GivenOptions<'EinsumDense', Given, EinsumDenseOptions<Equation, BiasAxes> & LayerOptions<Name>>,
) => Layer<EinsumDenseShape<Equation, Target, BiasAxes>, Name> = positionalAs(
  ['equation', 'outputShape'],
  (equation, outputShape, options: EinsumDenseOptions & LayerOptions = {}) =>
    einsumDense({ equation: equation as string, outputShape: outputShape as EinsumTarget, ...options }, options),
);
