import * as tf from '@tensorflow/tfjs-core';
import { allOf, booleans, maskOfPlaces } from '../core/masking.js';
import { type Nearness, placesMask } from './attend.js';

/** Multiplies the last axes of a tensor by a kernel, whose first `bound` axes they are: `input · kernel + bias`. */
export function project(input: tf.Tensor, kernel: tf.Tensor, bias: tf.Tensor | null, bound = 1): tf.Tensor {
  const places = input.shape.slice(0, -bound);
  const units = kernel.shape.slice(bound);
  const rows = tf.reshape(input, [sizeOf(places), sizeOf(kernel.shape.slice(0, bound))]);
  const columns = tf.reshape(kernel, [rows.shape[1] as number, sizeOf(units)]);
  const product = tf.matMul(rows as tf.Tensor2D, columns as tf.Tensor2D);
  return tf.reshape(bias === null ? product : tf.add(product, tf.reshape(bias, [sizeOf(units)])), [
    ...places,
    ...units,
  ]);
}

/** The number of elements of a shape. */
function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** (batch, heads, places, features) of a tensor (..., heads, features); `axes` are the places, all others are the batch. */
export function headsFirst(tensor: tf.Tensor, axes: readonly number[]): tf.Tensor4D {
  const order = orderOf(tensor.rank, axes);
  const [heads, features] = tensor.shape.slice(-2) as [number, number];
  const places = sizeOf(axes.map((axis) => tensor.shape[axis] as number));
  const batch = sizeOf(besides(tensor.rank, axes).map((axis) => tensor.shape[axis] as number));
  return tf.reshape(tf.transpose(tensor, order), [batch, heads, places, features]);
}

/** The inverse: `shape` is that of the tensor that heads have been taken out of, up to its heads. */
export function headsLast(tensor: tf.Tensor4D, shape: readonly number[], axes: readonly number[]): tf.Tensor {
  const [, heads, , features] = tensor.shape;
  const order = orderOf(shape.length + 2, axes);
  const whole = [...shape, heads, features];
  const apart = tf.reshape(
    tensor,
    order.map((axis) => whole[axis] as number),
  );
  return tf.transpose(
    apart,
    order.map((_, axis) => order.indexOf(axis)),
  );
}

function orderOf(rank: number, axes: readonly number[]): number[] {
  return [...besides(rank, axes), rank - 2, ...axes, rank - 1];
}

/** The axes before heads and features that are not among the places. */
function besides(rank: number, axes: readonly number[]): readonly number[] {
  return Array.from({ length: rank - 2 }, (_, axis) => axis).filter((axis) => !axes.includes(axis));
}

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
