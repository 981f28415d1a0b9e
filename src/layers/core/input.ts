import { oneOf } from '../../arguments/names.js';
import { checkSize, isSize } from '../../arguments/number.js';
import { checkOptions } from '../../arguments/options.js';
import { ArgumentError, received, StateError } from '../../errors.js';
import { callLayer } from '../../graph/call-layer.js';
import { createLayer } from '../../graph/create-layer.js';
import type { Program } from '../../graph/program.js';
import { oneItem } from '../../graph/structure.js';
import type { NamedTensor, OfType, SymbolicTensor } from '../../graph/symbolic-tensor.js';
import type { TensorSpec } from '../../graph/value.js';
import type { Known } from '../../types/arithmetic/operands.js';
import { type DType, numericTypes } from '../../types/dtype.js';
import type { GivenSizes } from '../../types/given-lists.js';
import type { GivenOptions } from '../../types/given-options.js';
import type { Normalized, Shape } from '../../types/shape.js';
import { expectedSizes, isName } from '../../types/size-names.js';

/** The options of {@link Input}. */
export interface InputOptions<Name extends string, Type extends DType, BatchSize extends number | null> {
  /** The name of the input, by which data can be given. The default is `input_layer` and a number. */
  readonly name?: Name;
  /** The element type. The default is `float32`. */
  readonly dtype?: Type;
  /** The fixed number of samples of every batch, which stateful layers need. The default is any number. */
  readonly batchSize?: BatchSize;
}

type WithName<Dimensions extends Shape, Name extends string> = string extends Name
  ? SymbolicTensor<Dimensions>
  : NamedTensor<Dimensions, Name>;

type TypeTag<Type extends DType> = Type extends 'float32' ? unknown : OfType<Type>;

/** The bounds of the numbers in its options. */
interface Numbers {
  readonly batchSize: 'a positive integer';
}

type Batch<Size extends number | null> = Size extends number ? Known<Size> : null;

/**
 * A symbolic tensor as the input of a model. `shape` is the shape of one sample, without the batch axis.
 *
 * @param shape The shape of one sample, without the batch. `null` is a size that varies from batch to batch; a name is one
 *   that varies, but is the same wherever it has this name.
 *
 * @example
 * const image = Input([28, 28, 1]);
 * const sentence = Input([null], { dtype: 'int32', name: 'words' });
 * const spoken = Input(['time', 80]); // SymbolicTensor<[null, 'time', 80]>
 */
export function Input<
  const Given extends Shape,
  const Name extends string = string,
  const Type extends DType = 'float32',
  const BatchSize extends number | null = null,
  const Options = object,
>(
  shape: GivenSizes<'Input: shape', Given>,
  options?: GivenOptions<'Input', Options, InputOptions<Name, Type, BatchSize>, Numbers>,
): WithName<[Batch<NoInfer<BatchSize>>, ...Normalized<Given>], NoInfer<Name>> & TypeTag<NoInfer<Type>>;
export function Input(shape: unknown, given: unknown = {}): SymbolicTensor {
  const options = given as InputOptions<string, DType, number | null>;
  checkOptions('Input', options, ['name', 'dtype', 'batchSize']);
  const { batchSize = null, dtype = 'float32' } = options;
  const sizes: Shape = [
    batchSize === null ? null : checkSize('Input: batchSize', batchSize),
    ...sampleShape(shape as Shape),
  ];
  const layer = createLayer(inputProgram(sizes, oneOf<DType>('Input: dtype', dtype, dtypes)), options);
  return callLayer(layer, []) as SymbolicTensor;
}

const dtypes: readonly DType[] = [...numericTypes, 'string'];

function sampleShape(shape: Shape): Shape {
  const sizes = Array.isArray(shape) && shape.length < 100 ? [...shape] : undefined;
  const wrong = sizes?.findIndex((size) => size !== null && !isSize(size) && !isName(size));
  if (sizes !== undefined && wrong === -1) return sizes;
  const shown = received(sizes === undefined ? shape : sizes[wrong as number]);
  const expected = sizes === undefined ? 'a list of sizes, such as [28, 28, 1]' : expectedSizes;
  throw new ArgumentError(`Input: shape expects ${expected} (received ${shown})`);
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
