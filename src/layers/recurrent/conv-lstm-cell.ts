import * as tf from '@tensorflow/tfjs-core';
import { checkSize } from '../../arguments/number.js';
import { withDefaults } from '../../arguments/options.js';
import type { WeightSpecification } from '../../graph/layer-definition.js';
import { channelsLast, type DataFormat, type SpatialRank } from '../../types/data-format.js';
import type { Dimension } from '../../types/shape.js';
import {
  checkDilation,
  configureMovement,
  type GivenMovement,
  type KernelMovement,
} from '../convolution/convolution-options.js';
import { convolveAxes, type Movement } from '../convolution/convolve-axes.js';
import { inChannelsLast } from '../core/input-format.js';
import { dropFactors } from '../regularization/dropout.js';
import type { CellDefinition } from './cell.js';
import { type LSTMCellOptions, lstmBias, lstmDefaults } from './lstm.js';
import { lstmGates } from './lstm-steps.js';
import { runSteps } from './recurrence.js';
import { checkCellOptions } from './recurrent-options.js';

/** How the kernels of the gates move, and where channels stand. */
export interface GateMovement extends Movement {
  readonly dataFormat: DataFormat;
}

/** The axis of the channels, of images of so many axes, the batch included. */
function channelAxis(dataFormat: DataFormat, rank: number): number {
  return dataFormat === 'channelsFirst' ? 1 : rank - 1;
}

/**
 * Convolves images for all gates, which have their filters side by side in the kernel, as their results have their channels.
 *
 * @param factors what each gate has the images multiplied by, for itself; `null` where there is no dropout.
 */
function convolveGates(
  images: tf.Tensor,
  { kernel, bias }: { readonly kernel: tf.Tensor; readonly bias: tf.Tensor | null },
  factors: readonly tf.Tensor[] | null,
  movement: GateMovement,
): tf.Tensor {
  const { dataFormat } = movement;
  const convolved = (seen: tf.Tensor, filters: tf.Tensor, added: tf.Tensor | null | undefined) =>
    inChannelsLast(seen, dataFormat, (image) => {
      const sums = convolveAxes(image, filters, movement);
      return added ? tf.add(sums, added) : sums;
    });
  if (factors === null) return convolved(images, kernel, bias);
  const kernels = tf.split(kernel, factors.length, -1);
  const biases = bias === null ? [] : tf.split(bias, factors.length);
  const ofGates = factors.map((factor, gate) =>
    convolved(tf.mul(images, factor), kernels[gate] as tf.Tensor, biases[gate]),
  );
  return tf.concat(ofGates, channelAxis(dataFormat, images.rank));
}

/** The paddings that there are; with `causal` an image would have an order. */
export type GatePadding = 'valid' | 'same';

/** The options of the cell, as users give them. */
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
      const options = checkCellOptions(
        owner,
        withDefaults<Required<LSTMCellOptions>, object>(owner, lstmDefaults, given),
      );
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
