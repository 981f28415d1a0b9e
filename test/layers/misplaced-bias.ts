import type { GoldenCase } from './golden-case.js';

/**
 * Why a case is none: Keras on TensorFlow, which made the cases, adds the bias of a convolution with channels first along
 * the last axis where that is just as long. On JAX it adds it along the channels, as we do and as it does with channels last.
 */
export const misplacedBias = 'Keras on TensorFlow adds the bias along the wrong axis, for that is as long';

export function hasMisplacedBias({ layer, config, weights, output_shapes: [output] }: GoldenCase): boolean {
  const bias = weights.find(({ name }) => name === 'bias');
  const isConvolution = /Conv\dD(Transpose)?$/.test(layer) && config.data_format === 'channels_first';
  return isConvolution && bias !== undefined && output?.at(-1) === bias.shape[0];
}
