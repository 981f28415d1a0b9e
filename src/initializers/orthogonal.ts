import { finite } from '../arguments/number.js';
import { ShapeError } from '../errors.js';
import { normalStream } from '../random/random.js';
import { show } from '../types/shape.js';
import {
  elementCount,
  type InitializerFactory,
  initializerFactory,
  type SeedOptions,
  seedsFrom,
} from './define-initializer.js';

export interface OrthogonalOptions extends SeedOptions {
  /** The length of the rows or columns. The default is 1. */
  readonly gain?: number;
}

type OrthogonalArguments = [gain: number, seed: number | null];

/**
 * A random matrix whose columns, or rows where there are fewer of these, are orthogonal and of length `gain`, by Saxe et
 * al. (2014). All axes but the last count as rows; at least two axes.
 */
export const Orthogonal: InitializerFactory<
  'orthogonal',
  OrthogonalOptions,
  OrthogonalArguments,
  'Orthogonal',
  ['gain', 'seed']
> = initializerFactory<Required<OrthogonalOptions>, 'orthogonal', OrthogonalArguments, 'Orthogonal', ['gain', 'seed']>({
  className: 'Orthogonal',
  identifier: 'orthogonal',
  defaults: { gain: 1, seed: null },
  positional: ['gain', 'seed'],
  create: ({ gain, seed }) => {
    finite('Orthogonal: gain', gain);
    const next = seedsFrom('Orthogonal', seed);
    return (shape) => {
      if (shape.length < 2) {
        throw new ShapeError(`Orthogonal expects a shape with at least two axes (received ${show(shape)})`);
      }
      return orthogonalMatrix(elementCount(shape.slice(0, -1)), shape.at(-1) as number, gain, next());
    };
  },
});

function orthogonalMatrix(rows: number, columns: number, gain: number, seed: number): Float32Array {
  const isTall = rows >= columns;
  const vectors = orthonormalVectors(Math.min(rows, columns), Math.max(rows, columns), normalStream(seed));
  const values = new Float32Array(rows * columns);
  for (const [index, vector] of vectors.entries()) {
    for (let place = 0; place < vector.length; place++) {
      values[isTall ? place * columns + index : index * columns + place] = gain * (vector[place] as number);
    }
  }
  return values;
}

/**
 * `count` vectors of `length` numbers, of length 1 and orthogonal to each other, all such sets alike: the Q of the QR
 * decomposition of a matrix of normally distributed numbers, with a positive diagonal in R (Gram and Schmidt, modified).
 */
function orthonormalVectors(count: number, length: number, normal: () => number): Float64Array[] {
  const vectors: Float64Array[] = [];
  const zero = new Float64Array(length);
  while (vectors.length < count) {
    const vector = Float64Array.from({ length }, normal);
    for (let start = 0; start < vectors.length; start += 4) {
      const [first = zero, second = zero, third = zero, fourth = zero] = vectors.slice(start, start + 4);
      removeComponents(vector, first, second, third, fourth);
    }
    vectors.push(normalized(vector));
  }
  return vectors;
}

/** Subtracts the components of `vector` along four others: at once, because that is twice as fast as one by one. */
function removeComponents(
  vector: Float64Array,
  first: Float64Array,
  second: Float64Array,
  third: Float64Array,
  fourth: Float64Array,
): void {
  let alongFirst = 0;
  let alongSecond = 0;
  let alongThird = 0;
  let alongFourth = 0;
  for (let index = 0; index < vector.length; index++) {
    const value = vector[index] as number;
    alongFirst += value * (first[index] as number);
    alongSecond += value * (second[index] as number);
    alongThird += value * (third[index] as number);
    alongFourth += value * (fourth[index] as number);
  }
  for (let index = 0; index < vector.length; index++) {
    vector[index] =
      (vector[index] as number) -
      alongFirst * (first[index] as number) -
      alongSecond * (second[index] as number) -
      alongThird * (third[index] as number) -
      alongFourth * (fourth[index] as number);
  }
}

function normalized(vector: Float64Array): Float64Array {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  return vector.map((value) => value / length);
}
