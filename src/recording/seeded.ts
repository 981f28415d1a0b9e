import * as tf from '@tensorflow/tfjs-core';

/** What a recording is told of random numbers. */
export interface SeedRecorder {
  /** A seed has been asked for; `source` is `null` for the stream of the run. */
  asked(source: object | null, seed: number): void;
  /** A tensor has been drawn by a seed. */
  drawn(tensor: tf.Tensor, seed: number, draw: (seed: number) => Float32Array | Int32Array): void;
}

/** The recording that is under way: set and reset by {@link withinRecorder} alone. */
let current: SeedRecorder | undefined;

/** Runs a computation, all of it synchronous, whose random numbers a recording is told of. */
export function withinRecorder<Result>(recorder: SeedRecorder, compute: () => Result): Result {
  const outer = current;
  current = recorder;
  try {
    return compute();
  } finally {
    current = outer;
  }
}

/** A seed, of which a recording that is under way is told. */
export function askedSeed(seed: number, source: object | null = null): number {
  current?.asked(source, seed);
  return seed;
}

/**
 * A tensor of numbers that follow from a seed and from nothing else.
 *
 * @param draw computes the elements; a recorded step calls it again with the seeds of later steps.
 */
export function seededTensor(
  shape: readonly number[],
  dtype: 'float32' | 'int32',
  seed: number,
  draw: (seed: number) => Float32Array | Int32Array,
): tf.Tensor {
  const tensor = tf.tensor(draw(seed), [...shape], dtype);
  current?.drawn(tensor, seed, draw);
  return tensor;
}
