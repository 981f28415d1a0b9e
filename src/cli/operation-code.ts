import { ArgumentError } from '../errors.js';
import { isSymbolicTensor } from '../graph/create-tensor.js';
import { internals } from '../graph/layer-state.js';
import { flatten } from '../graph/structure.js';
import type { GraphNode, SymbolicTensor } from '../graph/symbolic-tensor.js';
import * as operations from '../operations/index.js';
import type { CodeContext } from './class-code.js';
import { call, record } from './code-text.js';
import { valueCode } from './object-code.js';

/** One way to call an operation: its arguments, in which tensors stand for themselves. */
type Arguments = readonly unknown[];

/**
 * The code of a call of an operation. How it is called is found by calling it: the right call makes the same node.
 *
 * @throws ArgumentError if no call does.
 */
export function operationCode(
  node: GraphNode,
  context: CodeContext,
  tensor: (tensor: SymbolicTensor) => string,
): string {
  const { className } = node.layer;
  const likely = className.charAt(0).toLowerCase() + className.slice(1);
  const all = Object.entries(operations) as readonly (readonly [string, unknown])[];
  const names = [...all].sort(([left], [right]) => Number(right === likely) - Number(left === likely));
  for (const [name, operation] of names) {
    if (typeof operation !== 'function') continue;
    const found = waysToCall(node).find((given) => isSameNode(operation as Operation, given, node));
    if (found === undefined) continue;
    const codeOf = (value: unknown): string => {
      if (isSymbolicTensor(value)) return tensor(value);
      if (Array.isArray(value)) return `[${value.map(codeOf).join(', ')}]`;
      if (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype) {
        return record(Object.entries(value).map(([key, item]) => [key, codeOf(item)]));
      }
      return valueCode(value, context);
    };
    return call(`${context.use('ops')}.${name}`, found.map(codeOf));
  }
  throw new ArgumentError(
    `code expects operations of the library (received ${className} with options it cannot be called with)`,
  );
}

type Operation = (...given: Arguments) => unknown;

function waysToCall({ layer, inputs }: GraphNode): readonly Arguments[] {
  const options = Object.fromEntries(
    Object.entries(layer[internals].program.configuration).filter(([, value]) => value !== undefined),
  );
  const values = Object.values(options);
  const ways: Arguments[] = [];
  for (const tensors of [[...inputs], [[...inputs]]] as const) {
    if (values.length === 0) ways.push(tensors);
    for (let count = values.length; count >= 0; count--) {
      const rest = Object.fromEntries(Object.entries(options).slice(count));
      ways.push([...tensors, ...values.slice(0, count), ...(count < values.length ? [rest] : [])]);
    }
    // Numbers beside tensors come before or after them.
    ways.push([...values, ...tensors]);
    for (let count = values.length - 1; count > 0; count--) ways.push([...tensors, ...values.slice(0, count)]);
    // Parameters may have another order than options.
    if (values.length > 1) ways.push([...tensors, ...[...values].reverse()]);
  }
  return ways.sort((left, right) => lengthOf(left) - lengthOf(right));
}

function lengthOf(given: Arguments): number {
  return given.reduce((sum: number, item) => {
    if (isSymbolicTensor(item) || typeof item !== 'object' || item === null) return sum + 1;
    return sum + 2 + Object.keys(item).length;
  }, 0);
}

function isSameNode(operation: Operation, given: Arguments, node: GraphNode): boolean {
  try {
    const { items } = flatten(operation(...given) as SymbolicTensor, isSymbolicTensor, 'code', 'tensors');
    const made = items[0]?.producer;
    if (made === undefined || made === node || made.layer.className !== node.layer.className) return false;
    const same = (left: unknown, right: unknown) => JSON.stringify(left) === JSON.stringify(right);
    const shapes = ({ outputs }: GraphNode) => outputs.map(({ shape, dtype }) => [shape, dtype]);
    return (
      made.inputs.length === node.inputs.length &&
      made.inputs.every((tensor, index) => tensor === node.inputs[index]) &&
      same(made.layer[internals].program.configuration, node.layer[internals].program.configuration) &&
      same(shapes(made), shapes(node))
    );
  } catch {
    return false;
  }
}
