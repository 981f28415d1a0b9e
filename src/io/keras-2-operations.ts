import { entryOf } from '../arguments/names.js';
import { ArgumentError, received } from '../errors.js';
import { isRecord, type Json, type JsonRecord } from './keras-config.js';

/** A call of an operation as Keras 3 has it. */
export interface OperationCallConfig {
  readonly className: string;
  readonly args: readonly Json[];
  readonly options: JsonRecord;
}

/** An operation of TensorFlow: the class that Keras 3 has for it, and the names of what it is called with. */
interface Operation {
  readonly className: string;
  /** The tensors after the first, by their names in TensorFlow. */
  readonly tensors?: readonly string[];
  /** The parameters after the tensors, in the order in which the operation has them. */
  readonly options?: readonly string[];
  /** Whether a reduction may leave axes of size 1. */
  readonly keepsDims?: boolean;
  /** Whether the first argument is a list. */
  readonly isOnList?: boolean;
}

const unary = (className: string): Operation => ({ className });
const binary = (className: string): Operation => ({ className, tensors: ['y'] });
const reduction = (className: string): Operation => ({ className, options: ['axis'], keepsDims: true });

/** The operations that Keras 2 wrote as layers, by their names without `tf.` and what is before them. */
const operations: Readonly<Record<string, Operation>> = {
  abs: unary('Absolute'),
  add: binary('Add'),
  cast: { className: 'Cast', options: ['dtype'] },
  ceil: unary('Ceil'),
  clip_by_value: { className: 'Clip', options: ['clip_value_min', 'clip_value_max'] },
  concat: { className: 'Concatenate', options: ['axis'], isOnList: true },
  cos: unary('Cos'),
  divide: binary('Divide'),
  elu: unary('Elu'),
  erf: unary('Erf'),
  exp: unary('Exp'),
  expand_dims: { className: 'ExpandDims', options: ['axis'] },
  floor: unary('Floor'),
  floordiv: binary('FloorDivide'),
  floormod: binary('Mod'),
  log: unary('Log'),
  l2_normalize: { className: 'Normalize', options: ['axis'] },
  log_softmax: { className: 'LogSoftmax', options: ['axis'] },
  matmul: { className: 'Matmul', tensors: ['b'] },
  maximum: binary('Maximum'),
  minimum: binary('Minimum'),
  multiply: binary('Multiply'),
  negative: unary('Negative'),
  pow: binary('Power'),
  reciprocal: unary('Reciprocal'),
  reduce_max: reduction('Max'),
  reduce_mean: reduction('Mean'),
  reduce_min: reduction('Min'),
  reduce_prod: reduction('Prod'),
  reduce_sum: reduction('Sum'),
  relu: unary('Relu'),
  relu6: unary('Relu6'),
  reshape: { className: 'Reshape', options: ['shape'] },
  resize: { className: 'Resize', options: ['size'] },
  rsqrt: unary('Rsqrt'),
  selu: unary('Selu'),
  sigmoid: unary('Sigmoid'),
  sign: unary('Sign'),
  silu: unary('Silu'),
  sin: unary('Sin'),
  softmax: { className: 'Softmax', options: ['axis'] },
  softplus: unary('Softplus'),
  sqrt: unary('Sqrt'),
  square: unary('Square'),
  split: { className: 'Split', options: ['num_or_size_splits', 'axis'] },
  squeeze: { className: 'Squeeze', options: ['axis'] },
  stack: { className: 'Stack', options: ['axis'], isOnList: true },
  stop_gradient: unary('StopGradient'),
  subtract: binary('Subtract'),
  swish: unary('Silu'),
  tanh: unary('Tanh'),
  tile: { className: 'Tile', options: ['multiples'] },
  transpose: { className: 'Transpose', options: ['perm'] },
  truediv: binary('Divide'),
};

/** Whether a class of Keras 2 is an operation of TensorFlow. */
export function isOldOperation(className: Json | undefined): boolean {
  return className === 'TFOpLambda' || className === 'SlicingOpLambda';
}

/**
 * A call of an operation of TensorFlow, which Keras 2 wrote as a layer, as the operation of Keras 3.
 *
 * @param config the configuration of the layer: which operation it is.
 * @param tensors the tensors before the named arguments.
 * @throws ArgumentError that names an operation which there is none for.
 */
export function modernOperation(
  { function: name = null }: JsonRecord,
  tensors: readonly Json[],
  named: JsonRecord,
  path: string,
): OperationCallConfig {
  const key = String(name).split('.').at(-1) as string;
  if (key === 'getitem') return modernSlice(tensors, named);
  const operation = entryOf(operations, key);
  if (operation === undefined) {
    throw new ArgumentError(
      `${path} expects one of the operations ${Object.keys(operations).join(', ')} (received ${received(name)})`,
    );
  }
  const { className, tensors: others = [], options = [], keepsDims = false, isOnList = false } = operation;
  const known = [...others, ...options, 'name', ...(keepsDims ? ['keepdims'] : [])];
  const unknown = Object.entries(named).find(([option, value]) => !known.includes(option) && isOn(value));
  if (unknown !== undefined) {
    throw new ArgumentError(`${path} expects ${name} without ${unknown[0]} (received ${received(unknown[1])})`);
  }
  const given = options.filter((option) => (named[option] ?? null) !== null).map((option) => named[option] as Json);
  const axes = keepsDims && given.length === 0 ? [null] : given;
  return {
    className,
    args: [...(isOnList ? [tensors] : tensors), ...others.flatMap((other) => named[other] ?? []), ...axes],
    options: keepsDims ? { keepdims: named.keepdims === true } : {},
  };
}

/** Whether a flag that there is nothing for asks for something. */
function isOn(value: Json): boolean {
  return value !== null && value !== false;
}

/** A part of a tensor: Keras 2 says ranges without naming their class. */
function modernSlice(tensors: readonly Json[], { slice_spec: parts = [] }: JsonRecord): OperationCallConfig {
  const list = Array.isArray(parts) ? parts : [parts];
  const key = list.map((part) =>
    isRecord(part) && part.class_name === undefined ? { class_name: '__slice__', config: part } : part,
  );
  return { className: 'GetItem', args: [...tensors, key], options: {} };
}
