import { ArgumentError, received } from '../errors.js';
import { original } from '../graph/create-tensor.js';
import type { AnyLayer } from '../graph/layer.js';
import { internals } from '../graph/layer-state.js';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import { type Constant, constant } from '../operations/filled-tensors.js';
import type { NumericType } from '../types/dtype.js';
import { isRecord, type Json, type JsonRecord } from './keras-config.js';

/** An array of numbers in a graph, by its elements in row-major order. */
interface ConstantArray extends Constant {
  readonly values: readonly number[];
}

const addConstant = constant<ConstantArray>('constant', (index, { values }) => values[index] as number);

/** The type that elements of each type of NumPy's have here. */
const types: Readonly<Record<string, NumericType>> = {
  float64: 'float32',
  float32: 'float32',
  float16: 'float32',
  bfloat16: 'float32',
  int64: 'int32',
  int32: 'int32',
  int16: 'int32',
  int8: 'int32',
  uint8: 'int32',
  bool: 'bool',
};

/** The array that Keras has written among the arguments of a call; `undefined` for anything else. */
export function arrayIn(value: unknown): JsonRecord | undefined {
  if (!isRecord(value) || (value.class_name !== '__numpy__' && value.class_name !== '__tensor__')) return undefined;
  return isRecord(value.config ?? null) ? (value.config as JsonRecord) : undefined;
}

/**
 * A tensor of the graph that is an array.
 *
 * @throws ArgumentError if it is none: its rows have different lengths, or its elements are no numbers.
 */
export function constantTensor({ value = null, dtype = null }: JsonRecord, path: string): SymbolicTensor {
  const shape: number[] = [];
  for (let part = value; Array.isArray(part); part = part[0] ?? null) shape.push(part.length);
  const values: number[] = [];
  const add = (part: Json, depth: number): void => {
    const isRow = Array.isArray(part) && part.length === shape[depth];
    if (isRow) for (const item of part) add(item, depth + 1);
    else if (depth === shape.length && (typeof part === 'number' || typeof part === 'boolean'))
      values.push(Number(part));
    else throw new ArgumentError(`${path} expects an array of numbers (received ${received(part)})`);
  };
  add(value, 0);
  const type = Object.hasOwn(types, String(dtype)) ? types[String(dtype)] : undefined;
  if (type === undefined)
    throw new ArgumentError(`${path} expects an array of numbers (received one of ${received(dtype)})`);
  return addConstant({ shape, dtype: type, values }) as SymbolicTensor;
}

/** Whether a layer of a graph is an array, which Keras writes where it is used. */
export function isConstant({ className, [internals]: { program } }: AnyLayer): boolean {
  return program.kind === 'operation' && className === 'Constant';
}

/** An array as Keras writes it among the arguments of a call; `undefined` for other tensors. */
export function writtenConstant(tensor: SymbolicTensor): Json | undefined {
  const { layer } = original(tensor).producer;
  if (!isConstant(layer)) return undefined;
  const configuration: object = layer[internals].program.configuration;
  const { shape, dtype, values } = configuration as ConstantArray;
  const elements = dtype === 'bool' ? values.map(Boolean) : values;
  const value = [...shape].reverse().reduce<Json>((items, size, axis) => {
    const list = items as readonly Json[];
    // The last step makes a list of one: the array.
    return axis === shape.length - 1
      ? list
      : Array.from({ length: list.length / size }, (_, row) => list.slice(row * size, (row + 1) * size));
  }, elements);
  return { class_name: '__numpy__', config: { value: shape.length === 0 ? (elements[0] as Json) : value, dtype } };
}
