import { positional } from '../arguments/positional.js';
import { checkSize } from '../arguments/size.js';
import { withDefaults } from '../arguments/with-defaults.js';
import type { LayerOptions } from '../graph/create-layer.js';
import { defineLayer } from '../graph/define-layer.js';
import { type HeadGroups, headGroups } from '../types/attention/head-groups.js';
import { type AttendingClass, type HeadsClass, type HeadsShape, headsOutput } from '../types/attention/heads.js';
import type { Dimension, Shape } from '../types/shape.js';
import { attendWithHeads } from './attention/attend-with-heads.js';
import { checkHeadsOptions, type HeadsOptions, headsDefaults } from './attention/heads-options.js';
import { type HeadSizes, headsWeights } from './attention/heads-weights.js';
import { headsCall, type QueryValueLayer, queryValueLayer } from './attention/query-value-layer.js';

interface GroupsGiven extends HeadsOptions {
  readonly headDim: number;
  readonly numQueryHeads: number;
  readonly numKeyValueHeads: number;
}

const groupQueryAttention = defineLayer({
  name: 'GroupQueryAttention',
  namedAfter: 'GroupedQueryAttention',
  configure: ({ headDim, numQueryHeads, numKeyValueHeads, ...options }: GroupsGiven) => ({
    headDim: checkSize('GroupQueryAttention: headDim', headDim),
    numQueryHeads: checkSize('GroupQueryAttention: numQueryHeads', numQueryHeads),
    numKeyValueHeads: headGroups(numQueryHeads, checkSize('GroupQueryAttention: numKeyValueHeads', numKeyValueHeads)),
    ...checkHeadsOptions('GroupQueryAttention', withDefaults(headsDefaults, options)),
  }),
  call: headsCall,
  shape: (inputs: readonly Shape[], configuration, call) => headsOutput(inputs, call, classOf(configuration)),
  weights: ([query = [], value = []], configuration, { key }) => {
    const output = [query.at(-1) as Dimension];
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
  mask: 'keep',
});

interface Sizes {
  readonly headDim: number;
  readonly numQueryHeads: number;
  readonly numKeyValueHeads: number;
}

function sizesOf({ headDim, numQueryHeads, numKeyValueHeads }: Sizes): HeadSizes {
  return { heads: numQueryHeads, groups: numKeyValueHeads, keyDim: headDim, valueDim: headDim };
}

interface ClassOptions {
  readonly numQueryHeads: number;
  readonly slidingWindow: number | null;
}

function classOf({ numQueryHeads, slidingWindow }: ClassOptions): AttendingClass {
  return {
    layer: 'GroupQueryAttention',
    heads: numQueryHeads,
    isGrouped: true,
    outputShape: null,
    attentionAxes: null,
    slidingWindow,
  };
}

/**
 * Multi-head attention, as in {@link MultiHeadAttention}, in which the query heads of a group share their keys and values
 * (Ainslie et al., 2023).
 *
 * The inputs are the query (batch, steps, features) and the value (batch, other steps, features); the call argument `key`
 * is the value by default. The output has the shape of the query. Other call arguments are masks, `useCausalMask`, so that
 * no step attends to later ones, and `returnAttentionScores`, which adds the scores (batch, heads, steps, other steps) to
 * the output.
 *
 * @param headDim the size of each head.
 * @param numQueryHeads the number of heads.
 * @param numKeyValueHeads the number of groups, which has to divide `numQueryHeads`.
 *
 * @example
 * const sequence = Input([10, 64]);
 * const attended = GroupQueryAttention(16, 8, 2)(sequence, sequence, { useCausalMask: true }); // SymbolicTensor<[null, 10, 64]>
 */
export const GroupQueryAttention: <
  const Heads extends number,
  const Groups extends number,
  const Name extends string = string,
>(
  headDim: number,
  numQueryHeads: Heads,
  numKeyValueHeads: HeadGroups<Heads, Groups>,
  options?: HeadsOptions & LayerOptions<Name>,
) => QueryValueLayer<HeadsShape<HeadsClass<'GroupQueryAttention', Heads, true, null, null>>, Name> = positional(
  ['headDim', 'numQueryHeads', 'numKeyValueHeads'],
  (headDim, numQueryHeads, numKeyValueHeads, options = {}) => {
    const given = { headDim, numQueryHeads, numKeyValueHeads: numKeyValueHeads as number, ...options };
    return queryValueLayer(groupQueryAttention(given, options));
  },
);
