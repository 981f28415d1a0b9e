/** The models that are measured, and their data, which each system makes for itself by the same formulas. */

/** Numbers of one input or target: each from -1 to 1, integers below `below`, or one of `below` classes as zeros and a one. */
export interface DataSpec {
  readonly kind: 'float' | 'integer' | 'oneHot';
  readonly shape: readonly number[];
  readonly below?: number;
}

export type Task = 'train' | 'predict' | 'fit';

/** A model with its data. Its definition stands with each system, under the same name. */
export interface Workload {
  readonly inputs: readonly DataSpec[];
  readonly targets: readonly DataSpec[];
  readonly loss: 'binaryCrossentropy' | 'categoricalCrossentropy' | 'sparseCategoricalCrossentropy';
  readonly lossWeights?: readonly number[];
  readonly batchSize: number;
  /** The number of samples of an epoch. */
  readonly samples: number;
  readonly tasks: readonly Task[];
}

const floats = (...shape: readonly number[]): DataSpec => ({ kind: 'float', shape });
const integers = (below: number, ...shape: readonly number[]): DataSpec => ({ kind: 'integer', shape, below });

export const workloads = {
  mlp: {
    inputs: [floats(784)],
    targets: [{ kind: 'oneHot', shape: [10], below: 10 }],
    loss: 'categoricalCrossentropy',
    batchSize: 32,
    samples: 2048,
    tasks: ['train', 'predict', 'fit'],
  },
  headline: {
    inputs: [integers(10_000, 100), floats(5)],
    targets: [integers(2, 1), integers(2, 1)],
    loss: 'binaryCrossentropy',
    lossWeights: [1, 0.2],
    batchSize: 32,
    samples: 512,
    tasks: ['train', 'predict'],
  },
  tweets: {
    inputs: [floats(140, 256), floats(140, 256)],
    targets: [integers(2, 1)],
    loss: 'binaryCrossentropy',
    batchSize: 32,
    samples: 256,
    tasks: ['train', 'predict'],
  },
  digits: {
    inputs: [floats(27, 27, 1), floats(27, 27, 1)],
    targets: [integers(2, 1)],
    loss: 'binaryCrossentropy',
    batchSize: 32,
    samples: 256,
    tasks: ['train', 'predict'],
  },
  inception: {
    inputs: [floats(256, 256, 3)],
    targets: [],
    loss: 'binaryCrossentropy',
    batchSize: 1,
    samples: 1,
    tasks: ['predict'],
  },
  vgg: {
    inputs: [floats(224, 224, 3)],
    targets: [],
    loss: 'binaryCrossentropy',
    batchSize: 1,
    samples: 1,
    tasks: ['predict'],
  },
  imdb: {
    inputs: [integers(20_000, 200)],
    targets: [integers(2, 1)],
    loss: 'binaryCrossentropy',
    batchSize: 32,
    samples: 256,
    tasks: ['fit'],
  },
  unet: {
    inputs: [floats(64, 64, 3)],
    targets: [integers(2, 64, 64, 1)],
    loss: 'binaryCrossentropy',
    batchSize: 16,
    samples: 64,
    tasks: ['fit'],
  },
  transformer: {
    inputs: [integers(5000, 64)],
    targets: [integers(2, 1)],
    loss: 'sparseCategoricalCrossentropy',
    batchSize: 32,
    samples: 256,
    tasks: ['fit'],
  },
} as const satisfies Readonly<Record<string, Workload>>;

export type WorkloadName = keyof typeof workloads;

/** What a system is asked to do; the answer is an {@link Answer}. */
export type Request =
  /** The losses of five steps of training, from weights that follow from their shapes. */
  | { readonly ask: 'losses'; readonly name: WorkloadName; readonly workload: Workload }
  /** The median time of a task, in milliseconds, within some time. */
  | { readonly ask: Task; readonly name: WorkloadName; readonly workload: Workload; readonly budget: number }
  /** The time of building the guide's eight models. */
  | { readonly ask: 'build' }
  /** The memory of the process before and after 1,000 steps of training, and its peak, in MB. */
  | { readonly ask: 'memory'; readonly name: WorkloadName; readonly workload: Workload };

export interface Answer {
  readonly median?: number;
  readonly losses?: readonly number[];
  readonly memory?: { readonly before: number; readonly after: number; readonly peak: number };
  readonly error?: string;
}

/** Random 32-bit integers that depend on a seed and their place alone, so that they are the same in NumPy (Mulberry32). */
function random(seed: number, place: number): number {
  let bits = (seed + Math.imul(place + 1, 0x6d2b79f5)) | 0;
  bits = Math.imul(bits ^ (bits >>> 15), bits | 1);
  bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
  return (bits ^ (bits >>> 14)) >>> 0;
}

/** Numbers from -1 to 1. */
function uniform(seed: number, count: number): Float32Array {
  return Float32Array.from({ length: count }, (_, place) => random(seed, place) / 2 ** 31 - 1);
}

const sizeOf = (shape: readonly number[]) => shape.reduce((size, each) => size * each, 1);

/** The elements of an input or target for a number of samples. */
export function dataOf({ kind, shape, below = 1 }: DataSpec, samples: number, seed: number): Float32Array | Int32Array {
  const count = samples * sizeOf(shape);
  if (kind === 'float') return uniform(seed, count);
  if (kind === 'integer') return Int32Array.from({ length: count }, (_, place) => random(seed, place) % below);
  const data = new Float32Array(count);
  for (let sample = 0; sample < samples; sample++) data[sample * below + (random(seed, sample) % below)] = 1;
  return data;
}

/** The seeds of inputs and of targets. */
export const seeds = { inputs: 1000, targets: 2000, weights: 3000 } as const;

/** The first values of a weight: small numbers for one with one axis, else those of Glorot and Bengio. */
export function weightOf(shape: readonly number[], index: number): Float32Array {
  const inputs = sizeOf(shape.slice(0, -1));
  const limit = shape.length < 2 ? 0.05 : Math.sqrt(6 / (inputs + (shape.at(-1) as number)));
  return uniform(seeds.weights + index, sizeOf(shape)).map((value) => value * limit);
}

/** The median time of calls, as many as fit into a budget, and at least three. */
export async function medianTime(call: () => unknown, budget: number): Promise<number> {
  const times: number[] = [];
  const end = performance.now() + budget;
  while (times.length < 3 || performance.now() < end) {
    const start = performance.now();
    await call();
    times.push(performance.now() - start);
  }
  return median(times);
}

export function median(values: readonly number[]): number {
  return [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)] as number;
}
