import type { AnyLayer } from '../graph/layer.js';
import type { Logs } from './tracker.js';

/** What a callback can see of the training that it watches, and do to it. */
export interface Training {
  /** The model that is trained. */
  readonly model: AnyLayer;
  /** Whether there is validation data, so that logs of epochs have numbers whose names begin with `val_`. */
  readonly isValidated: boolean;
  /**
   * The learning rate of the next step. Once set, it stays until it is set again, or the model is compiled anew.
   *
   * @throws ArgumentError if it is set to what is not a number from 0.
   * @throws StateError if it is set and the optimizer's learning rate is a function.
   */
  learningRate: number;
  /** Ends training after this batch. */
  stop(): void;
}

/**
 * Something that watches training. Every member may be asynchronous; training waits for it. Epochs and batches count from 0.
 *
 * @example
 * await model.fit(images, digits, {
 *   callbacks: [{ onEpochEnd: (epoch, logs, training) => { if (logs.loss < 0.1) training.stop(); } }],
 * });
 */
export interface Callback {
  onTrainBegin?(training: Training): void | Promise<void>;
  onEpochBegin?(epoch: number, training: Training): void | Promise<void>;
  onTrainBatchBegin?(batch: number, training: Training): void | Promise<void>;
  /** `logs` are the running means of the epoch. */
  onTrainBatchEnd?(batch: number, logs: Logs, training: Training): void | Promise<void>;
  /** `logs` are those of the epoch, with those of the validation data. */
  onEpochEnd?(epoch: number, logs: Logs, training: Training): void | Promise<void>;
  onTrainEnd?(logs: Logs | undefined, training: Training): void | Promise<void>;
}

/** Several callbacks as one, called in their order. */
export class Callbacks {
  readonly #callbacks: readonly Callback[];
  readonly #training: Training;

  constructor(callbacks: readonly Callback[], training: Training) {
    this.#callbacks = callbacks;
    this.#training = training;
  }

  /** Whether anyone asks for the logs of every batch, which have to be read from the device. */
  get watchBatches(): boolean {
    return this.#callbacks.some(({ onTrainBatchEnd }) => onTrainBatchEnd !== undefined);
  }

  async trainBegin(): Promise<void> {
    for (const callback of this.#callbacks) await callback.onTrainBegin?.(this.#training);
  }

  async epochBegin(epoch: number): Promise<void> {
    for (const callback of this.#callbacks) await callback.onEpochBegin?.(epoch, this.#training);
  }

  async batchBegin(batch: number): Promise<void> {
    for (const callback of this.#callbacks) await callback.onTrainBatchBegin?.(batch, this.#training);
  }

  async batchEnd(batch: number, logs: Logs): Promise<void> {
    for (const callback of this.#callbacks) await callback.onTrainBatchEnd?.(batch, logs, this.#training);
  }

  async epochEnd(epoch: number, logs: Logs): Promise<void> {
    for (const callback of this.#callbacks) await callback.onEpochEnd?.(epoch, logs, this.#training);
  }

  async trainEnd(logs: Logs | undefined): Promise<void> {
    for (const callback of this.#callbacks) await callback.onTrainEnd?.(logs, this.#training);
  }
}
