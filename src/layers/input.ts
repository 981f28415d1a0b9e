import { ArgumentError, StateError } from '../errors.js';
import { callLayer } from '../graph/call-layer.js';
import { createLayer } from '../graph/create-layer.js';
import type { Program } from '../graph/program.js';
import { oneItem } from '../graph/structure.js';
import type { Named, OfType, SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { TensorSpec } from '../graph/value.js';
import type { Known } from '../types/arithmetic/known.js';
import type { DType } from '../types/dtype.js';
import type { Normalized, Shape } from '../types/shape.js';

/** The options of {@link Input}. */
export interface InputOptions<Name extends string, Type extends DType, BatchSize extends number | null> {
  /** Names the input; data can then be given by it. */
  readonly name?: Name;
  /** The type of the elements; `float32` unless given. */
  readonly dtype?: Type;
  /** The number of samples in every batch, where it is fixed; stateful layers need it. */
  readonly batchSize?: BatchSize;
}

type Tags<Name extends string, Type extends DType> = (string extends Name ? unknown : Named<Name>) &
  (Type extends 'float32' ? unknown : OfType<Type>);

type Batch<Size extends number | null> = Size extends number ? Known<Size> : null;

/**
 * A tensor where data comes in. `shape` is that of one sample: the batch stands before it.
 *
 * @example
 * const image = Input([28, 28, 1]);
 * const sentence = Input([null], { dtype: 'int32', name: 'words' });
 */
export function Input<
  const Given extends Shape,
  const Name extends string = string,
  const Type extends DType = 'float32',
  const BatchSize extends number | null = null,
>(
  shape: Given,
  options: InputOptions<Name, Type, BatchSize> = {},
): SymbolicTensor<[Batch<NoInfer<BatchSize>>, ...Normalized<Given>]> & Tags<Name, Type> {
  const sizes: Shape = [options.batchSize ?? null, ...shape];
  for (const size of sizes) {
    if (size !== null && !(Number.isSafeInteger(size) && size > 0)) {
      throw new ArgumentError(`Input: shape expects positive integers, or null for what varies (received ${size})`);
    }
  }
  const layer = createLayer(inputProgram(sizes, options.dtype ?? 'float32'), options);
  return callLayer(layer, []) as SymbolicTensor<[Batch<BatchSize>, ...Normalized<Given>]> & Tags<Name, Type>;
}

function inputProgram(shape: Shape, dtype: DType): Program {
  return Object.freeze<Program>({
    kind: 'input',
    className: 'InputLayer',
    configuration: Object.freeze({ batchShape: Object.freeze(shape), dtype }),
    layers: [],
    callArguments: {},
    acceptsStrings: true,
    infer: () => oneItem<TensorSpec>({ shape, dtype }),
    weights: () => ({}),
    run: () => {
      throw new StateError('an input is fed, not run');
    },
  });
}
