import * as tf from '@tensorflow/tfjs-core';

/** How new pixels are made from those that there are. */
export type Interpolation = 'nearest' | 'bilinear' | 'bicubic' | 'lanczos3' | 'lanczos5';

/** All there are, for the checks of options. */
export const interpolations: readonly Interpolation[] = ['nearest', 'bilinear', 'bicubic', 'lanczos3', 'lanczos5'];

/** What a pixel counts at a distance, and from which distance on it does not. */
interface Kernel {
  readonly radius: number;
  readonly weight: (distance: number) => number;
}

const kernels: Readonly<Record<Exclude<Interpolation, 'nearest'>, Kernel>> = {
  bilinear: { radius: 1, weight: (distance) => 1 - distance },
  bicubic: {
    radius: 2,
    weight: (distance) =>
      distance < 1
        ? (1.5 * distance - 2.5) * distance ** 2 + 1
        : ((-0.5 * distance + 2.5) * distance - 4) * distance + 2,
  },
  lanczos3: { radius: 3, weight: (distance) => lanczos(distance, 3) },
  lanczos5: { radius: 5, weight: (distance) => lanczos(distance, 5) },
};

function lanczos(distance: number, radius: number): number {
  if (distance === 0) return 1;
  const angle = Math.PI * distance;
  return (radius * Math.sin(angle) * Math.sin(angle / radius)) / angle ** 2;
}

/**
 * What each of `size` pixels counts for each of `length` new ones, row by row; what would lie beyond the edges counts
 * nothing.
 *
 * @param antialias whether, where the new pixels are fewer, each is a mean over all that it stands for.
 */
function resamplingWeights(
  size: number,
  length: number,
  interpolation: Exclude<Interpolation, 'nearest'>,
  antialias: boolean,
): Float32Array {
  const { radius, weight } = kernels[interpolation];
  const scale = Math.fround(size / length);
  const stretch = antialias ? Math.max(scale, 1) : 1;
  const isTabulated = interpolation === 'bicubic' && !antialias;
  const weights = new Float32Array(length * size);
  for (let place = 0; place < length; place++) {
    const exact = Math.fround(Math.fround((place + 0.5) * scale) - 0.5);
    const center = isTabulated ? toTable(exact) : exact;
    const first = Math.max(0, Math.ceil(center - radius * stretch));
    const last = Math.min(size - 1, Math.floor(center + radius * stretch));
    const counted = Array.from({ length: last - first + 1 }, (_, index) =>
      weight(Math.abs(first + index - center) / stretch),
    );
    const sum = counted.reduce((total, one) => total + one, 0);
    for (const [index, one] of counted.entries()) weights[place * size + first + index] = one / sum;
  }
  return weights;
}

/** TensorFlow, and so Keras on it, looks cubic weights up in a table of 1024 steps a pixel; other backends do not. */
function toTable(center: number): number {
  const pixel = Math.floor(center);
  const step = (center - pixel) * 1024;
  const lower = Math.floor(step);
  // Halves go to the even step.
  const rounded = step - lower === 0.5 ? lower + (lower % 2) : Math.round(step);
  return pixel + rounded / 1024;
}

/** Which of `size` pixels each of `length` new ones is a copy of; in floats of 32 bits, as Keras computes it. */
function nearestPixels(size: number, length: number): Int32Array {
  const scale = Math.fround(size / length);
  return Int32Array.from({ length }, (_, place) => Math.min(Math.floor(Math.fround((place + 0.5) * scale)), size - 1));
}

/**
 * Makes an axis `length` long: `nearest` copies pixels of any type, and the others take weighted
 * means of them, which need floats.
 */
export function resample(
  input: tf.Tensor,
  axis: number,
  length: number,
  interpolation: Interpolation,
  antialias = false,
): tf.Tensor {
  const size = input.shape[axis] as number;
  if (size === length) return input;
  if (interpolation === 'nearest') return tf.gather(input, tf.tensor1d(nearestPixels(size, length)), axis);
  const weights = tf.tensor2d(resamplingWeights(size, length, interpolation, antialias), [length, size]);
  const before = input.shape.slice(0, axis).reduce((product, other) => product * other, 1);
  const rows = tf.reshape(tf.transpose(tf.reshape(input, [before, size, -1]), [1, 0, 2]), [size, -1]);
  const mixed = tf.reshape(tf.matMul(weights, rows as tf.Tensor2D), [length, before, -1]);
  const shape = input.shape.map((other, index) => (index === axis ? length : other));
  return tf.reshape(tf.transpose(mixed, [1, 0, 2]), shape);
}
