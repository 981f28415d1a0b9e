import type { Logs } from './tracker.js';

/** What `fit` returns: losses and metrics epoch by epoch. */
export interface History {
  /** The epochs that have been run, counted from 0. */
  readonly epoch: readonly number[];
  /** A number for each epoch, by the name of the loss or metric; those of the validation data start with `val_`. */
  readonly history: HistoryRecord;
}

/** The numbers of a history by name. */
export interface HistoryRecord {
  readonly loss: readonly number[];
  readonly [metric: string]: readonly number[];
}

/** Gathers a history. */
export class HistoryBuilder {
  readonly #epochs: number[] = [];
  readonly #record: Record<string, number[]> = { loss: [] };

  add(epoch: number, logs: Logs): void {
    this.#epochs.push(epoch);
    for (const [name, value] of Object.entries(logs)) {
      this.#record[name] ??= [];
      this.#record[name].push(value);
    }
  }

  build(): History {
    return { epoch: this.#epochs, history: this.#record as unknown as HistoryRecord };
  }
}
