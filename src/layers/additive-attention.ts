import * as tf from '@tensorflow/tfjs-core';
import { positional } from '../arguments/positional.js';
import { withDefaults } from '../arguments/with-defaults.js';
import type { LayerOptions } from '../graph/create-layer.js';
import { defineLayer } from '../graph/define-layer.js';
import type { LayerTaking } from '../graph/layer.js';
import { type AttentionShape, attentionOutput } from '../types/attention/attention.js';
import type { Dimension, Shape } from '../types/shape.js';
import { attend } from './attention/attend.js';
import {
  type AttentionCallOptions,
  type AttentionOptions,
  attentionCall,
  checkDropout,
  queryMask,
} from './attention/attention-options.js';
import { pairSums } from './attention/pair-sums.js';

const defaults: Required<AttentionOptions> = { useScale: true, dropout: 0, seed: null };

/** There is a weight for each feature, so their number has to be known. */
type FeaturesOf<Scale extends boolean> = [Scale] extends [true] ? 'known' : 'any';

function featuresOf(useScale: boolean): 'known' | 'any' {
  return useScale ? 'known' : 'any';
}

const additiveAttention = defineLayer({
  name: 'AdditiveAttention',
  configure: (given: AttentionOptions) => checkDropout('AdditiveAttention', withDefaults(defaults, given)),
  call: attentionCall,
  shape: (inputs: readonly Shape[], { useScale }, call) =>
    attentionOutput('AdditiveAttention', featuresOf(useScale), inputs, call),
  weights: ([query], { useScale }) => ({
    scale: useScale ? { shape: [query?.at(-1) as Dimension], initializer: 'glorotUniform' as const } : null,
  }),
  forward: (inputs, { scale }, { dropout, useScale }, context) =>
    attend({
      layer: 'AdditiveAttention',
      features: featuresOf(useScale),
      inputs,
      dropout,
      context,
      score: (query, key) => {
        const alike = tf.tanh(pairSums(query, key));
        return tf.sum(scale === null ? alike : tf.mul(alike, scale), -1);
      },
    }),
  mask: (masks, _inputs, _configuration, { mask }) => queryMask(masks, mask),
});

/**
 * Attention with additive scores: `scale * tanh(query + key)`, summed over the features (Bahdanau et al., 2014).
 *
 * The input is a list of the query (batch, steps, features), the value (batch, other steps, value features) and optionally
 * the key (batch, other steps, features), which is the value by default. Output shape: (batch, steps, value features).
 *
 * @example
 * const attended = AdditiveAttention()([Input([10, 64]), Input([20, 64])]); // SymbolicTensor<[null, 10, 64]>
 */
export const AdditiveAttention: <const Scale extends boolean = true, const Name extends string = string>(
  options?: AttentionOptions<Scale> & LayerOptions<Name>,
) => LayerTaking<AttentionShape<'AdditiveAttention', FeaturesOf<Scale>>, AttentionCallOptions, Name> = positional(
  [],
  (options = {}) => additiveAttention(options, options),
);
