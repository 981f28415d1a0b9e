import * as tf from '@tensorflow/tfjs-core';
import { checkSize } from '../../arguments/size.js';
import { withDefaults } from '../../arguments/with-defaults.js';
import type { WeightSpecification } from '../../graph/layer-definition.js';
import { channelsLast, type SpatialRank } from '../../types/data-format.js';
import type { Dimension } from '../../types/shape.js';
import {
  checkDilation,
  configureMovement,
  type GivenMovement,
  type KernelMovement,
} from '../convolution/kernel-movement.js';
import { dropFactors } from '../noise/drop-factors.js';
import type { CellDefinition } from './cell-definition.js';
import { checkCellOptions } from './cell-options.js';
import { channelAxis, convolveGates } from './convolve-gates.js';
import { lstmBias } from './lstm-bias.js';
import { type LSTMCellOptions, lstmDefaults } from './lstm-cell.js';
import { lstmGates } from './lstm-gates.js';
import { runSteps } from './run-steps.js';

/** The paddings that there are; with `causal` an image would have an order. */
export type GatePadding = 'valid' | 'same';

/** What the cell is made from, as users say it. */
export interface GivenConvLSTM extends LSTMCellOptions, GivenMovement<GatePadding> {
  readonly filters: number;
  readonly kernelSize: number | readonly number[];
}

/** All options of the cell, checked and filled in. */
export interface ConvLSTMConfiguration extends Required<LSTMCellOptions>, KernelMovement<GatePadding> {
  readonly filters: number;
}

/** A type and not an interface, for only those have an index. */
type Kernels = {
  readonly kernel: readonly Dimension[];
  readonly recurrentKernel: { readonly shape: readonly Dimension[]; readonly options: 'recurrent' };
  readonly bias: WeightSpecification;
};

/** The cell of an LSTM whose inputs and states are images over `rank` axes, and whose products are convolutions. */
export function convLSTMCell(rank: SpatialRank): CellDefinition<GivenConvLSTM, ConvLSTMConfiguration, Kernels> {
  return {
    name: 'ConvLSTMCell',
    configure: (given, owner) => {
      const options = checkCellOptions(owner, withDefaults<Required<LSTMCellOptions>, object>(lstmDefaults, given));
      const movement = configureMovement<GatePadding>(owner, rank, ['valid', 'same'], given);
      checkDilation(owner, given.strides, given.dilationRate);
      return { ...options, ...movement, filters: checkSize(`${owner}: filters`, given.filters) };
    },
    weights: (step, { filters, kernelSize, dataFormat, ...options }) => ({
      kernel: [...kernelSize, channelsLast(step, dataFormat).at(-1) as Dimension, 4 * filters],
      recurrentKernel: { shape: [...kernelSize, filters, 4 * filters], options: 'recurrent' },
      bias: lstmBias(options, filters),
    }),
    recur: ({ input, ...recurrence }, { kernel, recurrentKernel, bias }, configuration, { training, seed }) => {
      const { dataFormat, dropout, recurrentDropout } = configuration;
      const [batch, steps, ...image] = input.shape as [number, number, ...number[]];
      const [hidden] = recurrence.states as [tf.Tensor];
      // As in Keras, each gate leaves out something else, and the same at every step.
      const dropOut = (shape: readonly number[], rate: number) =>
        training && rate > 0 ? Array.from({ length: 4 }, () => dropFactors(shape, rate, seed())) : null;
      const atAllSteps = (factors: tf.Tensor) =>
        tf.reshape(tf.tile(tf.reshape(factors, [batch, 1, -1]), [1, steps, 1]), [batch * steps, ...image]);
      const inputFactors = dropOut([batch, ...image], dropout)?.map(atAllSteps) ?? null;
      const recurrentFactors = dropOut(hidden.shape, recurrentDropout);

      const images = tf.reshape(input, [batch * steps, ...image]);
      const projected = convolveGates(images, { kernel, bias }, inputFactors, { ...configuration, groups: 1 });
      const inSteps = tf.reshape(projected, [batch, steps, ...projected.shape.slice(1)]);
      const still = configuration.kernelSize.map(() => 1);
      const around = { dataFormat, padding: 'same', strides: still, dilationRate: still, groups: 1 } as const;
      return runSteps({ ...recurrence, input: inSteps }, (added, [before, carry]) => {
        const recurrent = { kernel: recurrentKernel, bias: null };
        const sums = tf.add(added, convolveGates(before as tf.Tensor, recurrent, recurrentFactors, around));
        const axis = channelAxis(dataFormat, sums.rank);
        const after = lstmGates(sums, axis, carry as tf.Tensor, configuration);
        return { output: after[0], states: after };
      });
    },
  };
}
