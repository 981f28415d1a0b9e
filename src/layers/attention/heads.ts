import { checkSize } from '../../arguments/number.js';
import type { ConstraintIdentifier } from '../../constraints/constraint.js';
import type { CalledWith, Saying } from '../../graph/called.js';
import type { AnyLayer, CallOptions, LayerMembers, Output } from '../../graph/layer.js';
import type { DetailedWeight } from '../../graph/layer-definition.js';
import type { IsReported, Place, Returned } from '../../graph/reported.js';
import type { SymbolicTensor } from '../../graph/symbolic-tensor.js';
import type { TakenWith } from '../../graph/tensor-kinds.js';
import type { Argument, CheckedExtras } from '../../graph/tensors.js';
import type { InitializerIdentifier } from '../../initializers/initializer.js';
import type { RegularizerIdentifier } from '../../regularizers/regularizer.js';
import type { Dimension, Shape } from '../../types/shape.js';
import type { ShapeFunction } from '../../types/shape-function.js';
import { checkDropout } from './attend.js';

/** The options of layers with multi-head attention, besides the sizes. */
export interface HeadsOptions {
  /** The fraction of the attention weights to drop during training, from 0 to less than 1. The default is 0. */
  readonly dropout?: number;
  /** Whether the projections of query, key, value and output have a bias. The default is `true`. */
  readonly useBias?: boolean;
  /**
   * Whether to multiply the output of the heads by a gate, the sigmoid of a projection of the query. The default is
   * `false`.
   */
  readonly useGate?: boolean;
  /**
   * The number of steps on either side, its own included, that each step attends to. The default is `null`, all steps.
   */
  readonly slidingWindow?: number | null;
  /** Initializer of the kernels of the projections. The default is `glorotUniform`. */
  readonly kernelInitializer?: InitializerIdentifier;
  /** Initializer of the biases of the projections. The default is `zeros`. */
  readonly biasInitializer?: InitializerIdentifier;
  /** Regularizer of the kernels of the projections. The default is `null`, no penalty. */
  readonly kernelRegularizer?: RegularizerIdentifier | null;
  /** Regularizer of the biases of the projections. The default is `null`, no penalty. */
  readonly biasRegularizer?: RegularizerIdentifier | null;
  /** Regularizer of the outputs of the projections. The default is `null`, no penalty. */
  readonly activityRegularizer?: RegularizerIdentifier | null;
  /**
   * Constraint that is applied to the kernels of the projections after each update. The default is `null`, no
   * constraint.
   */
  readonly kernelConstraint?: ConstraintIdentifier | null;
  /**
   * Constraint that is applied to the biases of the projections after each update. The default is `null`, no
   * constraint.
   */
  readonly biasConstraint?: ConstraintIdentifier | null;
  /**
   * Seed of the random numbers, an integer from 0 to 2^32 - 1, which makes every run of the program the same. The
   * default is `null`, a seed that follows from `setRandomSeed`.
   */
  readonly seed?: number | null;
}

export const headsDefaults: Required<HeadsOptions> = {
  dropout: 0,
  useBias: true,
  useGate: false,
  slidingWindow: null,
  kernelInitializer: 'glorotUniform',
  biasInitializer: 'zeros',
  kernelRegularizer: null,
  biasRegularizer: null,
  activityRegularizer: null,
  kernelConstraint: null,
  biasConstraint: null,
  seed: null,
};

/** The options, if they can be worked with. */
export function checkHeadsOptions<Options extends Required<HeadsOptions>>(owner: string, options: Options): Options {
  if (options.slidingWindow !== null) checkSize(`${owner}: slidingWindow`, options.slidingWindow);
  return checkDropout(owner, options);
}

/** How large the heads are, and how many there are. */
export interface HeadSizes {
  readonly heads: number;
  /** The number of heads of key and value, each of which serves as many of the query. */
  readonly groups: number;
  readonly keyDim: number;
  readonly valueDim: number;
}

/** Which of its weights a layer with heads has. */
export interface ProjectionOptions {
  readonly useBias: boolean;
  readonly useGate: boolean;
}

