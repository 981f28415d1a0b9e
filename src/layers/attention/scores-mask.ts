import * as tf from '@tensorflow/tfjs-core';
import { besides, headsFirst } from './heads-first.js';
import { allOf, booleans, maskOfPlaces } from './masks.js';
import { type Nearness, placesMask } from './places-mask.js';
import { sizeOf } from './project.js';

/** The tensors of an attention with heads, and the axes along which it goes. */
export interface Attending {
  readonly query: tf.Tensor;
  readonly value: tf.Tensor;
  readonly key: tf.Tensor;
  readonly axes: readonly number[];
}

/** The masks that come with them, and that of the scores. */
export interface HeadsMaskTensors {
  readonly queryMask: tf.Tensor | null;
  readonly valueMask: tf.Tensor | null;
  readonly keyMask: tf.Tensor | null;
  readonly attentionMask: tf.Tensor | null;
}

/** Which scores count, of (batch, heads, query's places, key's places), with a size of 1 where all are alike. */
export function scoresMask(attending: Attending, masks: HeadsMaskTensors, nearness: Nearness): tf.Tensor | null {
  const { query, value, key, axes } = attending;
  const rows = (mask: tf.Tensor | null, tensor: tf.Tensor) => mask && placesFirst(maskOfPlaces(mask, tensor), axes);
  const columns = (mask: tf.Tensor | null, tensor: tf.Tensor) => {
    const places = rows(mask, tensor);
    return places && tf.transpose(places, [0, 1, 3, 2]);
  };
  return allOf([
    rows(masks.queryMask, query),
    columns(masks.valueMask, value),
    columns(masks.keyMask, key),
    masks.attentionMask && maskOfScores(masks.attentionMask, attending),
    placesMask(sizeOf(sizesOf(query, axes)), sizeOf(sizesOf(key, axes)), nearness),
  ]);
}

/** (batch, 1, places, 1) */
function placesFirst(mask: tf.Tensor, axes: readonly number[]): tf.Tensor {
  return headsFirst(tf.reshape(mask, [...mask.shape, 1, 1]), axes);
}

function maskOfScores(mask: tf.Tensor, { query, key, axes }: Attending): tf.Tensor {
  const batch = sizesOf(query, besides(query.rank + 1, axes));
  const hasHeads = mask.rank > batch.length + 2 * axes.length;
  const whole = hasHeads ? booleans(mask) : tf.expandDims(booleans(mask), batch.length);
  if (whole.rank === 4) return whole;
  const heads = whole.shape[batch.length] as number;
  const [rows, columns] = [sizesOf(query, axes), sizesOf(key, axes)];
  const repeated = tf.broadcastTo(whole, [...batch, heads, ...rows, ...columns] as unknown as [number]);
  return tf.reshape(repeated, [sizeOf(batch), heads, sizeOf(rows), sizeOf(columns)]);
}

function sizesOf({ shape }: tf.Tensor, axes: readonly number[]): readonly number[] {
  return axes.map((axis) => shape[axis] as number);
}
