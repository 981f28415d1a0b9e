import type { AnyLayer } from '../graph/layer.js';
import type { Structure } from '../graph/structure.js';
import type { Tensor } from '../tensor/tensor.js';
import type { Logs } from './logs.js';

/** An evaluation or a prediction, as callbacks see it. */
export interface ModelRun {
  /** The model that is run. */
  readonly model: AnyLayer;
  /** Ends the run after this batch. */
  stop(): void;
}

/** What a callback can see of the training that it watches, and do to it. */
export interface Training extends ModelRun {
  /** Whether there is validation data, so that logs of epochs have numbers whose names begin with `val_`. */
  readonly isValidated: boolean;
  /**
   * The learning rate of the next step. Once set, it stays until it is set again, or the model is compiled anew.
   *
   * @throws ArgumentError if it is set to what is not a number from 0.
   * @throws StateError if it is set and the optimizer's learning rate is a function.
   */
  learningRate: number;
}

/** What a hook returns: nothing, or a promise that is waited for. */
type Done = void | Promise<void>;

/**
 * Something that watches `fit`, `evaluate` and `predict`. Every member may be asynchronous; the run waits for it. Epochs
 * and batches count from 0.
 *
 * Where `fit` goes through validation data, it calls the hooks of a test.
 *
 * @example
 * await model.fit(images, digits, {
 *   callbacks: [{ onEpochEnd: (epoch, logs, training) => { if (logs.loss < 0.1) training.stop(); } }],
 * });
 */
export interface Callback<in BatchLogs = Logs, in EpochLogs = BatchLogs> {
  onTrainBegin?(training: Training): Done;
  onEpochBegin?(epoch: number, training: Training): Done;
  onTrainBatchBegin?(batch: number, training: Training): Done;
  /** `logs` are the running means of the epoch. */
  onTrainBatchEnd?(batch: number, logs: BatchLogs, training: Training): Done;
  /** `logs` are those of the epoch, with those of the validation data. */
  onEpochEnd?(epoch: number, logs: EpochLogs, training: Training): Done;
  /** `logs` are those of the last epoch, `undefined` where there was none. */
  onTrainEnd?(logs: EpochLogs | undefined, training: Training): Done;
  onTestBegin?(run: ModelRun): Done;
  onTestBatchBegin?(batch: number, run: ModelRun): Done;
  /** `logs` are the running means so far. */
  onTestBatchEnd?(batch: number, logs: BatchLogs, run: ModelRun): Done;
  onTestEnd?(logs: BatchLogs, run: ModelRun): Done;
  onPredictBegin?(run: ModelRun): Done;
  onPredictBatchBegin?(batch: number, run: ModelRun): Done;
  /** `outputs` are the predictions for the batch, in the form of the model's outputs; they are not the callback's to free. */
  onPredictBatchEnd?(batch: number, outputs: Structure<Tensor>, run: ModelRun): Done;
  onPredictEnd?(run: ModelRun): Done;
}
