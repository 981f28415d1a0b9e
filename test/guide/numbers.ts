/**
 * Numbers that Keras' golden files were made from, bit for bit: an integer hash, as `formula` in `golden_guide.json` says.
 */

/** A number in [0, 1) for each index, another sequence for each key. */
export function uniform(count: number, key: number): Float64Array {
  const offset = Math.imul(key + 1, 0x85ebca77);
  return Float64Array.from({ length: count }, (_, index) => {
    let hash = (Math.imul(index, 0x9e3779b1) + offset) >>> 0;
    hash ^= hash >>> 15;
    hash = Math.imul(hash, 0x2c1b3c6d);
    hash ^= hash >>> 12;
    hash = Math.imul(hash, 0x297a2d39);
    hash ^= hash >>> 15;
    return (hash >>> 0) / 2 ** 32;
  });
}

/** The same, in [-1, 1). */
export function centred(count: number, key: number): Float64Array {
  return uniform(count, key).map((value) => 2 * value - 1);
}

/** The values of the weight at place `key` of a model. */
export function weightValues(name: string, shape: readonly number[], key: number): Float32Array {
  const values = centred(shape.reduce((product, size) => product * size, 1), key);
  const fanIn = shape.slice(0, -1).reduce((product, size) => product * size, 1);
  const scale = name === 'embeddings' ? 1 : shape.length >= 2 ? Math.sqrt(3 / Math.max(1, fanIn)) : 0.1;
  return Float32Array.from(values, (value) => value * scale);
}

/** What kind of data: numbers, zeros and ones, integers below a bound, or one-hot vectors. */
export type DataKind = 'float' | 'binary' | readonly ['int' | 'onehot', number];

/** Data of a kind; inputs have keys from 1000, targets from 2000. */
export function dataValues(kind: DataKind, shape: readonly number[], key: number): Float32Array | Int32Array {
  const count = shape.reduce((product, size) => product * size, 1);
  if (kind === 'float') return Float32Array.from(centred(count, key));
  if (kind === 'binary') return Float32Array.from(centred(count, key), (value) => (value > 0 ? 1 : 0));
  const [form, bound] = kind;
  if (form === 'int') return Int32Array.from(uniform(count, key), (value) => 1 + Math.floor(value * (bound - 1)));
  const classes = uniform(count / bound, key);
  return Float32Array.from({ length: count }, (_, index) =>
    Math.floor((classes[Math.floor(index / bound)] as number) * bound) === index % bound ? 1 : 0,
  );
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
  const factors = centred(values.length, 777);
  let sum = 0;
  let squares = 0;
  let dot = 0;
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number;
    sum += value;
    squares += value * value;
    dot += value * (factors[index] as number);
  }
  return { sum, l2: Math.sqrt(squares), dot, head: Array.from({ length: Math.min(4, values.length) }, (_, index) => values[index] as number) };
}
