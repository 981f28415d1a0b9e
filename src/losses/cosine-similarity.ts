import * as tf from '@tensorflow/tfjs-core';
import { defineLoss, type LossFactory } from './define-loss.js';
import { unitLength } from './unit-length.js';

export interface CosineSimilarityOptions {
  /** The axis along which vectors go; the last unless given. */
  readonly axis?: number;
}

/** The cosine of the angle between target and prediction with its sign turned: -1 where they point the same way. */
export const CosineSimilarity: LossFactory<'cosineSimilarity', CosineSimilarityOptions> = defineLoss<
  Required<CosineSimilarityOptions>
>({
  className: 'CosineSimilarity',
  name: 'cosineSimilarity',
  defaults: { axis: -1 },
  losses: (target, prediction, { axis }) =>
    tf.neg(tf.sum(tf.mul(unitLength(target, axis), unitLength(prediction, axis)), axis)),
});
