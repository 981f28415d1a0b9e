import type { Compute } from 'ts-toolbelt/out/Any/Compute.js';

/** Numbers by name: the logs of a step, an epoch or an evaluation. */
export interface Logs {
  readonly loss: number;
  readonly [metric: string]: number;
}

/** The numbers of a history by name. */
export interface HistoryRecord {
  readonly loss: readonly number[];
  readonly [metric: string]: readonly number[];
}

/** The logs of a step or an evaluation of a model with these names; `string` stands for names that are not known. */
export type LogsOf<Names extends string> = string extends Names ? Logs : { readonly [Name in Names]: number };

/** The logs of an epoch: with those of validation data if there is any. */
export type EpochLogsOf<Names extends string> = string extends Names ? Logs : WithValidation<Names, number>;

/** The logs in a history: with those of validation data if there is any. */
export type HistoryRecordOf<Names extends string> = string extends Names
  ? HistoryRecord
  : WithValidation<Names, readonly number[]>;

type WithValidation<Names extends string, Value> = Compute<
  { readonly [Name in Names]: Value } & { readonly [Name in `val_${Names}`]?: Value },
  'flat'
>;

/**
 * The result of `fit`: losses and metrics epoch by epoch.
 *
 * @typeParam Names the names of the logs; `string` where they are not known.
 */
export interface History<Names extends string = string> {
  /** The epochs that have been run, counted from 0. */
  readonly epoch: readonly number[];
  /** A number for each epoch, by the name of the loss or metric; those of the validation data start with `val_`. */
  readonly history: HistoryRecordOf<Names>;
}

/** What a history has been built of, as data. */
export interface HistoryState {
  readonly epochs: readonly number[];
  readonly record: Readonly<Record<string, readonly number[]>>;
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

  /** All that has been gathered, as data. */
  state(): HistoryState {
    const entries = Object.entries(this.#record).map(([name, values]) => [name, [...values]] as const);
    return { epochs: [...this.#epochs], record: Object.fromEntries(entries) };
  }

  /** Goes on from what has been gathered before. */
  restore({ epochs, record }: HistoryState): void {
    this.#epochs.splice(0, this.#epochs.length, ...epochs);
    for (const [name, values] of Object.entries(record)) this.#record[name] = [...values];
  }

  build(): History {
    return { epoch: this.#epochs, history: this.#record as unknown as HistoryRecord };
  }
}
