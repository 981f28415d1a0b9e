import type * as tf from '@tensorflow/tfjs-core';

/** The text of an element, or those along an axis. */
type Shown = string | readonly Shown[];

/** The number of elements up to which all of them are shown. */
const shownWhole = 1000;

/** How many are shown at each end of an axis of a larger tensor. */
const shownAtEnds = 3;

const gap = '...';

/**
 * A tensor as text: its shape, its dtype and its elements, of which only the ends of each axis are shown where there are more
 * than 1,000.
 *
 * @example
 * Tensor [2, 3] float32
 * [[  1, 2.5,   3],
 *  [  4,   5,  -6]]
 */
export function describeTensor(tensor: tf.Tensor): string {
  const title = `Tensor [${tensor.shape.join(', ')}] ${tensor.dtype}`;
  if (tensor.isDisposed) return `${title} (disposed)`;
  const values = readElements(tensor);
  if (values === undefined) return title;
  const texts = (place: number) => elementText(values[place] as number | string, tensor.dtype);
  const shown = pick(texts, tensor.shape, tensor.size > shownWhole);
  return `${title}\n${join(shown, widthOf(shown))}`;
}

/** None where they cannot be read at once, as on WebGPU. */
function readElements(tensor: tf.Tensor): ArrayLike<number | string> | undefined {
  try {
    return tensor.dataSync<'float32' | 'string'>();
  } catch {
    return undefined;
  }
}

/** A float without the digits that come from its binary form. */
function elementText(value: number | string, dtype: string): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (dtype === 'bool') return value ? 'true' : 'false';
  return String(dtype === 'float32' ? Number(value.toPrecision(7)) : value);
}

/** The elements from `start` on that are shown, nested as the shape says. */
function pick(text: (place: number) => string, shape: readonly number[], isLarge: boolean, start = 0): Shown {
  const [length, ...inner] = shape;
  if (length === undefined) return text(start);
  const stride = inner.reduce((product, size) => product * size, 1);
  const some = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, index) => pick(text, inner, isLarge, start + (from + index) * stride));
  if (!isLarge || length <= 2 * shownAtEnds) return some(0, length);
  return [...some(0, shownAtEnds), gap, ...some(length - shownAtEnds, length)];
}

function widthOf(shown: Shown): number {
  return typeof shown === 'string' ? shown.length : Math.max(0, ...shown.map(widthOf));
}

function join(shown: Shown, width: number, depth = 1): string {
  if (typeof shown === 'string') return shown === gap ? gap : shown.padStart(width);
  const separator = shown.every((item) => typeof item === 'string') ? ', ' : `,\n${' '.repeat(depth)}`;
  return `[${shown.map((item) => join(item, width, depth + 1)).join(separator)}]`;
}
