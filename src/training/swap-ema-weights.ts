import { completeOptions } from '../arguments/options.js';
import { type Callback, type ModelRun, ownCallback, type Training } from './callback.js';
import type { Logs } from './logs.js';
import { compiledState, type RuntimeModel } from './model-state.js';

export interface SwapEMAWeightsOptions {
  /** Whether the averages stay in the model between epochs, for other callbacks. The default is `false`. */
  readonly swapOnEpoch?: boolean;
}

/**
 * Evaluates a model with the moving averages of its weights, which the optimizer keeps with `useEma: true`, in their place.
 *
 * @throws StateError as a run begins, if the optimizer keeps none.
 *
 * @example
 * model.compile({ optimizer: optimizers.Adam({ useEma: true }), loss: 'categoricalCrossentropy' });
 * await model.fit(images, digits, { validationSplit: 0.2, callbacks: [SwapEMAWeights()] });
 */
export function SwapEMAWeights(options: SwapEMAWeightsOptions = {}): Callback {
  const { swapOnEpoch } = completeOptions('SwapEMAWeights', { swapOnEpoch: false }, options);
  const show = (isShown: boolean, { model }: ModelRun) =>
    compiledState(model as RuntimeModel, 'SwapEMAWeights').optimizer.showAverages(isShown, model.trainableWeights);
  return ownCallback('SwapEMAWeights', {
    onTrainBegin(training: Training) {
      show(true, training);
      show(false, training);
    },
    ...(swapOnEpoch && {
      onEpochBegin: (_epoch: number, training: Training) => show(false, training),
      onEpochEnd: (_epoch: number, _logs: Logs, training: Training) => show(true, training),
    }),
    onTestBegin: (run: ModelRun) => show(true, run),
    onTestEnd: (_logs: Logs, run: ModelRun) => show(false, run),
    onPredictBegin: (run: ModelRun) => show(true, run),
    onPredictEnd: (run: ModelRun) => show(false, run),
  });
}
