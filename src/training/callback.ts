import type { Logs } from './tracker.js';

/** What a callback can do to the training that it watches. */
export interface Training {
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
