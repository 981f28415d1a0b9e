import type * as tf from '@tensorflow/tfjs-core';
import type { SymbolicTensor } from '../../graph/symbolic-tensor.js';
import { type MaskShape, maskShape } from '../../types/mask-shape.js';
import type { Dimension, Shape } from '../../types/shape.js';
import { booleans } from '../attention/masks.js';

/** `null` where the mask that a call gives fits the batch and the time of the input; else what is wrong. */
export type SequenceMask<Layer extends string, Given, Mask extends SymbolicTensor> = Given extends SymbolicTensor
  ? Given['shape'] extends readonly [infer Batch extends Dimension, infer Time extends Dimension, ...Shape]
    ? MaskShape<Layer, 'mask', Mask['shape'], [Batch, Time]>
    : null
  : null;

/** The same at run time: throws what is wrong. */
export function checkSequenceMask(layer: string, mask: Shape | null, input: Shape): void {
  maskShape(layer, 'mask', mask, input.slice(0, 2));
}

/** Which steps of a sequence count: what the call says, or else what has come with the input. */
export function sequenceMask(
  layer: string,
  given: tf.Tensor | null,
  incoming: tf.Tensor | null,
  input: tf.Tensor,
): tf.Tensor | null {
  if (given === null) return incoming;
  // Sizes that were open in the graph are known only now.
  checkSequenceMask(layer, given.shape, input.shape);
  return booleans(given);
}
