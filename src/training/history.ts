import type { HistoryRecord, Logs } from './logs.js';

/** What `fit` returns: losses and metrics epoch by epoch. */
export interface History<out Numbers = HistoryRecord> {
  /** The epochs that have been run, counted from 0. */
  readonly epoch: readonly number[];
  /** A number for each epoch, by the name of the loss or metric; those of the validation data start with `val_`. */
  readonly history: Numbers;
}

/** Gathers a history. */
export class HistoryBuilder {
  readonly #epochs: number[] = [];
  readonly #record: Record<string, number[]>;

  /** @param names what epochs log: these are there even where there is no epoch. */
  constructor(names: readonly string[]) {
    this.#record = Object.fromEntries(names.map((name) => [name, []]));
  }

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
