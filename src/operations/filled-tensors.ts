import * as tf from '@tensorflow/tfjs-core';
import { oneOf } from '../arguments/names.js';
import { finite, integerFrom, integersFrom } from '../arguments/number.js';
import { completeOptions } from '../arguments/options.js';
import { ArgumentError } from '../errors.js';
import type { Structure } from '../graph/structure.js';
import type { AnyTensor } from '../graph/tensor-kinds.js';
import type { Known } from '../types/arithmetic/operands.js';
import { type DType, type NumericType, numericTypes } from '../types/dtype.js';
import type { Normalized, Shape } from '../types/shape.js';
import type { GraphResult } from './argument.js';
import { defineOperation, stated } from './define-operation.js';

/** Options of operations that make tensors without inputs. */
export interface ConstantOptions<Type extends NumericType> {
  /**
   * The data type of the elements. The default is `float32`; for `arange` it is that of its arguments, `int32` for
   * integers.
   */
  readonly dtype?: Type;
}

/** Elements of tensors are counted by 32-bit integers. */
const mostElements = 2 ** 31 - 1;

/** The configuration of an operation without inputs. */
export interface Constant {
  readonly shape: readonly number[];
  readonly dtype: NumericType;
}

/** Defines an operation without inputs, by the number at each flat index. */
export function constant<Configuration extends Constant>(
  operation: string,
  numberAt: (index: number, configuration: Configuration) => number,
): (configuration: Configuration) => Structure<AnyTensor> {
  const addNode = defineOperation<Configuration, readonly Shape[]>({
    operation,
    shape: (_, { shape }) => shape,
    type: (_, { dtype }) => dtype,
    compute: (_, configuration) => {
      const { shape, dtype } = configuration;
      const values = Array.from({ length: tf.util.sizeFromShape([...shape]) }, (_, index) =>
        numberAt(index, configuration),
      );
      return tf.tensor(dtype === 'bool' ? values.map(Boolean) : values, [...shape], dtype);
    },
  });
  return (configuration) => {
    const size = configuration.shape.reduce((count, one) => count * one, 1);
    if (size <= mostElements) return addNode([], configuration);
    throw new ArgumentError(`${operation} expects at most ${mostElements} elements (received ${size})`);
  };
}

/** The type that options state, or the default. */
export function dtypeOf(
  operation: string,
  options: ConstantOptions<NumericType> | undefined,
  standard: DType,
): NumericType {
  const { dtype } = completeOptions(operation, { dtype: standard as NumericType }, options);
  return oneOf(`${operation}: dtype`, dtype, numericTypes);
}

/** The type of {@link eye} and {@link tri}. */
type MatrixFunction = <
  const Rows extends number,
  const Columns extends number | null = null,
  const Type extends NumericType = 'float32',
>(
  /** The number of rows. */
  rows: Rows,
  /** The number of columns. The default is that of rows. */
  columns?: Columns,
  /** The index of the diagonal: 0 is the main one, and those above are positive. The default is 0. */
  k?: number,
  options?: ConstantOptions<Type>,
) => NoInfer<GraphResult<[Known<Rows>, Columns extends number ? Known<Columns> : Known<Rows>], Type>>;

/** A matrix of 1 and 0. `isOne` is told how far above the main diagonal an element is, and which diagonal is asked for. */
function matrix(operation: string, isOne: (above: number, k: number) => boolean): MatrixFunction {
  const addNode = constant<Constant & { readonly k: number }>(operation, (index, { shape, k }) => {
    const columns = shape[1] as number;
    return isOne((index % columns) - Math.floor(index / columns), k) ? 1 : 0;
  });
  return stated((rows: number, columns: number | null = null, k = 0, options?: ConstantOptions<NumericType>) =>
    addNode({
      shape: integersFrom(`${operation}: rows and columns`, [rows, columns ?? rows], 1),
      dtype: dtypeOf(operation, options, 'float32'),
      k: integerFrom(`${operation}: k`, k, Number.MIN_SAFE_INTEGER),
    }),
  );
}

/**
 * A matrix that is 1 on a diagonal, and 0 elsewhere.
 *
 * @example
 * const identity = eye(3); // SymbolicTensor<[3, 3]>
 */
export const eye: MatrixFunction = matrix('eye', (above, k) => above === k);

const addFull = constant<Constant & { readonly fillValue: number }>('full', (_, { fillValue }) => fillValue);

/**
 * A tensor with one value everywhere.
 *
 * @example
 * const halves = full([3, 4], 0.5); // SymbolicTensor<[3, 4]>
 */
export const full: <const Dimensions extends readonly number[], const Type extends NumericType = 'float32'>(
  /** The shape of the tensor. */
  shape: Dimensions,
  /** The value of all elements. */
  fillValue: number,
  options?: ConstantOptions<Type>,
) => GraphResult<Normalized<Dimensions>, NoInfer<Type>> = stated(
  (shape: readonly number[], fillValue: number, options?: ConstantOptions<NumericType>) =>
    addFull({
      shape: integersFrom('full: shape', shape, 1),
      dtype: dtypeOf('full', options, 'float32'),
      fillValue: finite('full: fillValue', fillValue),
    }),
);

type FilledFunction = <const Dimensions extends readonly number[], const Type extends NumericType = 'float32'>(
  /** The shape of the tensor. */
  shape: Dimensions,
  options?: ConstantOptions<Type>,
) => GraphResult<Normalized<Dimensions>, NoInfer<Type>>;

function filled(operation: string, value: number): FilledFunction {
  const addNode = constant<Constant>(operation, () => value);
  return stated((shape: readonly number[], options?: ConstantOptions<NumericType>) =>
    addNode({
      shape: integersFrom(`${operation}: shape`, shape, 1),
      dtype: dtypeOf(operation, options, 'float32'),
    }),
  );
}

/**
 * A tensor that is 0 everywhere.
 *
 * @example
 * const nothing = zeros([3, 4]); // SymbolicTensor<[3, 4]>
 */
export const zeros: FilledFunction = filled('zeros', 0);

/**
 * A tensor that is 1 everywhere.
 *
 * @example
 * const everything = ones([3, 4]); // SymbolicTensor<[3, 4]>
 */
export const ones: FilledFunction = filled('ones', 1);

/**
 * A matrix that is 1 on a diagonal and below, and 0 above.
 *
 * @example
 * const causal = tri(3); // SymbolicTensor<[3, 3]>
 */
export const tri: MatrixFunction = matrix('tri', (above, k) => above <= k);

const addIdentity = constant<Constant>('identity', (index, { shape }) => (index % ((shape[1] as number) + 1) ? 0 : 1));

/**
 * The square matrix that is 1 on the main diagonal, and 0 elsewhere.
 *
 * @example
 * const unit = identity(3); // SymbolicTensor<[3, 3]>
 */
export const identity: <const Rows extends number, const Type extends NumericType = 'float32'>(
  /** The number of rows and columns. */
  n: Rows,
  options?: ConstantOptions<Type>,
) => NoInfer<GraphResult<[Known<Rows>, Known<Rows>], Type>> = stated(
  (n: number, options?: ConstantOptions<NumericType>) =>
    addIdentity({
      shape: integersFrom('identity: n', [n, n], 1),
      dtype: dtypeOf('identity', options, 'float32'),
    }),
);
