import { entryOf } from '../arguments/names.js';
import { ArgumentError, received } from '../errors.js';
import { callLayer } from '../graph/call-layer.js';
import { createLayer } from '../graph/create-layer.js';
import { internals } from '../graph/layer-state.js';
import { tensorsOf } from '../graph/named-arguments.js';
import { flatten, type Structure, unflatten } from '../graph/structure.js';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import { isTensor } from '../graph/tensor-kinds.js';
import * as operations from '../operations/index.js';
import { composedOperations, optionsOfOperation } from './composed-operations.js';
import { arrayIn, constantTensor } from './graph-constants.js';
import { camelCase, isRecord, type JsonRecord } from './keras-config.js';
import { functionOf, listsOf, parametersOf, takesNumbers, valueOfNone } from './keras-operations.js';

/** A layer or an operation as it is called in a graph. */
export type OperationCall = (
  args: readonly unknown[],
  options: Readonly<Record<string, unknown>>,
) => Structure<SymbolicTensor>;

/** The options that functions take in an object, which is their last parameter; all others are parameters of their own. */
const inObject: ReadonlySet<string> = new Set([
  ...['atol', 'constantValues', 'dtype', 'epsilon', 'equalNan', 'indexing', 'keepdims', 'method', 'mode'],
  ...['nan', 'neginf', 'posinf', 'rtol', 'sorted'],
]);

/** The operations by name. */
const functions: Readonly<Record<string, unknown>> = operations;

/**
 * The operation that a configuration describes; `undefined` where it describes a layer.
 *
 * @throws ArgumentError if the library has no such operation, or not with such options.
 */
export function operationOf({ module, class_name: name, config }: JsonRecord, path: string): OperationCall | undefined {
  if (typeof module !== 'string' || !/^keras\.(src\.)?ops\./.test(module) || typeof name !== 'string') return undefined;
  const composed = entryOf(composedOperations, name);
  if (composed !== undefined) {
    const { name: _, ...written } = isRecord(config) ? config : {};
    const own = optionsOfOperation(written);
    return (args, named) => composed(args, { ...own, ...named }, path);
  }
  const key = functionOf(name);
  const found = entryOf(functions, key);
  if (typeof found !== 'function') {
    throw new ArgumentError(`${path} expects an operation of the library (received ${received(name)})`);
  }
  const call = found as (...given: readonly unknown[]) => Structure<SymbolicTensor>;
  const { name: _, ...written } = isRecord(config) ? config : {};
  const options = Object.entries(written).flatMap(([option, value]): readonly (readonly [string, unknown])[] => {
    const none = valueOfNone(name, camelCase(option));
    if (none === undefined) return [[camelCase(option), value]];
    if (none === value) return [];
    throw new ArgumentError(`${path}.config.${option} expects ${received(none)} (received ${received(value)})`);
  });
  return (args, named) => call(...given(name, args, { ...Object.fromEntries(options), ...named }, path));
}

/** What a function is called with: tensors, then options, then the object with the others. */
function given(className: string, args: readonly unknown[], options: Readonly<Record<string, unknown>>, path: string) {
  const names = parametersOf(className);
  const called = Object.fromEntries(args.map((value, index) => [names[index] ?? `x${index + 1}`, value]));
  const all = Object.entries({ ...called, ...options }).map(([name, value]) => {
    const isNumber = takesNumbers(className, name);
    return [name, isNumber ? plain(value) : withTensors(plainTuple(value), path)] as const;
  });
  const isInObject = (name: string) => inObject.has(name) && !(className === 'Cast' && name === 'dtype');
  const object = all.filter(([name, value]) => isInObject(name) && value !== null);
  const positional = all.filter(([name]) => !isInObject(name));
  // The order of parameters is another in these two.
  const first = positional.filter(([name]) => name === 'subscripts' || (className === 'Average' && name === 'x'));
  const last = positional.filter(([name]) => className === 'Average' && name === 'weights');
  const others = positional.filter((entry) => !first.includes(entry) && !last.includes(entry));
  const ordered = [...first, ...others, ...last].map(([, value]) => value);
  const isSpread = listsOf(className)?.inKeras === false;
  return [...(isSpread ? [ordered] : ordered), ...(object.length === 0 ? [] : [Object.fromEntries(object)])];
}

/** An argument in which the arrays that Keras has written are tensors of the graph; numbers among them are numbers. */
function withTensors(value: unknown, path: string): unknown {
  if (Array.isArray(value)) return value.map((item) => withTensors(item, path));
  const array = arrayIn(value);
  if (array === undefined) return value;
  return Array.isArray(array.value) ? constantTensor(array, path) : array.value;
}

function plainTuple(value: unknown): unknown {
  return isRecord(value) && value.class_name === '__tuple__' ? value.items : value;
}

/** The value of an array that Keras writes with its type. */
function plain(value: unknown): unknown {
  return arrayIn(value)?.value ?? plainTuple(value);
}

/** The outputs of an operation, made again by one of the name that the file has for it; those of a layer as they are. */
export function withName(outputs: Structure<SymbolicTensor>, name: string): Structure<SymbolicTensor> {
  const [first] = flatten(outputs, isTensor, 'the outputs of a call', 'tensors').items as readonly SymbolicTensor[];
  if (first === undefined) return outputs;
  const { layer, inputs, inputStructure, named } = first.producer;
  const { program } = layer[internals];
  if (program.kind !== 'operation' || tensorsOf(named).length > 0) return outputs;
  return callLayer(createLayer(program, { name }), unflatten(inputStructure, inputs)) as Structure<SymbolicTensor>;
}
