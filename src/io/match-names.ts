import { DataError, received } from '../errors.js';
import type { AnyLayer } from '../graph/layer.js';
import { weightsOf } from '../graph/layer-state.js';
import type { Weight } from '../graph/weight.js';
import { haveOneShape, type Pairs, type StoredArray } from './stored-weights.js';
import { trainedInKerasOrder } from './weight-tree.js';

/** The weights of a layer as Keras' old files list them: those that are trained, then all others. */
export function listedWeights(layer: AnyLayer): readonly Weight[] {
  return [...new Set([...trainedInKerasOrder(layer), ...weightsOf(layer)])];
}

/**
 * The array of each weight: by its name, where names tell, and else by its place in the list.
 *
 * @param place The part of the file that lists the arrays.
 * @throws DataError if there are fewer arrays than weights, or more.
 */
export function matched(
  owner: string,
  place: string,
  weights: readonly Weight[],
  arrays: readonly StoredArray[],
): Pairs {
  const byName = matchedByName(weights, arrays);
  if (byName !== undefined) return byName;
  if (weights.length !== arrays.length) {
    throw new DataError(`${owner} expects ${weights.length} weights in ${place} (received ${arrays.length})`);
  }
  return weights.map((weight, index) => [weight, arrays[index] as StoredArray] as const);
}

/**
 * The array of each weight of a model whose file lists all of them: by their names, where prefixes of either may differ, or in
 * the order of Keras' lists, or layer by layer.
 *
 * @param skipsMismatch whether weights are left out that have no array of their name and shape.
 * @throws DataError otherwise, naming a weight which has none.
 */
export function matchedInAnyOrder(
  owner: string,
  model: AnyLayer,
  arrays: readonly StoredArray[],
  skipsMismatch: boolean,
): Pairs {
  const weights = listedWeights(model);
  const found = matchedByName(weights, arrays);
  if (found !== undefined) return found;
  for (const order of [weights, weightsOf(model), layerByLayer(model)]) {
    if (order.length !== arrays.length) continue;
    const pairs = order.map((weight, index) => [weight, arrays[index] as StoredArray] as const);
    if (pairs.every(haveOneShape)) return pairs;
  }
  if (skipsMismatch) return someByName(weights, arrays);
  const names = new Set(arrays.map(({ name }) => nameEnd(name, 2)));
  const missing = weights.find(({ path }) => !names.has(nameEnd(path, 2)));
  throw new DataError(
    `${owner} expects an array for ${missing?.path ?? 'each weight'} (received ${received(arrays.map(({ name }) => name))})`,
  );
}

/** The arrays of those weights that have one of the same name and shape. */
function someByName(weights: readonly Weight[], arrays: readonly StoredArray[]): Pairs {
  const named = new Map(arrays.map((array) => [nameEnd(array.name, Number.POSITIVE_INFINITY), array]));
  return weights.flatMap((weight) => {
    const array = named.get(nameEnd(weight.path, Number.POSITIVE_INFINITY));
    return array !== undefined && haveOneShape([weight, array]) ? [[weight, array] as const] : [];
  });
}

/** The weights of each layer after those of the layer before. */
function layerByLayer(model: AnyLayer): readonly Weight[] {
  const inner = model.layers.flatMap((layer) =>
    layer.layers.length === 0 ? listedWeights(layer) : layerByLayer(layer),
  );
  return [...new Set([...inner, ...weightsOf(model)])];
}

/** `undefined` where the ends of names are not those of the weights, or of several. */
function matchedByName(weights: readonly Weight[], arrays: readonly StoredArray[]): Pairs | undefined {
  // The whole name first: parts of a model may have layers of the same names.
  for (const length of [Number.POSITIVE_INFINITY, 3, 2]) {
    const ends = new Map<string, StoredArray>();
    for (const array of arrays) ends.set(nameEnd(array.name, length), array);
    const wanted = new Set(weights.map(({ path }) => nameEnd(path, length)));
    if (ends.size < arrays.length || wanted.size < weights.length) continue;
    const pairs = weights.flatMap((weight) => {
      const array = ends.get(nameEnd(weight.path, length));
      return array !== undefined && haveOneShape([weight, array]) ? [[weight, array] as const] : [];
    });
    if (pairs.length === weights.length) return pairs;
  }
  return undefined;
}

/** The last parts of a name: without the number of TensorFlow's outputs, and cells, which Keras numbers anew each time. */
function nameEnd(name: string, length: number): string {
  const parts = name.replace(/:\d+$/, '').split('/');
  const kept = parts.filter((part, index) => index === 0 || index === parts.length - 1 || !/_cell(_\d+)?$/.test(part));
  return kept.slice(-length).join('/');
}
