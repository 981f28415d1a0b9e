import * as tf from '@tensorflow/tfjs-core';
import type { Activation } from '../../activations/activation.js';
import { tanh } from '../../activations/index.js';
import { type UnitsCellClass, type UnitsClass, unitsCellClass, unitsClass } from './define-recurrent.js';
import type { ProjectedRecurrence, Recurred } from './recurrence.js';
import { runRecurrentKernel, unpackedStates } from './recurrent-kernel.js';
import { type CellOptions, cellDefaults, type RecurrentLayerOptions } from './recurrent-options.js';
import {
  configureUnits,
  kernelShapes,
  project,
  runUnitsSteps,
  type UnitsCell,
  type UnitsStep,
  unitsSizes,
} from './units-cell.js';

/** The step of a network whose output is its only state. */
function simpleStep(recurrentKernel: tf.Tensor, activation: Activation): UnitsStep {
  return (projected, recurrent) => [activation(tf.add(projected, tf.matMul(recurrent, recurrentKernel)))];
}

/** Runs the network over a sequence; some backends have a kernel for that, with the default activation. */
export function simpleSequence(recurrence: ProjectedRecurrence, activation: Activation): Recurred {
  const hidden = recurrence.states[0] as tf.Tensor;
  const shown = activation === tanh ? runRecurrentKernel('TupleflowSimpleRNN', recurrence, { hidden }) : undefined;
  return shown
    ? unpackedStates(shown, recurrence.keepsSequence)
    : runUnitsSteps(recurrence, simpleStep(recurrence.recurrentKernel, activation));
}

/** The options of the cell of a SimpleRNN besides the number of units. */
export interface SimpleRNNCellOptions extends CellOptions {}

/** A fully connected layer that gets its own output of the step before. */
const simpleRNNCell: UnitsCell<SimpleRNNCellOptions> = {
  name: 'SimpleRNNCell',
  configure: (given, owner) => configureUnits(owner, cellDefaults, given),
  sizes: unitsSizes(1),
  weights: (step, { units, useBias }) => ({ ...kernelShapes(step, units, 1), bias: useBias ? [units] : null }),
  recur: (recurrence, weights, options, context) =>
    simpleSequence(project(recurrence, weights, options, context), options.activation),
};

/**
 * The cell of a {@link SimpleRNN}, for `RNN`: alone, or stacked with others. Its output is its only state.
 *
 * @example
 * const encoded = RNN([SimpleRNNCell(64), SimpleRNNCell(32)])(Input([140, 256])); // SymbolicTensor<[null, 32]>
 */
export const SimpleRNNCell: UnitsCellClass<'SimpleRNNCell', 1, SimpleRNNCellOptions> = unitsCellClass(simpleRNNCell);

/** The options of {@link SimpleRNN}. */
export interface SimpleRNNOptions<
  Sequences extends boolean = boolean,
  State extends boolean = boolean,
  Stateful extends boolean = boolean,
  Unroll extends boolean = boolean,
> extends SimpleRNNCellOptions,
    RecurrentLayerOptions<Sequences, State, Stateful, Unroll> {}

/**
 * A fully connected recurrent layer: `activation(input · kernel + output · recurrentKernel + bias)`, where `output` is that
 * of the step before.
 *
 * Input shape: (batch, time, features). Output shape: (batch, units), or (batch, time, units) with `returnSequences`; with
 * `returnState` a list of that and the state. `initialState` in the call gives the initial states.
 *
 * @example
 * const encoded = SimpleRNN(64)(Input([140, 256])); // SymbolicTensor<[null, 64]>
 * const [sequence, state] = SimpleRNN(8, { returnSequences: true, returnState: true })(Input([null, 16]));
 * const decoded = SimpleRNN(8)(sequence, { initialState: state });
 */
export const SimpleRNN: UnitsClass<'SimpleRNN', 1, SimpleRNNCellOptions> = unitsClass(
  'SimpleRNN',
  simpleRNNCell,
  'seed',
);
