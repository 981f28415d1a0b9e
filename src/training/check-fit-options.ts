import { ArgumentError } from '../errors.js';
import type { FitOptions } from './fit-options.js';

/** Checks what `fit` can check before it looks at the data. */
export function checkFitOptions(owner: string, options: FitOptions): void {
  const counts = ['epochs', 'initialEpoch', 'validationFreq', 'stepsPerEpoch', 'validationBatchSize'] as const;
  for (const name of counts) {
    const value = options[name];
    const least = name === 'initialEpoch' || name === 'epochs' ? 0 : 1;
    if (value === undefined || (Number.isSafeInteger(value) && value >= least)) continue;
    throw new ArgumentError(`${owner}: ${name} expects an integer of at least ${least} (received ${value})`);
  }
  if (options.validationSplit !== undefined && options.validationSplit !== 0 && options.validationData !== undefined) {
    throw new ArgumentError(`${owner} expects validationSplit or validationData (received both)`);
  }
}
