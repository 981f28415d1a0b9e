import * as tf from '@tensorflow/tfjs-core';
import { ArgumentError, DataError } from '../errors.js';
import type { DType, NumericType } from '../types/dtype.js';
import { fits } from '../types/fits.js';
import { type Shape, show } from '../types/shape.js';
import { checkReady } from './check-ready.js';
import { asTensor, type Tensor } from './tensor.js';

/** Numbers for a tensor: flat, or nested as deep as the tensor has axes. */
export type TensorValues = ArrayLike<number> | NestedNumbers;

/** Arrays of arrays of numbers. */
export type NestedNumbers = readonly (number | boolean | ArrayLike<number> | NestedNumbers)[];

/** Arrays of arrays of strings. */
export type NestedStrings = readonly (string | NestedStrings)[];

/** The shape that nested arrays have, as far as their type says: its rank. (No tensor has more axes than six.) */
export type NestedShape<Values, Axes extends readonly unknown[] = []> = Axes['length'] extends 6
  ? number[]
  : Values extends readonly (infer Item)[]
    ? Item extends number | boolean | string
      ? [number]
      : [number, ...NestedShape<Item, [...Axes, unknown]>]
    : Values extends ArrayLike<number>
      ? [number]
      : number[];

type SizesOf<Dimensions extends readonly number[] | undefined, Values> = Dimensions extends readonly number[]
  ? [...Dimensions]
  : NestedShape<Values>;

/** The element type of values, where no other is asked for. */
type TypeOfValues<Values> = Values extends TensorValues ? 'float32' : 'string';

/**
 * A tensor of the given numbers or strings. Without a shape it has that of the nested arrays.
 *
 * @throws DataError if the values do not fill the shape, or strings are among numbers.
 *
 * @example
 * const images = tensor(new Float32Array(32 * 784), [32, 784]); // Tensor<[32, 784]>
 * const words = tensor([['a'], ['tensor']], [2, 1]); // Tensor<[2, 1], 'string'>
 */
export function tensor<
  const Values extends TensorValues | NestedStrings,
  const Dimensions extends readonly number[] | undefined = undefined,
  const Type extends DType = TypeOfValues<Values>,
>(values: Values, shape?: Dimensions, dtype?: Type): Tensor<SizesOf<Dimensions, Values>, Type> {
  checkReady('tensor');
  const flat = (Array.isArray(values) ? values.flat(Number.POSITIVE_INFINITY) : values) as ArrayLike<unknown>;
  const type = dtype ?? (typeof flat[0] === 'string' ? 'string' : 'float32');
  const wrong = Array.prototype.find.call(flat, (value) => (typeof value === 'string') !== (type === 'string'));
  if (wrong !== undefined) {
    throw new DataError(`tensor expects ${type} values (received ${typeof wrong})`);
  }
  const size = shape?.reduce((product, dimension) => product * dimension, 1);
  if (size !== undefined && size !== flat.length) {
    throw new DataError(`tensor expects ${size} values for shape ${show(shape as Shape)} (received ${flat.length})`);
  }
  const created =
    shape === undefined ? tf.tensor(values as never, undefined, type) : tf.tensor(flat as never, [...shape], type);
  return asTensor(created);
}

/** A tensor of zeros. */
export function zeros<const Dimensions extends readonly number[], const Type extends NumericType = 'float32'>(
  shape: Dimensions,
  dtype?: Type,
): Tensor<[...Dimensions], Type> {
  checkReady('zeros');
  return asTensor(tf.zeros([...shape], dtype ?? 'float32'));
}

/** A tensor of ones. */
export function ones<const Dimensions extends readonly number[], const Type extends NumericType = 'float32'>(
  shape: Dimensions,
  dtype?: Type,
): Tensor<[...Dimensions], Type> {
  checkReady('ones');
  return asTensor(tf.ones([...shape], dtype ?? 'float32'));
}

