import { DataError, received } from '../errors.js';
import type { AnyLayer } from '../graph/layer.js';
import type { Weight } from '../graph/weight.js';
import { show } from '../types/shape.js';
import type { NumberArray } from './formats/named-array.js';
import { weightGroups } from './weight-tree.js';

/** An array in a file, which is read when it is needed. */
export interface StoredArray extends Omit<NumberArray, 'values'> {
  readonly name: string;
  readonly read: () => NumberArray['values'];
}

/** A weight, and the array in a file that holds its values. */
export type Pairs = readonly (readonly [weight: Weight, array: StoredArray])[];

/**
 * The arrays for the weights of a model by their places in a file of Keras 3: `layers/dense/vars` has them in order.
 *
 * @param arraysAt the arrays in a place; none where there is nothing.
 * @param skipsMismatch whether layers are left out whose weights are not there, or have other shapes.
 * @throws DataError otherwise, naming the layer whose weights are not there.
 */
export function pairsByPlace(
  owner: string,
  model: AnyLayer,
  arraysAt: (path: string) => readonly StoredArray[],
  skipsMismatch: boolean,
): Pairs {
  return weightGroups(model).flatMap(({ path, name, weights }) => {
    if (weights.length === 0) return [];
    const arrays = arraysAt(path);
    const pairs = weights.flatMap((weight, index) => {
      const array = arrays[index];
      return array === undefined ? [] : [[weight, array] as const];
    });
    if (skipsMismatch) return arrays.length === weights.length && pairs.every(haveOneShape) ? pairs : [];
    if (arrays.length !== weights.length) {
      throw new DataError(
        `${owner} expects ${weights.length} weights for ${name}, at ${path === '' ? 'its root' : path} (received ${arrays.length})`,
      );
    }
    return pairs;
  });
}

/** Whether a weight has the shape of its array. */
export function haveOneShape([weight, array]: Pairs[number]): boolean {
  return show(weight.shape) === show(array.shape);
}

/**
 * Sets the weights of a model to arrays of a file: all of them, or none if one does not fit.
 *
 * @throws DataError that names the weight, its shape and the array.
 */
export function assignPairs(owner: string, pairs: Pairs): void {
  for (const pair of pairs) {
    pair[0].requireUse();
    if (haveOneShape(pair)) continue;
    const [{ path, shape }, array] = pair;
    throw new DataError(
      `${owner} expects ${path} to be ${show(shape)} (received ${show(array.shape)}, of ${received(array.name)})`,
    );
  }
  // All are read before the first is set: a damaged one leaves the model as it was.
  const values = pairs.map(([, array]) => numbers(array.read()));
  pairs.forEach(([weight], index) => {
    weight.assign(values[index] as Float32Array);
  });
}

function numbers(values: NumberArray['values']): Float32Array {
  return values instanceof Float32Array ? values : Float32Array.from(values);
}
