import type * as tf from '@tensorflow/tfjs-core';

/** Some samples at once: what a step takes. Its tensors belong to whoever asked for it. */
export interface Batch {
  readonly inputs: readonly tf.Tensor[];
  readonly targets: readonly tf.Tensor[];
  /** A weight for each sample, for each output; `undefined` where all count the same. */
  readonly sampleWeights: readonly (tf.Tensor | undefined)[];
  readonly size: number;
}

/** Where batches come from, epoch after epoch. */
export interface BatchSource {
  /** How many batches an epoch has, if that is known before it ends. */
  readonly batchCount: number | null;
  batches(): AsyncIterable<Batch> | Iterable<Batch>;
  /** Frees what has been made of the data; what was given is left alone. */
  dispose(): void;
}
