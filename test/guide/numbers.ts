/**
 * Numbers that Keras' golden files were made from, bit for bit: an integer hash, as `formula` in `golden_guide.json` says.
 */

/** Fills an array with what `map` makes of numbers in [0, 1); another sequence for each key. */
function fill<Values extends Float32Array | Float64Array | Int32Array>(
  values: Values,
  key: number,
  map: (uniform: number) => number,
): Values {
  const offset = Math.imul(key + 1, 0x85ebca77);
  for (let index = 0; index < values.length; index++) {
    let hash = (Math.imul(index, 0x9e3779b1) + offset) >>> 0;
    hash ^= hash >>> 15;
    hash = Math.imul(hash, 0x2c1b3c6d);
    hash ^= hash >>> 12;
    hash = Math.imul(hash, 0x297a2d39);
    hash ^= hash >>> 15;
    values[index] = map((hash >>> 0) / 2 ** 32);
  }
  return values;
}

const product = (shape: readonly number[]) => shape.reduce((size, dimension) => size * dimension, 1);

/** The values of the weight at place `key` of a model. */
export function weightValues(name: string, shape: readonly number[], key: number): Float32Array {
  const fanIn = product(shape.slice(0, -1));
  const scale = name === 'embeddings' ? 1 : shape.length >= 2 ? Math.sqrt(3 / Math.max(1, fanIn)) : 0.1;
  return fill(new Float32Array(product(shape)), key, (uniform) => (2 * uniform - 1) * scale);
}

/** What kind of data: numbers, zeros and ones, integers below a bound, or one-hot vectors. */
export type DataKind = 'float' | 'binary' | readonly ['int' | 'onehot', number];

/** Data of a kind; inputs have keys from 1000, targets from 2000. */
export function dataValues(kind: DataKind, shape: readonly number[], key: number): Float32Array | Int32Array {
  const count = product(shape);
  if (kind === 'float') return fill(new Float32Array(count), key, (uniform) => 2 * uniform - 1);
  if (kind === 'binary') return fill(new Float32Array(count), key, (uniform) => (2 * uniform - 1 > 0 ? 1 : 0));
  const [form, bound] = kind;
  if (form === 'int') return fill(new Int32Array(count), key, (uniform) => 1 + Math.floor(uniform * (bound - 1)));
  const classes = fill(new Int32Array(count / bound), key, (uniform) => Math.floor(uniform * bound));
  return new Float32Array(count).map((_, index) => (classes[Math.floor(index / bound)] === index % bound ? 1 : 0));
}

/** What a golden file keeps of a large array. */
export interface Checksum {
  readonly sum: number;
  readonly l2: number;
  readonly dot: number;
  readonly head: readonly number[];
}

/** The checksum of values. */
export function checksum(values: ArrayLike<number>): Checksum {
  const factors = fill(new Float64Array(values.length), 777, (uniform) => 2 * uniform - 1);
  let sum = 0;
  let squares = 0;
  let dot = 0;
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number;
    sum += value;
    squares += value * value;
    dot += value * (factors[index] as number);
  }
  return {
    sum,
    l2: Math.sqrt(squares),
    dot,
    head: Array.from({ length: Math.min(4, values.length) }, (_, index) => values[index] as number),
  };
}
