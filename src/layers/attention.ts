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

/** How {@link Attention} compares two vectors. */
export type ScoreMode = 'dot' | 'concat';

/** What {@link Attention} takes. */
export interface DotAttentionOptions extends AttentionOptions {
  /** Whether scores are products, or sums of `tanh(query + key)`, weighted by what is learned; `dot` unless given. */
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
 * Lets each step of a query look at all steps of a value, more at those whose key is like it: `softmax(query · keyᵀ) · value`,
 * by Luong et al. (2015).
 *
 * Takes a list of query (batch, steps, features), value (batch, other steps, value features), and key, (batch, other
 * steps, features), which is the value unless given; gives (batch, steps, value features). A call may be given masks of
 * query and value, keep steps from attending to later ones, and ask for the scores: (batch, steps, other steps).
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
