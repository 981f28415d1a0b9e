import { checkSize } from '../../arguments/number.js';
import { withDefaults } from '../../arguments/options.js';
import { positionalAs } from '../../arguments/positional.js';
import type { LayerOptions } from '../../graph/create-layer.js';
import { defineLayer } from '../../graph/define-layer.js';
import type { Modulo } from '../../types/arithmetic/divide.js';
import type { GivenSize, WrongSize } from '../../types/given.js';
import type { GivenOptions } from '../../types/given-options.js';
import { type Fill, mismatch } from '../../types/mismatch.js';
import type { Dimension, Shape } from '../../types/shape.js';
import type { IsSingle } from '../../types/single.js';
import { attendWithHeads } from './attend-with-heads.js';
import {
  checkHeadsOptions,
  type HeadSizes,
  type HeadsOptions,
  headsCall,
  headsDefaults,
  headsWeights,
  type QueryValueLayer,
  queryValueLayer,
} from './heads.js';
import { type AttendingClass, type HeadsClass, type HeadsShape, headsOutput } from './heads-shape.js';

const uneven =
  'GroupQueryAttention: numKeyValueHeads expects a number that divides numQueryHeads, {heads} (received {groups})';

/** The number of heads of keys and values, where it divides that of the query's; else the message that says so. */
type HeadGroups<Heads extends number, Groups extends number> = number extends Heads | Groups
  ? GivenSize<'GroupQueryAttention: numKeyValueHeads', Groups>
  : [IsSingle<Heads>, IsSingle<Groups>, WrongSize<Heads | Groups>] extends [true, true, never]
    ? Modulo<Heads, Groups> extends 0
      ? Groups
      : Fill<typeof uneven, { heads: Heads; groups: Groups }>
    : GivenSize<'GroupQueryAttention: numKeyValueHeads', Groups>;

/** The same at run time. */
function headGroups(heads: number, groups: number): number {
  return heads % groups === 0 ? groups : mismatch(uneven, { heads, groups });
}

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
    ...checkHeadsOptions('GroupQueryAttention', withDefaults('GroupQueryAttention', headsDefaults, options)),
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
 * @example
 * const sequence = Input([10, 64]);
 * const attended = GroupQueryAttention(16, 8, 2)(sequence, sequence, { useCausalMask: true }); // SymbolicTensor<[null, 10, 64]>
 */
export const GroupQueryAttention: <
  const Size extends number,
  const Heads extends number,
  const Groups extends number,
  const Name extends string = string,
  const Given = object,
>(
  /** The size of each head. */
  headDim: GivenSize<'GroupQueryAttention: headDim', Size>,
  /** The number of heads. */
  numQueryHeads: GivenSize<'GroupQueryAttention: numQueryHeads', Heads>,
  /** The number of groups, which has to divide `numQueryHeads`. */
  numKeyValueHeads: HeadGroups<Heads, Groups>,
  options?: GivenOptions<'GroupQueryAttention', Given, HeadsOptions & LayerOptions<Name>>,
) => QueryValueLayer<HeadsShape<HeadsClass<'GroupQueryAttention', Heads, true, null, null>>, Name> = positionalAs(
  ['headDim', 'numQueryHeads', 'numKeyValueHeads'],
  (headDim, numQueryHeads, numKeyValueHeads, options: HeadsOptions & LayerOptions = {}) => {
    const sizes = { headDim: headDim as number, numQueryHeads: numQueryHeads as number };
    const given = { ...sizes, numKeyValueHeads: numKeyValueHeads as number, ...options };
    return queryValueLayer(groupQueryAttention(given, options));
  },
);
