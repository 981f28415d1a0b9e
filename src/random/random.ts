import * as tf from '@tensorflow/tfjs-core';
import { oneOf } from '../arguments/names.js';
import { completeOptions } from '../arguments/options.js';
import { askedSeed, seededTensor } from '../recording/seeded.js';
import { checkReady, checkShape } from '../tensor/check-arguments.js';
import { asTensor, type Tensor } from '../tensor/tensor.js';
import { checkSeed, type Generator, generator, generatorFrom, type Stream } from './streams.js';

export { checkSeed, normalStream, permutation, truncatedNormalStream, uniformStream } from './streams.js';

/** Where all seeds that nobody chose come from: the only random state there is. */
let seeds: Generator = seededByChance();

/**
 * Makes everything random that follows repeatable: initial weights, dropout, shuffling.
 *
 * `seed` is an integer from 0 to 2^32 - 1.
 *
 * @param seed An integer from 0 to 2^32 - 1.
 *
 * @example
 * setRandomSeed(42);
 */
export function setRandomSeed(seed: number): void {
  seeds = generator(checkSeed('setRandomSeed: seed', seed));
}

/** An integer from 0 to 2^31 - 1, a new one at each call: the seed of the next random operation. */
export function nextSeed(): number {
  return askedSeed(seeds.next() >>> 1);
}

/** The numbers of one run: seeds that are drawn one after the other, whatever runs besides. */
export interface SeedStream {
  /** The next seed. */
  next(): number;
  /** Runs something synchronous, in which {@link nextSeed} draws from this stream. */
  within<Result>(action: () => Result): Result;
  /** The state of the stream, and of the one that all other seeds come from. */
  state(): RandomState;
  /** Goes on from a state, and so does all else that is random. */
  restore(state: RandomState): void;
}

/** The states of the generators of seeds, as data. */
export interface RandomState {
  readonly own: readonly number[];
  readonly common: readonly number[];
}

/** A stream of seeds that follows from one seed, drawn now. */
export function seedStream(): SeedStream {
  let own = generator(nextSeed());
  return {
    next: () => askedSeed(own.next() >>> 1),
    within(action) {
      const outer = seeds;
      seeds = own;
      try {
        return action();
      } finally {
        seeds = outer;
      }
    },
    state: () => ({ own: own.getState(), common: seeds.getState() }),
    restore(state) {
      own = generatorFrom(state.own);
      seeds = generatorFrom(state.common);
    },
  };
}

/** The state that all seeds come from, as data. */
export function commonState(): RandomState['common'] {
  return seeds.getState();
}

/** Goes on from a state, which another thread may have had. */
export function restoreCommonState(state: RandomState['common']): void {
  seeds = generatorFrom(state);
}

/** A generator that chooses its seed when it is first used: some runtimes have no random numbers while modules are loaded. */
function seededByChance(): Generator {
  let chosen: Generator | undefined;
  const started = (): Generator => {
    chosen ??= generator(crypto.getRandomValues(new Uint32Array(1))[0] as number);
    return chosen;
  };
  return { next: () => started().next(), getState: () => started().getState() };
}

/** Options that all random tensors have. */
export interface RandomOptions<Type extends 'float32' | 'int32' = 'float32'> {
  /**
   * An integer from 0 to 2^32 - 1, which makes the numbers the same each time. The default is `null`, a seed that
   * follows from `setRandomSeed`.
   */
  readonly seed?: number | null;
  /** The data type of the tensor, of which there is only one. The default is that one. */
  readonly dtype?: Type;
}

/**
 * The options and the defaults for the rest, checked.
 *
 * @param dtype the type that may be stated, if one may
 */
export function randomOptions<Options extends object>(
  owner: string,
  defaults: Options,
  given: (Partial<Options> & RandomOptions<'float32' | 'int32'>) | undefined,
  dtype: string | null = 'float32',
): Options & { readonly seed: number | null } {
  const general = { seed: null as number | null, ...(dtype === null ? {} : { dtype }) };
  // The options are those of the defaults and the general ones.
  const options = completeOptions<Options & typeof general>(owner, { ...defaults, ...general }, given as never);
  if (dtype !== null) oneOf(`${owner}: dtype`, options.dtype ?? dtype, [dtype]);
  if (options.seed !== null) checkSeed(`${owner}: seed`, options.seed);
  return options;
}

/**
 * A tensor of numbers that are drawn one after the other.
 *
 * @param streamOf draws numbers by a seed: the one that is given, or the next of all.
 */
export function drawTensor<const Dimensions extends readonly number[], Type extends 'float32' | 'int32' = 'float32'>(
  owner: string,
  shape: Dimensions,
  seed: number | null,
  streamOf: (seed: number) => Stream,
  dtype?: Type,
): Tensor<[...Dimensions], NoInfer<Type>> {
  checkReady(owner);
  const sizes = [...checkShape(`${owner}: shape`, shape)];
  const size = tf.util.sizeFromShape(sizes);
  const draw = (start: number) => {
    const next = streamOf(start);
    const values = dtype === 'int32' ? new Int32Array(size) : new Float32Array(size);
    for (let index = 0; index < size; index++) values[index] = next();
    return values;
  };
  return asTensor(seededTensor(sizes, dtype ?? 'float32', seed ?? nextSeed(), draw));
}