/** The shape of a tensor, or of nested arrays of indices. */
type IndicesShape<Indices> = Indices extends { readonly shape: infer Dimensions extends number[] }
  ? Dimensions
  : NestedShape<Indices>;

/**
 * Each index as a vector of zeros with a one at its place.
 *
 * @throws DataError if an index is not an integer from 0 to `depth` - 1.
 *
 * @example
 * const targets = oneHot([3, 1, 4], 10); // Tensor<[number, 10]>
 */
export function oneHot<const Indices extends TensorValues | tf.Tensor, const Depth extends number>(
  indices: Indices,
  depth: Depth,
): Tensor<[...IndicesShape<Indices>, Depth]> {
  checkReady('oneHot');
  if (!(Number.isInteger(depth) && depth > 0)) {
    throw new ArgumentError(`oneHot: depth expects a positive integer (received ${depth})`);
  }
  return tf.tidy(() => {
    const places = indices instanceof tf.Tensor ? indices : tf.tensor(indices as never, undefined, 'float32');
    const wrong = places.dataSync().findIndex((index) => !(Number.isInteger(index) && index >= 0 && index < depth));
    if (wrong >= 0) {
      const received = places.dataSync()[wrong];
      throw new DataError(`oneHot expects indices from 0 to ${depth - 1} (received ${received} at place ${wrong})`);
    }
    return asTensor(tf.oneHot(tf.cast(places, 'int32'), depth, 1, 0, 'float32'));
  });
}

type StackShape<Tensors extends readonly tf.Tensor[]> = Tensors extends readonly [infer First, ...unknown[]]
  ? First extends { readonly shape: infer Dimensions extends number[] }
    ? [Tensors['length'], ...Dimensions]
    : number[]
  : Tensors[number] extends { readonly shape: infer Dimensions extends number[] }
    ? [number, ...Dimensions]
    : number[];

type TypeOfTensors<Tensors extends readonly tf.Tensor[]> = Tensors[number] extends {
  readonly dtype: infer Type extends DType;
}
  ? Type
  : 'float32';

/**
 * Tensors of one shape as one tensor, with a new first axis.
 *
 * @example
 * const batch = stack([first, second]); // [2, ...]
 */
export function stack<const Tensors extends readonly tf.Tensor[]>(
  tensors: Tensors,
): Tensor<StackShape<Tensors>, TypeOfTensors<Tensors>> {
  const [first] = tensors;
  if (first === undefined) throw new ArgumentError('stack expects at least one tensor (received none)');
  for (const { shape, dtype } of tensors) {
    if (show(shape) === show(first.shape) && dtype === first.dtype) continue;
    throw new DataError(
      `stack expects tensors of one shape and type (received ${show(first.shape)} ${first.dtype} and ${show(shape)} ${dtype})`,
    );
  }
  return asTensor(tf.stack([...tensors]));
}

type Stated<Dimensions extends Shape> = {
  -readonly [Axis in keyof Dimensions]: Dimensions[Axis] extends number ? Dimensions[Axis] : number;
};

/**
 * States the shape of any TensorFlow.js tensor, and checks it; `null` stands for any size. It is the same tensor.
 *
 * @throws DataError if the tensor has another shape or type.
 *
 * @example
 * const features = withShape(tf.randomNormal([32, 784]), [null, 784]); // Tensor<[number, 784]>
 */
export function withShape<const Dimensions extends Shape, const Type extends DType = 'float32'>(
  given: tf.Tensor,
  shape: Dimensions,
  dtype?: Type,
): Tensor<Stated<Dimensions>, Type> {
  const type = dtype ?? 'float32';
  if (!fits(given.shape, shape) || given.dtype !== type) {
    throw new DataError(
      `withShape expects a tensor of ${show(shape)} ${type} (received ${show(given.shape)} ${given.dtype})`,
    );
  }
  return asTensor(given);
}
