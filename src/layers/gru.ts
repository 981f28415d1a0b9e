import * as tf from '@tensorflow/tfjs-core';
import type { ActivationIdentifier } from '../activations/activation.js';
import { sigmoid } from '../activations/sigmoid.js';
import { tanh } from '../activations/tanh.js';
import { checkSize } from '../arguments/size.js';
import { withDefaults } from '../arguments/with-defaults.js';
import type { LayerOptions } from '../graph/create-layer.js';
import { defineLayer } from '../graph/define-layer.js';
import { layerClass } from '../graph/layer-class.js';
import type { Dimension } from '../types/shape.js';
import { type GruCell, gruCell } from './recurrent/gru-cell.js';
import { gruSequence } from './recurrent/gru-sequence.js';
import { checkInitialState } from './recurrent/initial-state.js';
import { recurrentForward } from './recurrent/recurrent-forward.js';
import { type RecurrentLayer, recurrentCall, recurrentLayer } from './recurrent/recurrent-layer.js';
import { checkRecurrentOptions, type RecurrentOptions, recurrentDefaults } from './recurrent/recurrent-options.js';
import { type RecurrentClass, recurrentOutput } from './recurrent/recurrent-shape.js';
import { runSteps } from './recurrent/run-steps.js';
import type { SequenceOptions } from './recurrent/sequence-options.js';

/** What {@link GRU} takes beside the number of units. */
export interface GRUOptions<
  Sequences extends boolean = boolean,
  State extends boolean = boolean,
  Stateful extends boolean = boolean,
  Unroll extends boolean = boolean,
> extends RecurrentOptions<Sequences, State, Stateful, Unroll> {
  /** What the gates go through; `activation` is what the candidate goes through. */
  readonly recurrentActivation?: ActivationIdentifier | null;
  /** Whether the reset gate comes after the product of state and kernel, with a bias of its own, or before it. */
  readonly resetAfter?: boolean;
}

const defaults: Required<GRUOptions> = { ...recurrentDefaults, recurrentActivation: 'sigmoid', resetAfter: true };

function classOf<Units extends number>(units: Units): RecurrentClass<'GRU', Units, 1> {
  return { layer: 'GRU', units, stateCount: 1 };
}

const gru = defineLayer({
  name: 'GRU',
  configure: ({ units, ...options }: GRUOptions & { readonly units: number }) => ({
    units: checkSize('GRU: units', units),
    ...checkRecurrentOptions('GRU', withDefaults(defaults, options)),
  }),
  call: recurrentCall,
  shape: (input, configuration, { initialState }) => {
    const owner = classOf(configuration.units);
    const output = recurrentOutput(input, owner, configuration);
    checkInitialState(input, initialState, owner);
    return output;
  },
  weightScope: 'gru_cell',
  weights: (input, { units, useBias, resetAfter }) => ({
    kernel: [input.at(-1) as Dimension, 3 * units],
    recurrentKernel: [units, 3 * units],
    bias: useBias ? (resetAfter ? [2, 3 * units] : [3 * units]) : null,
  }),
  forward: (input, { kernel, recurrentKernel, bias }, options, context) => {
    const [inputBias, recurrentBias] =
      bias === null || !options.resetAfter ? [bias, null] : (tf.unstack(bias) as [tf.Tensor, tf.Tensor]);
    const call = { input, kernel, recurrentKernel, bias: inputBias, options, context };
    return recurrentForward(call, classOf(options.units), (recurrence) =>
      isDefault(options)
        ? gruSequence(recurrence, recurrentBias)
        : runSteps(recurrence, gruCell({ recurrentKernel, recurrentBias, ...options })),
    );
  },
  mask: (mask, _, { returnSequences }) => (returnSequences ? mask : null),
});

function isDefault({
  activation,
  recurrentActivation,
  resetAfter,
}: Omit<GruCell, 'recurrentKernel' | 'recurrentBias'>) {
  return activation === tanh && recurrentActivation === sigmoid && resetAfter;
}

/**
 * Goes through a sequence with gated recurrent units, by Cho et al. (2014): in the form with `resetAfter` unless told
 * otherwise.
 *
 * Takes (batch, time, features), gives (batch, units), or (batch, time, units) with `returnSequences`; with `returnState` a
 * list of that and the state. A call may be told the state to start from.
 *
 * @example
 * const encoded = GRU(64)(Input([140, 256])); // SymbolicTensor<[null, 64]>
 * const [sequence, state] = GRU(8, { returnSequences: true, returnState: true })(Input([null, 16]));
 * const decoded = GRU(8)(sequence, { initialState: state });
 */
export const GRU: <
  const Units extends number,
  const Sequences extends boolean = false,
  const State extends boolean = false,
  const Stateful extends boolean = false,
  const Unroll extends boolean = false,
  const Name extends string = string,
>(
  units: Units,
  options?: GRUOptions<Sequences, State, Stateful, Unroll> & LayerOptions<Name>,
) => RecurrentLayer<RecurrentClass<'GRU', Units, 1>, SequenceOptions<Sequences, State, Stateful, Unroll>, Name> =
  layerClass(['units'], (units, options = {}) => recurrentLayer(gru({ units, ...options }, options)));
