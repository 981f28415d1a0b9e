import { positional } from '../arguments/positional.js';
import type { LayerOptions } from '../graph/create-layer.js';
import type { Layer } from '../graph/layer.js';
import { defineUpSampling, type UpSamplingShape } from './up-sampling.js';

const upSampling1D = defineUpSampling('UpSampling1D', 1);

/**
 * Repeats each step `size` times. The default is 2. Input shape: (batch, steps, channels). Output shape:
 * (batch, steps * size, channels).
 *
 * @example
 * const slower = UpSampling1D(3)(Input([10, 8])); // SymbolicTensor<[null, 30, 8]>
 */
export const UpSampling1D: <const Size extends number = 2, const Name extends string = string>(
  size?: Size,
  options?: LayerOptions<Name>,
) => Layer<UpSamplingShape<'UpSampling1D', 1, Size, 'channelsLast'>, Name> = positional(
  ['size'],
  (size, options = {}) => upSampling1D({ size: size ?? 2 }, options),
);
