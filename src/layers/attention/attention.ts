import * as tf from '@tensorflow/tfjs-core';
import { oneOf } from '../../arguments/names.js';
import { withDefaults } from '../../arguments/options.js';
import { positionalAs } from '../../arguments/positional.js';
import type { LayerOptions } from '../../graph/create-layer.js';
import { defineLayer } from '../../graph/define-layer.js';
import type { LayerTaking } from '../../graph/layer.js';
import type { GivenOptions } from '../../types/given-options.js';
import type { Dimension, Shape } from '../../types/shape.js';
import {
  type AttentionCallOptions,
  type AttentionOptions,
  attend,
  attentionCall,
  checkDropout,
  queryMask,
} from './attend.js';
import { type AttentionShape, attentionOutput } from './attention-shape.js';

/** Every vector of the query plus every one of the key: (batch, query's, key's, features). */
function pairSums(query: tf.Tensor, key: tf.Tensor): tf.Tensor {
  return tf.add(tf.expandDims(query, 2), tf.expandDims(key, 1));
}

/** How {@link Attention} scores a query against a key. */
export type ScoreMode = 'dot' | 'concat';

/** The options of {@link Attention}. */
export interface DotAttentionOptions extends AttentionOptions {
  /** Whether scores are dot products, or sums of `tanh(query + key)` with a learned weight. The default is `dot`. */
  readonly scoreMode?: ScoreMode;
}

const attentionDefaults: Required<DotAttentionOptions> = { useScale: false, scoreMode: 'dot', dropout: 0, seed: null };

const attention = defineLayer({
  name: 'Attention',
  configure: (given: DotAttentionOptions) => {
    const { scoreMode, ...options } = withDefaults('Attention', attentionDefaults, given);
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
export const Attention: <const Name extends string = string, const Given = object>(
  options?: GivenOptions<'Attention', Given, DotAttentionOptions & LayerOptions<Name>>,
) => LayerTaking<AttentionShape<'Attention', 'any'>, AttentionCallOptions, Name> = positionalAs(
  [],
  (options: DotAttentionOptions & LayerOptions = {}) => attention(options, options),
);

const additiveAttentionDefaults: Required<AttentionOptions> = { useScale: true, dropout: 0, seed: null };

/** There is a weight for each feature, so their number has to be known. */
type FeaturesOf<Scale extends boolean> = [Scale] extends [true] ? 'known' : 'any';

function featuresOf(useScale: boolean): 'known' | 'any' {
  return useScale ? 'known' : 'any';
}

const additiveAttention = defineLayer({
  name: 'AdditiveAttention',
  configure: (given: AttentionOptions) =>
    checkDropout('AdditiveAttention', withDefaults('AdditiveAttention', additiveAttentionDefaults, given)),
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
export const AdditiveAttention: <
  const Scale extends boolean = true,
  const Name extends string = string,
  const Given = object,
>(
  options?: GivenOptions<'AdditiveAttention', Given, AttentionOptions<Scale> & LayerOptions<Name>>,
) => LayerTaking<AttentionShape<'AdditiveAttention', FeaturesOf<Scale>>, AttentionCallOptions, Name> = positionalAs(
  [],
  (options: AttentionOptions & LayerOptions = {}) => additiveAttention(options, options),
);
