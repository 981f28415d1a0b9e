import type { Callback } from './callback.js';

/**
 * Ends training at the first batch whose loss is not a number, or infinite.
 *
 * @example
 * await model.fit(images, digits, { callbacks: [TerminateOnNaN()] });
 */
export function TerminateOnNaN(): Callback {
  return {
    onTrainBatchEnd(_batch, { loss }, training) {
      if (!Number.isFinite(loss)) training.stop();
    },
  };
}
