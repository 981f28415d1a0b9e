import * as tf from '@tensorflow/tfjs-core';
import { within } from '../../arguments/number.js';
import type { CallOptions } from '../../graph/layer.js';
import type { ForwardContext } from '../../graph/layer-definition.js';
import type { SymbolicTensor } from '../../graph/symbolic-tensor.js';
import { checkSeed } from '../../random/random.js';
import type { Shape } from '../../types/shape.js';
import { floats } from '../core/input-format.js';
import { allOf, booleans, maskOfPlaces } from '../core/masking.js';
import { dropFactors } from '../regularization/dropout.js';
import { attentionOutput, type Features } from './attention-shape.js';

/** The options of layers of attention without heads. */
export interface AttentionOptions<Scale extends boolean = boolean> {
  /**
   * Whether to multiply the scores by a trained factor. The default is `false` for `Attention`, and `true` for
   * `AdditiveAttention`.
   */
  readonly useScale?: Scale;
  /** The fraction of the attention weights to drop during training, from 0 to less than 1. The default is 0. */
  readonly dropout?: number;
  /**
   * Seed of the random numbers, an integer from 0 to 2^32 - 1, which makes every run of the program the same. The
   * default is `null`, a seed that follows from `setRandomSeed`.
   */
  readonly seed?: number | null;
}

/** The arguments of a call of such a layer besides its inputs. */
export interface AttentionCallOptions extends CallOptions {
  /** Which steps count: a mask, or `null`, for each of query and value; unless given, the masks that come with them say it. */
  readonly mask?: readonly (SymbolicTensor | null)[];
  /** Whether no step attends to later ones. */
  readonly useCausalMask?: boolean;
  /** Whether the scores come out as well: what each step of the query makes of each of the key. */
  readonly returnAttentionScores?: boolean;
}

/** The same as a definition sees them. */
export const attentionCall = {
  tensors: { mask: 'listWithGaps' },
  options: { useCausalMask: false as boolean, returnAttentionScores: false as boolean },
} as const;

/** The options, if dropout can work with them. */
export function checkDropout<Options extends { readonly dropout: number; readonly seed: number | null }>(
  owner: string,
  options: Options,
): Options {
  within(`${owner}: dropout`, options.dropout, 0, 1);
  if (options.seed !== null) checkSeed(`${owner}: seed`, options.seed);
  return options;
}

/** The mask of what comes out: the query's. */
export function queryMask(
  masks: readonly (tf.Tensor | null)[],
  given: readonly (tf.Tensor | null)[],
): tf.Tensor | null {
  const [mask = null] = given.length > 0 ? given : masks;
  return mask && booleans(mask);
}

/** How two places of sequences may lie to each other for one to attend to the other. */
export interface Nearness {
  /** Whether no place attends to later ones. */
  readonly isCausal: boolean;
  /** How far the window of each place goes to both sides, itself included; `null` where it has no end. */
  readonly window: number | null;
}

/** Which of a key's places each of a query's places may attend to, (1, query's, key's); `null` where it is all. */
export function placesMask(query: number, key: number, { isCausal, window }: Nearness): tf.Tensor | null {
  if (!isCausal && window === null) return null;
  const reach = window ?? Number.POSITIVE_INFINITY;
  const values = new Uint8Array(query * key);
  for (let row = 0; row < query; row++) {
    for (let column = 0; column < key; column++) {
      values[row * key + column] = (!isCausal || column <= row) && Math.abs(row - column) < reach ? 1 : 0;
    }
  }
  return tf.tensor(values, [1, query, key], 'bool');
}

/** What a layer of attention without heads hands over to be run. */
export interface AttentionRun {
  readonly layer: string;
  readonly features: Features;
  /** Query and value, and the key where it is another. */
  readonly inputs: readonly tf.Tensor[];
  readonly dropout: number;
  readonly context: ForwardContext<readonly Shape[], string, typeof attentionCall>;
  /** How much each of the query's vectors makes of each of the key's: (batch, query's, key's). */
  readonly score: (query: tf.Tensor, key: tf.Tensor) => tf.Tensor;
}

/** Adds up the value's vectors, each as much as the scores say: `softmax(scores) · value`; the scores follow where asked. */
export function attend(run: AttentionRun): tf.Tensor | readonly tf.Tensor[] {
  const { inputs, dropout, context, score } = run;
  checkShapes(run);
  const [query, value, key = value] = inputs.map((input) => oneBatch(floats(input), 2)) as Triple;
  const [queryMask, valueMask] = placesMasks(run);
  const scores = score(query, key);
  const probabilities = tf.softmax(tf.add(scores, lowered(scores, valueMask ?? null, context.call.useCausalMask)));
  const kept =
    context.training && dropout > 0
      ? tf.mul(probabilities, dropFactors(probabilities.shape, dropout, context.seed()))
      : probabilities;
  const attended = tf.matMul(kept, value);
  const output = queryMask ? tf.where(tf.expandDims(queryMask, 2), attended, tf.zerosLike(attended)) : attended;
  const places = (inputs[0] as tf.Tensor).shape.slice(0, -1);
  const shaped = (tensor: tf.Tensor) => tf.reshape(tensor, [...places, tensor.shape.at(-1) as number]);
  return context.call.returnAttentionScores ? [shaped(output), shaped(kept)] : shaped(output);
}

type Triple = [query: tf.Tensor, value: tf.Tensor, key?: tf.Tensor];

/** Sizes that were open in the graph are known now, and may not match. */
function checkShapes({ layer, features, inputs, context: { call } }: AttentionRun): void {
  const mask = call.mask.map((one) => one?.shape ?? null);
  attentionOutput(
    layer,
    features,
    inputs.map(({ shape }) => shape),
    { ...call, mask },
  );
}

/** One batch of what has axes before the last few. */
function oneBatch(tensor: tf.Tensor, last: number): tf.Tensor {
  const batch = tensor.shape.slice(0, -last).reduce((product, size) => product * size, 1);
  return tf.reshape(tensor, [batch, ...tensor.shape.slice(-last)]);
}

/** Which steps count of the query and of the value: what the call says, or else what comes with them. */
function placesMasks({ inputs, context }: AttentionRun): readonly (tf.Tensor | null)[] {
  const masks = context.call.mask.length > 0 ? context.call.mask : context.mask;
  return masks.map((mask, index) => mask && oneBatch(maskOfPlaces(mask, inputs[index] as tf.Tensor), 1));
}

/** What makes scores vanish in the softmax; where nothing counts at all, all become alike, as in Keras. */
function lowered(scores: tf.Tensor, valueMask: tf.Tensor | null, isCausal: boolean): tf.Tensor {
  const [, query, key] = scores.shape as [number, number, number];
  const mask = allOf([valueMask && tf.expandDims(valueMask, 1), placesMask(query, key, { isCausal, window: null })]);
  return mask === null ? tf.scalar(0) : tf.mul(tf.cast(tf.logicalNot(mask), 'float32'), -1e9);
}
