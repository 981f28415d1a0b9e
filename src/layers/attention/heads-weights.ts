import type { DetailedWeight } from '../../graph/layer-definition.js';
import type { Dimension, Shape } from '../../types/shape.js';

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

/** The weights of a layer with heads, in Keras' order; `output` are the axes that come out of the heads. */
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
