import * as tf from '@tensorflow/tfjs-core';
import { oneOf } from '../arguments/one-of.js';
import { positional } from '../arguments/positional.js';
import { withDefaults } from '../arguments/with-defaults.js';
import type { LayerOptions } from '../graph/create-layer.js';
import { defineLayer } from '../graph/define-layer.js';
import type { LayerTaking } from '../graph/layer.js';
import { type AttentionShape, attentionOutput } from '../types/attention/attention.js';
import type { Shape } from '../types/shape.js';
import { attend } from './attention/attend.js';
import {
  type AttentionCallOptions,
  type AttentionOptions,
  attentionCall,
  checkDropout,
  queryMask,
} from './attention/attention-options.js';
import { pairSums } from './attention/pair-sums.js';

/** How {@link Attention} scores a query against a key. */
export type ScoreMode = 'dot' | 'concat';

/** The options of {@link Attention}. */
export interface DotAttentionOptions extends AttentionOptions {
  /** Whether scores are dot products, or sums of `tanh(query + key)` with a learned weight. The default is `dot`. */
  readonly scoreMode?: ScoreMode;
}

const defaults: Required<DotAttentionOptions> = { useScale: false, scoreMode: 'dot', dropout: 0, seed: null };

const attention = defineLayer({
  name: 'Attention',
  configure: (given: DotAttentionOptions) => {
    const { scoreMode, ...options } = withDefaults(defaults, given);
    return {
      ...checkDropout('Attention', options),
      scoreMode: oneOf('Attention: scoreMode', scoreMode, ['dot', 'concat']),
    };
  },
  call: attentionCall,
  shape: (inputs: readonly Shape[], _, call) => attentionOutput('Attention', 'any', inputs, call),
  weights: (_, { useScale, scoreMode }) => ({
    scale: useScale ? { shape: [], initializer: 'ones' as const } : null,
    concatScoreWeight: scoreMode === 'concat' ? { shape: [], initializer: 'ones' as const } : null,
  }),
  forward: (inputs, { scale, concatScoreWeight }, { dropout }, context) =>
    attend({
      layer: 'Attention',
      features: 'any',
      inputs,
      dropout,
      context,
      score: (query, key) => {
        const scaled = (tensor: tf.Tensor) => (scale === null ? tensor : tf.mul(tensor, scale));
        if (concatScoreWeight === null) return scaled(tf.matMul(query, tf.transpose(key, [0, 2, 1])));
        return tf.mul(tf.sum(tf.tanh(scaled(pairSums(query, key))), -1), concatScoreWeight);
      },
    }),
  mask: (masks, _inputs, _configuration, { mask }) => queryMask(masks, mask),
});

/**
 * Dot-product attention: `softmax(query · keyᵀ) · value` (Luong et al., 2015).
 *
 * The input is a list of the query (batch, steps, features), the value (batch, other steps, value features) and optionally
 * the key (batch, other steps, features), which is the value by default. Output shape: (batch, steps, value features). Call
 * arguments are masks of query and value, `useCausalMask`, so that no step attends to later ones, and
 * `returnAttentionScores`, which adds the scores (batch, steps, other steps) to the output.
 *
 * @example
 * const [query, value] = [Input([10, 64]), Input([20, 64])];
 * const attended = Attention()([query, value]); // SymbolicTensor<[null, 10, 64]>
 * const [output, scores] = Attention()([query, value], { useCausalMask: true, returnAttentionScores: true });
 */
export const Attention: <const Name extends string = string>(
  options?: DotAttentionOptions & LayerOptions<Name>,
) => LayerTaking<AttentionShape<'Attention', 'any'>, AttentionCallOptions, Name> = positional([], (options = {}) =>
  attention(options, options),
);
