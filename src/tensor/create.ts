import * as tf from '@tensorflow/tfjs-core';
import { oneOf } from '../arguments/names.js';
import { checkSize } from '../arguments/number.js';
import { ArgumentError, DataError, received } from '../errors.js';
import { fits } from '../types/dimension.js';
import { type DType, type NumericType, numericTypes } from '../types/dtype.js';
import type { GivenSize } from '../types/given.js';
import { type Sizes, show } from '../types/shape.js';
import { checkReady, checkShape, checkTensor } from './check-arguments.js';
import { convertElements, type Elements, placeIn, readElements } from './read-elements.js';
import { asTensor, type Tensor } from './tensor.js';
import type { NestedShape, NestedStrings, TensorValues, TypeOfValues } from './tensor-values.js';

const dtypes: readonly DType[] = [...numericTypes, 'string'];

type SizesOf<Dimensions extends readonly number[] | undefined, Values> = Dimensions extends readonly number[]
  ? [...Dimensions]
  : NestedShape<Values>;

/**
 * A tensor of the given numbers, booleans or strings. Without a shape it has that of the nested arrays, and without a type
 * that of the elements: numbers are float32 unless they come in arrays of integers, such as `Int32Array` and `Uint8Array`.
 *
 * @param values The values: one, nested arrays, or a flat array.
 * @param shape The shape of the tensor. The default is that of the values.
 * @param dtype The data type of the elements. The default is that of the values.
 * @throws DataError if nested arrays differ in length, if the values do not fill the shape, or if one of them is not of the
 *   type: fractions are not rounded to integers.
 *
 * @example
 * const images = tensor(new Float32Array(32 * 784), [32, 784]); // Tensor<[32, 784]>
 * const words = tensor([['a'], ['tensor']], [2, 1]); // Tensor<[2, 1], 'string'>
 * const ids = tensor(new Int32Array(6), [2, 3]); // Tensor<[2, 3], 'int32'>
 */
export function tensor<
  const Values extends TensorValues | NestedStrings,
  const Dimensions extends readonly number[] | undefined = undefined,
  const Type extends DType = TypeOfValues<Values>,
>(values: Values, shape?: Dimensions, dtype?: Type): Tensor<SizesOf<Dimensions, Values>, NoInfer<Type>> {
  checkReady('tensor');
  if (dtype !== undefined) oneOf<DType>('tensor: dtype', dtype, dtypes);
  const wanted = shape === undefined ? undefined : checkShape('tensor: shape', shape);
  const elements = readElements('tensor', values, dtype);
  if (wanted !== undefined) checkFilled(elements.shape, wanted);
  const type = dtype ?? elements.dtype;
  const converted = convertElements('tensor', elements, type);
  return asTensor(tf.tensor(converted as never, [...(wanted ?? elements.shape)], type));
}

/** Flat values fill any shape of as many elements; nested ones must have that shape. */
function checkFilled(found: readonly number[], wanted: readonly number[]): void {
  if (found.length > 1 && show(found) !== show(wanted)) {
    throw new DataError(`tensor expects values of shape ${show(wanted)} (received nested arrays of ${show(found)})`);
  }
  const size = tf.util.sizeFromShape([...wanted]);
  if (found[0] === size || found.length > 1) return;
  throw new DataError(`tensor expects ${size} values for shape ${show(wanted)} (received ${found[0]})`);
}

/**
 * A tensor of zeros.
 *
 * @param shape The shape of the tensor.
 * @param dtype The data type of the elements. The default is `float32`.
 */
export function zeros<const Dimensions extends readonly number[], const Type extends NumericType = 'float32'>(
  shape: Dimensions,
  dtype?: Type,
): Tensor<[...Dimensions], NoInfer<Type>> {
  return filled('zeros', 0, shape, dtype);
}

/**
 * A tensor of ones.
 *
 * @param shape The shape of the tensor.
 * @param dtype The data type of the elements. The default is `float32`.
 */
export function ones<const Dimensions extends readonly number[], const Type extends NumericType = 'float32'>(
  shape: Dimensions,
  dtype?: Type,
): Tensor<[...Dimensions], NoInfer<Type>> {
  return filled('ones', 1, shape, dtype);
}

