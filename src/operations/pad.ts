import * as tf from '@tensorflow/tfjs-core';
import { oneOf } from '../arguments/names.js';
import { finite } from '../arguments/number.js';
import { completeOptions } from '../arguments/options.js';
import { ArgumentError, received } from '../errors.js';
import type { IsReported, Place, Returned } from '../graph/reported.js';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { AnyTensor } from '../graph/tensor-kinds.js';
import type { Argument, TypeOf } from '../graph/tensors.js';
import { type PaddedShape, type PadWidth, paddedShape, padEdges } from '../types/padded-shape.js';
import { sameShape } from '../types/shape-function.js';
import type { Numeric, Result } from './argument.js';
import { defineOperation, stated } from './define-operation.js';

/** Options of {@link pad}. */
export interface PadOptions {
  /**
   * Whether to pad with one value, or with the mirrored elements, with or without those at the edge. The default is
   * `constant`.
   */
  readonly mode?: PadMode;
  /** The value to pad with, in the mode `constant`. The default is 0. */
  readonly constantValues?: number;
}

interface PadConfiguration extends Required<PadOptions> {
  readonly padWidth: PadWidth;
}

const addPad = defineOperation<PadConfiguration>({
  operation: 'pad',
  shape: (x, { padWidth }) => paddedShape(sameShape('pad', x), padWidth),
  type: (type) => type,
  compute: (x, { padWidth, mode, constantValues }) => {
    const edges = padEdges(x.shape, padWidth);
    if (mode === 'constant') return tf.pad(x, edges as [number, number][], constantValues);
    return edges.reduce((padded, edge, axis) => mirrored(padded, edge, axis, mode), x);
  },
});

/**
 * Pads a tensor.
 *
 * @example
 * const framed = pad(Input([28, 28]), [[0, 0], [2, 2], [2, 2]]); // SymbolicTensor<[null, 32, 32]>
 */
export const pad: <const Given extends AnyTensor, const Width extends PadWidth, At = Place>(
  /** The tensor to pad. */
  x: Numeric<Given>,
  /**
   * The number of elements to add: one for both sides of all axes, a pair for all axes, or a pair for each axis, the
   * batch included.
   */
  padWidth: Argument<Width, PaddedShape<Given['shape'], Width>, 'padWidth'>,
  options?: PadOptions,
) => Returned<Result<Given, PaddedShape<Given['shape'], Width>, TypeOf<Given>, IsReported<Given, At>>>[keyof At] =
  stated((x: SymbolicTensor, padWidth: PadWidth, options?: PadOptions) => {
    const standard: Required<PadOptions> = { mode: 'constant', constantValues: 0 };
    const { mode, constantValues } = completeOptions('pad', standard, options);
    return addPad(x, {
      padWidth: checkWidth(padWidth),
      mode: oneOf('pad: mode', mode, padModes),
      constantValues: finite('pad: constantValues', constantValues),
    });
  });

function checkWidth(width: PadWidth): PadWidth {
  const items: readonly unknown[] = Array.isArray(width) ? [...width] : [[width, width]];
  const pairs = items.every(Array.isArray) ? items : [items];
  const isRight = pairs.every((pair) => pair.length === 2 && [...pair].every(isCount));
  if (isRight && pairs.length > 0) return width;
  throw new ArgumentError(
    `pad: padWidth expects an integer from 0, a pair, or a list of pairs (received ${received(width)})`,
  );
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/** How a tensor is padded: with one value, or with its elements mirrored, without the edge or with it. */
export type PadMode = 'constant' | 'reflect' | 'symmetric';

/** All modes, for the checks of options. */
const padModes: readonly PadMode[] = ['constant', 'reflect', 'symmetric'];

/** A tensor padded with its mirrored elements along one axis. (The gradient of `tf.mirrorPad` is wrong.) */
function mirrored(
  x: tf.Tensor,
  [before, after]: readonly [number, number],
  axis: number,
  mode: Exclude<PadMode, 'constant'>,
): tf.Tensor {
  if (before === 0 && after === 0) return x;
  const size = x.shape[axis] as number;
  const places = Array.from({ length: before + size + after }, (_, place) => mirror(place - before, size, mode));
  return tf.gather(x, tf.tensor1d(places, 'int32'), axis);
}

/** The index of the element that appears at an index of the padding, between mirrors at both ends. */
function mirror(place: number, size: number, mode: Exclude<PadMode, 'constant'>): number {
  const period = mode === 'symmetric' ? 2 * size : Math.max(2 * size - 2, 1);
  const inPeriod = ((place % period) + period) % period;
  return inPeriod < size ? inPeriod : mode === 'symmetric' ? period - 1 - inPeriod : period - inPeriod;
}
