import * as tf from '@tensorflow/tfjs-core';

/** How new pixels are made from those that there are. */
export type Interpolation = 'nearest' | 'bilinear' | 'bicubic' | 'lanczos3' | 'lanczos5';

/** All there are, for the checks of options. */
export const interpolations: readonly Interpolation[] = ['nearest', 'bilinear', 'bicubic', 'lanczos3', 'lanczos5'];

/** What a pixel counts at a distance, for each interpolation, and from which distance on it does not. */
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

interface Kernel {
  readonly radius: number;
  readonly weight: (distance: number) => number;
}

function lanczos(distance: number, radius: number): number {
  if (distance === 0) return 1;
  const angle = Math.PI * distance;
  return (radius * Math.sin(angle) * Math.sin(angle / radius)) / angle ** 2;
}

/** Makes an axis `factor` times as long: `nearest` repeats what there is, the others take weighted means of it. */
export function resample(input: tf.Tensor, axis: number, factor: number, interpolation: Interpolation): tf.Tensor {
  if (factor === 1) return input;
  const size = input.shape[axis] as number;
  if (interpolation === 'nearest') {
    const places = Array.from({ length: size * factor }, (_, place) => Math.floor(place / factor));
    return tf.gather(input, tf.tensor1d(places, 'int32'), axis);
  }
  const shape = input.shape.map((length, index) => (index === axis ? size * factor : length));
  const before = input.shape.slice(0, axis).reduce((product, length) => product * length, 1);
  const flat = tf.reshape(input, [before, size, -1]);
  const matrix = tf.tensor2d(weightsOf(size, factor, kernels[interpolation]), [size * factor, size]);
  const rows = tf.reshape(tf.transpose(flat, [1, 0, 2]), [size, -1]);
  const mixed = tf.reshape(tf.matMul(matrix, rows as tf.Tensor2D), [size * factor, before, -1]);
  return tf.reshape(tf.transpose(mixed, [1, 0, 2]), shape);
}

/** What each pixel counts for each new one, row by row; what would lie beyond the edges counts nothing. */
function weightsOf(size: number, factor: number, { radius, weight }: Kernel): number[] {
  return Array.from({ length: size * factor }, (_, place) => {
    const center = (place + 0.5) / factor - 0.5;
    const weights = Array.from({ length: size }, (_, pixel) => {
      const distance = Math.abs(pixel - center);
      return distance < radius ? weight(distance) : 0;
    });
    const sum = weights.reduce((total, one) => total + one, 0);
    return weights.map((one) => one / sum);
  }).flat();
}