/** What {@link headsWeights} describes. */
export type HeadsWeights = {
  readonly [Part in 'query' | 'key' | 'value' | 'attentionOutput' as `${Part}/kernel`]: DetailedWeight;
} & {
  readonly [Part in 'query' | 'key' | 'gate' | 'value' | 'attentionOutput' as `${Part}/bias`]: Shape | null;
} & {
  readonly 'gate/kernel': DetailedWeight | null;
};

/** The weights of a layer with heads, in Keras' order; `output` are the axes after those of the heads. */
export function headsWeights(
  { query, value, key }: { readonly [Name in 'query' | 'value' | 'key']: Shape },
  { heads, groups, keyDim, valueDim }: HeadSizes,
  output: Shape,
  { useBias, useGate }: ProjectionOptions,
): HeadsWeights {
  const kernel = (inputs: Shape, units: Shape): DetailedWeight => ({
    shape: [...inputs, ...units],
    fanAxes: {
      inputAxes: [...inputs.keys()],
      outputAxes: [...units.keys()].map((axis) => axis + inputs.length),
    },
  });
  const features = (input: Shape): Shape => [input.at(-1) as Dimension];
  const bias = (units: Shape) => (useBias ? units : null);
  return {
    'query/kernel': kernel(features(query), [heads, keyDim]),
    'query/bias': bias([heads, keyDim]),
    'key/kernel': kernel(features(key), [groups, keyDim]),
    'key/bias': bias([groups, keyDim]),
    'gate/kernel': useGate ? kernel(features(query), [heads, valueDim]) : null,
    'gate/bias': useGate ? bias([heads, valueDim]) : null,
    'value/kernel': kernel(features(value), [groups, valueDim]),
    'value/bias': bias([groups, valueDim]),
    'attentionOutput/kernel': kernel([heads, valueDim], output),
    'attentionOutput/bias': bias(output),
  };
}

/** The arguments of a call of a layer with heads besides query and value. */
export interface HeadsCallOptions extends CallOptions {
  /** What the query is compared with. The default is the value. */
  readonly key?: SymbolicTensor;
  /** Which steps of the query count; unless given, the mask that comes with it says it, and so for the next two. */
  readonly queryMask?: SymbolicTensor;
  readonly valueMask?: SymbolicTensor;
  readonly keyMask?: SymbolicTensor;
  /** Which step may attend to which: (batch, steps, other steps), or (batch, heads, steps, other steps). */
  readonly attentionMask?: SymbolicTensor;
  /** Whether no step attends to later ones. */
  readonly useCausalMask?: boolean;
  /** Whether the scores come out as well: what each step of the query makes of each of the key, head by head. */
  readonly returnAttentionScores?: boolean;
}

/** The same as a definition sees them. */
export const headsCall = {
  positional: ['query', 'value'],
  tensors: { key: 'one', queryMask: 'one', valueMask: 'one', keyMask: 'one', attentionMask: 'one' },
  options: { useCausalMask: false as boolean, returnAttentionScores: false as boolean },
} as const;

/** A layer that is called on query and value, one after the other. */
export interface QueryValueLayer<
  Rule extends ShapeFunction,
  Name extends string = string,
  out _Signature = Rule['signature'],
> extends AnyLayer<Rule> {
  readonly name: Name;
  <const Query, const Value, const Said extends object = object, At = Place>(
    query: Argument<Query, CalledWith<Rule, readonly [Query, Value], Said>, '0'>,
    value: Argument<Value, CalledWith<Rule, readonly [Query, Value], Said>, '1'>,
    options?: CheckedExtras<Said, TakenWith<Query, HeadsCallOptions>, CalledWith<Rule, readonly [Query, Value], Said>>,
  ): Returned<
    Output<Saying<Rule, Said>, readonly [Query, Value], Name, IsReported<readonly [Query, Value], At>>
  >[keyof At];
}

/** A layer as what its class says it is: one that is called on query and value. */
export function queryValueLayer<Rule extends ShapeFunction, Name extends string>(
  layer: LayerMembers<Rule, Name>,
): QueryValueLayer<Rule, Name> {
  return layer as QueryValueLayer<Rule, Name>;
}
