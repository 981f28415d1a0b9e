import { asList, checkSize } from '../../arguments/number.js';
import { withDefaults } from '../../arguments/options.js';
import { positionalAs } from '../../arguments/positional.js';
import { checkAxes } from '../../arguments/shape.js';
import { ArgumentError, received } from '../../errors.js';
import type { LayerOptions } from '../../graph/create-layer.js';
import { defineLayer } from '../../graph/define-layer.js';
import type { GivenSize } from '../../types/given.js';
import type { GivenOptions } from '../../types/given-options.js';
import type { Dimension, Shape } from '../../types/shape.js';
import { attendWithHeads } from './attend-with-heads.js';
import type { AttendedAxes } from './attended-axes.js';
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

/** The options of {@link MultiHeadAttention}. */
export interface MultiHeadAttentionOptions<
  Output extends OutputSizes = OutputSizes,
  Axes extends AttendedAxes = AttendedAxes,
> extends HeadsOptions {
  /** The size of each head's values. The default is `keyDim`. */
  readonly valueDim?: number | null;
  /** The sizes of the output features, one or several. The default is the number of features of the query. */
  readonly outputShape?: Output;
  /** The axes to attend along, one or several. The default is all axes between the batch and the features. */
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
    const { valueDim, outputShape, attentionAxes, ...options } = withDefaults('MultiHeadAttention', defaults, given);
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
  const list = asList(sizes);
  if (list.length > 0 && list.every((size) => Number.isSafeInteger(size) && size > 0)) return Object.freeze(list);
  throw new ArgumentError(
    `MultiHeadAttention: outputShape expects a positive integer, or a list of them (received ${received(sizes)})`,
  );
}

/**
 * Multi-head attention (Vaswani et al., 2017): each head attends with projections of its own, and the outputs of all heads
 * are projected together.
 *
 * The inputs are the query (batch, steps, features) and the value (batch, other steps, value features); the call argument
 * `key`, (batch, other steps, key features), is the value by default. The output has the shape of the query, with the
 * features of `outputShape` if it is given. Other call arguments are masks, `useCausalMask`, so that no step attends to
 * later ones, and `returnAttentionScores`, which adds the scores (batch, heads, steps, other steps) to the output.
 *
 * @example
 * const sequence = Input([10, 64]);
 * const attended = MultiHeadAttention(8, 16)(sequence, sequence); // SymbolicTensor<[null, 10, 64]>
 * const [output, scores] = MultiHeadAttention(8, 16)(sequence, Input([20, 32]), { returnAttentionScores: true });
 */
export const MultiHeadAttention: <
  const Heads extends number,
  const Size extends number,
  const Output extends OutputSizes = null,
  const Axes extends AttendedAxes = null,
  const Name extends string = string,
  const Given = object,
>(
  /** The number of heads. */
  numHeads: GivenSize<'MultiHeadAttention: numHeads', Heads>,
  /** The size of each head's queries and keys. */
  keyDim: GivenSize<'MultiHeadAttention: keyDim', Size>,
  options?: GivenOptions<'MultiHeadAttention', Given, MultiHeadAttentionOptions<Output, Axes> & LayerOptions<Name>>,
) => QueryValueLayer<HeadsShape<HeadsClass<'MultiHeadAttention', Heads, false, Output, Axes>>, Name> = positionalAs(
  ['numHeads', 'keyDim'],
  (numHeads, keyDim, options: MultiHeadAttentionOptions & LayerOptions = {}) => {
    const given = { numHeads: numHeads as number, keyDim: keyDim as number, ...options };
    return queryValueLayer(multiHeadAttention(given, options));
  },
);
