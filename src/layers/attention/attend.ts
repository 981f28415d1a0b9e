import * as tf from '@tensorflow/tfjs-core';
import type { ForwardContext } from '../../graph/layer-definition.js';
import { attentionOutput, type Features } from '../../types/attention/attention.js';
import type { Shape } from '../../types/shape.js';
import { floats } from '../floats.js';
import { dropFactors } from '../noise/drop-factors.js';
import type { attentionCall } from './attention-options.js';
import { allOf, maskOfPlaces } from './masks.js';
import { placesMask } from './places-mask.js';

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
