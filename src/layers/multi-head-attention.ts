import { checkAxes } from '../arguments/axes.js';
import { positional } from '../arguments/positional.js';
import { received } from '../arguments/received.js';
import { checkSize } from '../arguments/size.js';
import { withDefaults } from '../arguments/with-defaults.js';
import { ArgumentError } from '../errors.js';
import type { LayerOptions } from '../graph/create-layer.js';
import { defineLayer } from '../graph/define-layer.js';
import type { AttendedAxes } from '../types/attention/attended-axes.js';
import { type AttendingClass, type HeadsClass, type HeadsShape, headsOutput } from '../types/attention/heads.js';
import type { Dimension, Shape } from '../types/shape.js';
import { attendWithHeads } from './attention/attend-with-heads.js';
import { checkHeadsOptions, type HeadsOptions, headsDefaults } from './attention/heads-options.js';
import { type HeadSizes, headsWeights } from './attention/heads-weights.js';
import { headsCall, type QueryValueLayer, queryValueLayer } from './attention/query-value-layer.js';

/** What {@link MultiHeadAttention} takes beside the number of heads and the size of their keys. */
export interface MultiHeadAttentionOptions<
  Output extends OutputSizes = OutputSizes,
  Axes extends AttendedAxes = AttendedAxes,
> extends HeadsOptions {
  /** The size of each head's values; that of its keys unless given. */
  readonly valueDim?: number | null;
  /** What the features become, one size or several; as many as the query has unless given. */
  readonly outputShape?: Output;
  /** The axes along which attention goes, one or several; all between the batch and the features unless given. */
  readonly attentionAxes?: Axes;
}

/** One size or several; `null` for those of the query. */
export type OutputSizes = number | readonly number[] | null;

interface HeadsGiven extends MultiHeadAttentionOptions {
  readonly numHeads: number;
  readonly keyDim: number;
}

const defaults: Required<MultiHeadAttentionOptions> = {
  ...headsDefaults,
  valueDim: null,
  outputShape: null,
  attentionAxes: null,
};

const multiHeadAttention = defineLayer({
  name: 'MultiHeadAttention',
  configure: ({ numHeads, keyDim, ...given }: HeadsGiven) => {
    const { valueDim, outputShape, attentionAxes, ...options } = withDefaults(defaults, given);
    return {
      numHeads: checkSize('MultiHeadAttention: numHeads', numHeads),
      keyDim: checkSize('MultiHeadAttention: keyDim', keyDim),
      valueDim: checkSize('MultiHeadAttention: valueDim', valueDim ?? keyDim),
      outputShape: checkOutput(outputShape),
      attentionAxes:
        attentionAxes === null ? null : [checkAxes('MultiHeadAttention: attentionAxes', attentionAxes)].flat(),
      ...checkHeadsOptions('MultiHeadAttention', options),
    };
  },
  call: headsCall,
  shape: (inputs: readonly Shape[], configuration, call) => headsOutput(inputs, call, classOf(configuration)),
  weights: ([query = [], value = []], configuration, { key }) => {
    const { outputShape } = configuration;
    const output = outputShape ?? [query.at(-1) as Dimension];
    return headsWeights({ query, value, key: key ?? value }, sizesOf(configuration), output, configuration);
  },
  forward: (inputs, weights, configuration, context) =>
    attendWithHeads({
      inputs,
      weights,
      owner: classOf(configuration),
      sizes: sizesOf(configuration),
      dropout: configuration.dropout,
      context,
    }),
  penalizesOutputs: false,
  mask: 'keep',
});

interface Sizes {
  readonly numHeads: number;
  readonly keyDim: number;
  readonly valueDim: number;
}

function sizesOf({ numHeads, keyDim, valueDim }: Sizes): HeadSizes {
  return { heads: numHeads, groups: numHeads, keyDim, valueDim };
}

interface ClassOptions {
  readonly numHeads: number;
  readonly outputShape: readonly number[] | null;
  readonly attentionAxes: readonly number[] | null;
  readonly slidingWindow: number | null;
}

function classOf({ numHeads, outputShape, attentionAxes, slidingWindow }: ClassOptions): AttendingClass {
  return { layer: 'MultiHeadAttention', heads: numHeads, isGrouped: false, outputShape, attentionAxes, slidingWindow };
}

function checkOutput(sizes: OutputSizes): readonly number[] | null {
  if (sizes === null) return null;
  const list = [sizes].flat();
  if (list.length > 0 && list.every((size) => Number.isSafeInteger(size) && size > 0)) return Object.freeze(list);
  throw new ArgumentError(
    `MultiHeadAttention: outputShape expects a positive integer, or a list of them (received ${received(sizes)})`,
  );
}

/**
 * Lets each step of a query look at all steps of a value, with several heads at once that each look for something of their
 * own, by Vaswani et al. (2017).
 *
 * Takes query (batch, steps, features), value (batch, other steps, value features), and by name a key, (batch, other
 * steps, key features), which is the value unless given. Gives the shape of the query, or as `outputShape` says. A call
 * may be given masks, keep steps from attending to later ones, and ask for the scores: (batch, heads, steps, other steps).
 *
 * @param numHeads the number of heads.
 * @param keyDim the size of each head's queries and keys.
 *
 * @example
 * const sequence = Input([10, 64]);
 * const attended = MultiHeadAttention(8, 16)(sequence, sequence); // SymbolicTensor<[null, 10, 64]>
 * const [output, scores] = MultiHeadAttention(8, 16)(sequence, Input([20, 32]), { returnAttentionScores: true });
 */
export const MultiHeadAttention: <
  const Heads extends number,
  const Output extends OutputSizes = null,
  const Axes extends AttendedAxes = null,
  const Name extends string = string,
>(
  numHeads: Heads,
  keyDim: number,
  options?: MultiHeadAttentionOptions<Output, Axes> & LayerOptions<Name>,
) => QueryValueLayer<HeadsShape<HeadsClass<'MultiHeadAttention', Heads, false, Output, Axes>>, Name> = positional(
  ['numHeads', 'keyDim'],
  (numHeads, keyDim, options = {}) => queryValueLayer(multiHeadAttention({ numHeads, keyDim, ...options }, options)),
);