function filled<Dimensions extends readonly number[], Type extends NumericType>(
  owner: string,
  value: number,
  shape: Dimensions,
  dtype: Type | undefined,
): Tensor<[...Dimensions], NoInfer<Type>> {
  checkReady(owner);
  const type = oneOf<NumericType>(`${owner}: dtype`, dtype ?? 'float32', numericTypes);
  return asTensor(tf.fill([...checkShape(`${owner}: shape`, shape)], value, type));
}

/** The shape of a tensor, or of nested arrays of indices. */
type IndicesShape<Indices> = Indices extends { readonly shape: infer Dimensions extends number[] }
  ? Dimensions
  : NestedShape<Indices>;

/**
 * Each index as a vector of zeros with a one at its place.
 *
 * @param indices Class indices.
 * @param depth The number of classes.
 * @throws DataError if an index is not an integer from 0 to `depth` - 1.
 *
 * @example
 * const targets = oneHot([3, 1, 4], 10); // Tensor<[number, 10]>
 */
export function oneHot<const Indices extends TensorValues | tf.Tensor, const Depth extends number>(
  indices: Indices,
  depth: GivenSize<'oneHot: depth', Depth>,
): Tensor<[...IndicesShape<Indices>, Depth]> {
  checkReady('oneHot');
  const classes = checkSize('oneHot: depth', depth as number);
  const { shape, values } = indices instanceof tf.Tensor ? elementsOf(indices) : readElements('oneHot', indices);
  const wrong = Array.prototype.findIndex.call(
    values,
    (index) => !(Number.isInteger(index) && index >= 0 && index < classes),
  );
  if (wrong >= 0) {
    const found = `${received(values[wrong])} at ${placeIn(shape, wrong)}`;
    throw new DataError(`oneHot expects indices from 0 to ${classes - 1} (received ${found})`);
  }
  // TensorFlow.js refuses a single class.
  if (classes === 1) return asTensor(tf.ones([...shape, 1]));
  return asTensor(
    tf.tidy(() =>
      tf.oneHot(tf.tensor(Int32Array.from(values as ArrayLike<number>), [...shape], 'int32'), classes, 1, 0, 'float32'),
    ),
  );
}

function elementsOf(indices: tf.Tensor): Elements {
  checkTensor('oneHot', indices);
  return { shape: indices.shape, dtype: indices.dtype as DType, values: indices.dataSync() };
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
 * @param tensors The tensors to stack, of one shape and one data type.
 *
 * @example
 * const batch = stack([first, second]); // [2, ...]
 */
export function stack<const Tensors extends readonly tf.Tensor[]>(
  tensors: Tensors,
): Tensor<StackShape<Tensors>, TypeOfTensors<Tensors>> {
  checkReady('stack');
  if (!Array.isArray(tensors))
    throw new ArgumentError(`stack expects a list of tensors (received ${received(tensors)})`);
  for (const tensor of tensors) checkTensor('stack', tensor);
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

type Stated<Dimensions extends Sizes> = {
  -readonly [Axis in keyof Dimensions]: Dimensions[Axis] extends number ? Dimensions[Axis] : number;
};

/**
 * States the shape of any TensorFlow.js tensor, and checks it; `null` stands for any size. It is the same tensor.
 *
 * @param given A TensorFlow.js tensor.
 * @param shape The shape to check; `null` stands for any size.
 * @param dtype The data type to check. The default is `float32`.
 * @throws DataError if the tensor has another shape or type.
 *
 * @example
 * const features = withShape(tf.randomNormal([32, 784]), [null, 784]); // Tensor<[number, 784]>
 */
export function withShape<const Dimensions extends Sizes, const Type extends DType = 'float32'>(
  given: tf.Tensor,
  shape: Dimensions,
  dtype?: Type,
): Tensor<Stated<Dimensions>, NoInfer<Type>> {
  const type = oneOf<DType>('withShape: dtype', dtype ?? 'float32', dtypes);
  checkTensor('withShape', given);
  checkShape('withShape: shape', shape, true);
  if (!fits(given.shape, shape) || given.dtype !== type) {
    throw new DataError(
      `withShape expects a tensor of ${show(shape)} ${type} (received ${show(given.shape)} ${given.dtype})`,
    );
  }
  return asTensor(given);
}
