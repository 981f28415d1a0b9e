import { finite } from '../arguments/number.js';
import { ShapeError } from '../errors.js';
import { normalStream } from '../random/random.js';
import { show } from '../types/shape.js';
import { defineInitializer, type Initializer } from './define-initializer.js';
import { elementCount } from './draw.js';
import { orthonormalVectors } from './orthonormal-vectors.js';
import { chosenSeed, type SeedOptions, seedOfDraw } from './seed.js';

export interface OrthogonalOptions extends SeedOptions {
  /** What the matrix is multiplied by, 1 unless given. */
  readonly gain?: number;
}

/**
 * A random matrix whose columns, or rows where there are fewer of these, are orthogonal and of length `gain`, by Saxe et
 * al. (2014). All axes but the last count as rows; at least two axes.
 */
export function Orthogonal({ gain = 1, ...rest }: OrthogonalOptions = {}): Initializer {
  finite('Orthogonal: gain', gain);
  const seed = chosenSeed('Orthogonal', rest);
  return defineInitializer('Orthogonal', { gain, seed }, (shape) => {
    if (shape.length < 2) {
      throw new ShapeError(`Orthogonal expects a shape with at least two axes (received ${show(shape)})`);
    }
    return orthogonalMatrix(elementCount(shape.slice(0, -1)), shape.at(-1) as number, gain, seedOfDraw(seed));
  });
}

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
