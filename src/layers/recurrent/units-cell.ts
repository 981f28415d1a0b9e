import * as tf from '@tensorflow/tfjs-core';
import { checkSize } from '../../arguments/number.js';
import { withDefaults } from '../../arguments/options.js';
import type { WeightSpecification } from '../../graph/layer-definition.js';
import type { Dimension, Shape } from '../../types/shape.js';
import { dropFactors } from '../regularization/dropout.js';
import type { CellContext, CellSizes, VectorCell } from './cell.js';
import { type ProjectedRecurrence, type Recurred, type Recurrence, runSteps } from './recurrence.js';
import { type CellOptions, checkCellOptions } from './recurrent-options.js';

/**
 * Computes the states after one step, of which the first is the output, from what the inputs add to it and the states
 * before.
 *
 * @param recurrent the first state as it enters the step, dropout applied.
 */
export type UnitsStep = (
  projected: tf.Tensor,
  recurrent: tf.Tensor,
  states: readonly tf.Tensor[],
) => readonly [tf.Tensor, ...tf.Tensor[]];

/** Takes all steps of a cell with kernels, with operations that have gradients of their own. */
export function runUnitsSteps({ projected, ...recurrence }: ProjectedRecurrence, step: UnitsStep): Recurred {
  const { recurrentDropout } = recurrence;
  return runSteps({ ...recurrence, input: projected }, (added, states) => {
    const [state] = states as [tf.Tensor];
    const after = step(added, recurrentDropout === null ? state : tf.mul(state, recurrentDropout), states);
    return { output: after[0], states: after };
  });
}

/** What the inputs add at every step, computed for all steps at once: (batch, steps, features) to (batch, steps, columns). */
function projectSteps(input: tf.Tensor, kernel: tf.Tensor, bias: tf.Tensor | null): tf.Tensor {
  const [batch, steps, features] = input.shape as [number, number, number];
  const product = tf.matMul(tf.reshape(input, [batch * steps, features]) as tf.Tensor2D, kernel as tf.Tensor2D);
  return tf.reshape(bias === null ? product : tf.add(product, bias), [batch, steps, kernel.shape[1] as number]);
}

/** The size of a cell: that of its output, and of each of its states. */
interface Units {
  readonly units: number;
}

/** A cell with a kernel for its inputs, and one for its first state, which is its output. */
export type UnitsCell<Options extends CellOptions> = VectorCell<Options & Units, Required<Options> & Units, Kernels>;

/** A type and not an interface, for only those have an index. */
type Kernels = {
  readonly kernel: readonly Dimension[];
  readonly recurrentKernel: { readonly shape: readonly Dimension[]; readonly options: 'recurrent' };
  readonly bias: WeightSpecification;
};

/** Checks what the user gave, and fills in defaults. */
export function configureUnits<Options extends Required<CellOptions>>(
  owner: string,
  defaults: Options,
  given: Partial<Options> & Units,
): Options & Units {
  const options = checkCellOptions(owner, withDefaults<Options, object>(owner, defaults, given));
  return { ...options, units: checkSize(`${owner}: units`, given.units) };
}

/** The sizes of a cell with `count` states, which are as large as itself. */
export function unitsSizes(count: number): (configuration: Units) => CellSizes {
  return ({ units }) => ({ outputSize: units, stateSize: Array<number>(count).fill(units) });
}

/** The shapes of the kernels of a cell with `gates` gates. */
export function kernelShapes(step: Shape, units: number, gates: number): Omit<Kernels, 'bias'> {
  return {
    kernel: [step.at(-1) as Dimension, gates * units],
    recurrentKernel: { shape: [units, gates * units], options: 'recurrent' },
  };
}

/** Computes what the inputs add at every step for all steps at once. */
export function project(
  { input, ...recurrence }: Recurrence,
  weights: { readonly kernel: tf.Tensor; readonly recurrentKernel: tf.Tensor; readonly bias: tf.Tensor | null },
  options: Pick<Required<CellOptions>, 'dropout' | 'recurrentDropout'> & Units,
  context: CellContext,
): ProjectedRecurrence {
  const [batch, , features] = input.shape as [number, number, number];
  const dropOut = (shape: readonly number[], rate: number) =>
    context.training && rate > 0 ? dropFactors(shape, rate, context.seed()) : null;
  const inputDropout = dropOut([batch, 1, features], options.dropout);
  const recurrentDropout = dropOut([batch, options.units], options.recurrentDropout);
  const kept = inputDropout === null ? input : tf.mul(input, inputDropout);
  return {
    ...recurrence,
    projected: projectSteps(kept, weights.kernel, weights.bias),
    recurrentKernel: weights.recurrentKernel,
    recurrentDropout,
  };
}
