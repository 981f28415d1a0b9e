import { completeOptions } from '../arguments/complete-options.js';
import { DataError } from '../errors.js';
import type { Callback } from './callback.js';

export interface TerminateOnNaNOptions {
  /** Whether training fails, so that no other callback is told that it has ended; `false` unless given. */
  readonly raiseError?: boolean;
}

/**
 * Ends training at the first batch whose loss is not a number, or infinite.
 *
 * @throws DataError at that batch with `raiseError`.
 *
 * @example
 * await model.fit(images, digits, { callbacks: [TerminateOnNaN()] });
 */
export function TerminateOnNaN(options: TerminateOnNaNOptions = {}): Callback {
  const { raiseError } = completeOptions('TerminateOnNaN', { raiseError: false }, options);
  return {
    onTrainBatchEnd(batch, { loss }, training) {
      if (Number.isFinite(loss)) return;
      if (raiseError) throw new DataError(`TerminateOnNaN expects a finite loss (received ${loss} in batch ${batch})`);
      training.stop();
    },
  };
}
