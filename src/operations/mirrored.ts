import * as tf from '@tensorflow/tfjs-core';

/** What is put around a tensor: one value, or what is inside, mirrored without its edge or with it. */
export type PadMode = 'constant' | 'reflect' | 'symmetric';

/** All there are, for the checks of options. */
export const padModes: readonly PadMode[] = ['constant', 'reflect', 'symmetric'];

/** A tensor with what is inside around it, along one axis. (The gradient of `tf.mirrorPad` is wrong.) */
export function mirrored(
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

/** The place inside that one outside shows, between mirrors at both ends. */
function mirror(place: number, size: number, mode: Exclude<PadMode, 'constant'>): number {
  const period = mode === 'symmetric' ? 2 * size : Math.max(2 * size - 2, 1);
  const inPeriod = ((place % period) + period) % period;
  return inPeriod < size ? inPeriod : mode === 'symmetric' ? period - 1 - inPeriod : period - inPeriod;
}
