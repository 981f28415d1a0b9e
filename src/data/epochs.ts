import { DataError } from '../errors.js';
import type { RandomState, SeedStream } from '../random/random.js';
import type { BatchSource, Pass } from './batch-source.js';
import { type Batch, disposeBatch } from './read-data.js';

/** How far batches have been gone through, as data. */
export interface EpochsState {
  /** The batches of the present pass that have been seen; `null` where there is none. */
  readonly seen: number | null;
  /** What was random as that pass began. */
  readonly random: RandomState | null;
  readonly counted: number | null;
  readonly isFirst: boolean;
  readonly hasEnded: boolean;
}

/**
 * Batches of data epoch by epoch, as Keras counts them: without a number of steps each epoch goes through the data once; with
 * one, an epoch is that many batches, and the next epoch goes on where it ended. An epoch ends early where the data does.
 */
export class Epochs {
  readonly #owner: string;
  readonly #source: BatchSource;
  readonly #steps: number | undefined;
  #pass: Pass | undefined;
  #ahead: Batch | undefined;
  #seen = 0;
  /** The number of batches of the last epoch that ended with the data. */
  #counted: number | null = null;
  #isFirst = true;
  #hasEnded = false;

  readonly #seeds: SeedStream | undefined;
  #random: RandomState | null = null;

  /**
   * @param owner the name of the call in errors.
   * @param seeds what shuffling draws from, where the way through the data is to be resumed.
   */
  constructor(owner: string, source: BatchSource, steps?: number, seeds?: SeedStream) {
    this.#owner = owner;
    this.#source = source;
    this.#steps = steps;
    this.#seeds = seeds;
  }

  /** How many batches an epoch has, if that is known. */
  get batchCount(): number | null {
    return this.#steps ?? this.#source.batchCount ?? this.#counted;
  }

  /** Whether there are no more epochs of so many batches: the data ended, and cannot be gone through again. */
  get isExhausted(): boolean {
    return this.#hasEnded && this.#steps !== undefined && !this.#source.restarts;
  }

  /**
   * Reads the first batch ahead of time, so that data that does not fit is found before a run begins.
   *
   * @throws DataError if there is no batch, or it does not fit.
   */
  async readAhead(signal?: AbortSignal): Promise<void> {
    this.#pass ??= await this.#open();
    this.#ahead = await this.#pass.next(signal);
    if (this.#ahead === undefined) this.#rejectNone();
  }

  /** How far the data has been gone through, between two batches. */
  state(): EpochsState {
    const [seen, random] = this.#pass === undefined ? [null, null] : [this.#seen, this.#random];
    return { seen, random, counted: this.#counted, isFirst: this.#isFirst, hasEnded: this.#hasEnded };
  }

  /** Goes through the data as far as a state says, before anything else. What is random is afterwards to be restored. */
  async resume({ seen, random, counted, isFirst, hasEnded }: EpochsState, signal?: AbortSignal): Promise<void> {
    [this.#counted, this.#isFirst, this.#hasEnded] = [counted, isFirst, hasEnded];
    if (seen === null) return;
    if (random !== null) this.#seeds?.restore(random);
    this.#pass = await this.#open();
    for (; this.#seen < seen; this.#seen++) {
      const batch = await this.#pass.next(signal);
      if (batch === undefined) {
        throw new DataError(
          `${this.#owner} expects the data of the training that is resumed, ${seen} batches or more (received ${this.#seen})`,
        );
      }
      disposeBatch(batch);
    }
  }

  /**
   * The batches of the next epoch; none, with a warning, where a generator has ended with an earlier epoch.
   *
   * @param from the number of its batches that have been seen before the run was resumed.
   */
  async *next(signal?: AbortSignal, from = 0): AsyncGenerator<Batch, void, undefined> {
    const { batchCount } = this.#source;
    const steps = this.#steps ?? Number.POSITIVE_INFINITY;
    const isBegun = from > 0 && this.#pass !== undefined;
    if (this.#ahead === undefined && !isBegun && (this.#pass === undefined || this.#steps === undefined)) {
      await this.#restart();
    }
    let step = from;
    for (; step < steps; step++) {
      const isOver = batchCount !== null && this.#seen >= batchCount;
      const batch = isOver ? undefined : await this.#take(signal);
      if (batch === undefined) break;
      this.#seen++;
      yield batch;
    }
    const isShort = step < steps;
    this.#hasEnded ||= isShort;
    if (isShort) this.#counted = this.#seen;
    if (isShort && step === 0 && (this.#isFirst || this.#steps === undefined)) this.#rejectNone();
    if (isShort && this.#steps !== undefined) this.#warn(step);
    this.#isFirst = false;
    if (isShort || (batchCount !== null && this.#seen >= batchCount)) await this.#drop();
  }

  /** Makes the next epoch begin with the first batch, as far as the data can be gone through again. */
  async rewind(): Promise<void> {
    if (this.#source.restarts && this.#ahead === undefined) await this.#drop();
  }

  /** Ends going through the data. */
  async close(): Promise<void> {
    const pass = this.#pass;
    this.#pass = undefined;
    if (this.#ahead !== undefined) disposeBatch(this.#ahead);
    this.#ahead = undefined;
    await pass?.close();
  }

  async #take(signal: AbortSignal | undefined): Promise<Batch | undefined> {
    const ahead = this.#ahead;
    this.#ahead = undefined;
    return ahead ?? (await this.#pass?.next(signal));
  }

  async #restart(): Promise<void> {
    await this.#drop();
    this.#pass ??= await this.#open();
  }

  #open(): Promise<Pass> {
    this.#random = this.#seeds?.state() ?? null;
    return this.#source.open();
  }

  /** Goes on with another pass, if there can be one: that of a generator is the only one. */
  async #drop(): Promise<void> {
    this.#seen = 0;
    if (!this.#source.restarts) return;
    const pass = this.#pass;
    this.#pass = undefined;
    await pass?.close();
  }

  #rejectNone(): never {
    throw new DataError(
      `${this.#owner} expects at least one batch (received none; a generator can be gone through once: give an object ` +
        'whose [Symbol.iterator] starts anew)',
    );
  }

  #warn(step: number): void {
    console.warn(
      `${this.#owner}: the data ended after ${step} of ${this.#steps} batches of an epoch. Give data with at least as many ` +
        'batches as all epochs have together, or less steps',
    );
  }
}
