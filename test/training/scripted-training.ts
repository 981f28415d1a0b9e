import type { AnyLayer, Callback, Logs, Training } from 'tupleflow';

/** What a callback has done to a training. */
export interface Script {
  /** The number of epochs until it was ended. */
  readonly epochs: number;
  /** The learning rate of each epoch. */
  readonly learningRates: number[];
}

/** Shows a callback the logs of epochs, without any training: a number for each, or whole logs. */
export async function playEpochs(
  callback: Callback,
  model: AnyLayer,
  epochs: readonly (number | Logs)[],
  options: { readonly isValidated?: boolean; readonly onEpoch?: (epoch: number) => void } = {},
): Promise<Script> {
  let isStopped = false;
  const training: Training = {
    model,
    isValidated: options.isValidated ?? false,
    learningRate: 1,
    stop: () => {
      isStopped = true;
    },
  };
  const learningRates: number[] = [];
  await callback.onTrainBegin?.(training);
  for (const [epoch, given] of epochs.entries()) {
    if (isStopped) break;
    await callback.onEpochBegin?.(epoch, training);
    learningRates.push(training.learningRate);
    options.onEpoch?.(epoch);
    await callback.onEpochEnd?.(epoch, typeof given === 'number' ? { loss: given } : given, training);
  }
  await callback.onTrainEnd?.(undefined, training);
  return { epochs: learningRates.length, learningRates };
}
