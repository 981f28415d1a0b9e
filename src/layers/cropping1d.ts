import { positional } from '../arguments/positional.js';
import type { LayerOptions } from '../graph/create-layer.js';
import type { Layer } from '../graph/layer.js';
import type { Edges } from '../types/edges.js';
import { defineEdges, type EdgesShape } from './edges.js';

const cropping1D = defineEdges('Cropping1D', 1, 'crop');

/**
 * Crops a sequence along its steps: `cropping` is one number for both ends, or one for each. The default is 1.
 *
 * Input shape: (batch, steps, channels). Output shape: the same with other spatial sizes.
 *
 * @example
 * const smaller = Cropping1D(1)(Input([28, 8])); // SymbolicTensor<[null, 26, 8]>
 */
export const Cropping1D: <const Cropping extends Edges<1> = 1, const Name extends string = string>(
  cropping?: Cropping,
  options?: LayerOptions<Name>,
) => Layer<EdgesShape<'Cropping1D', 1, Cropping, 'channelsLast', 'crop'>, Name> = positional(
  ['cropping'],
  (cropping, options = {}) => cropping1D({ cropping: cropping ?? 1 }, options),
);
