import { ArgumentError, received } from '../errors.js';
import type { Structure } from '../graph/structure.js';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import * as operations from '../operations/index.js';
import { camelCase, isRecord, type JsonRecord } from './keras-config.js';

/** A layer or an operation as it is called in a graph. */
export type OperationCall = (
  args: readonly unknown[],
  options: Readonly<Record<string, unknown>>,
) => Structure<SymbolicTensor>;

/** The operation that a configuration describes; `undefined` where it describes a layer. */
export function operationOf({ module, class_name: name, config }: JsonRecord, path: string): OperationCall | undefined {
  if (typeof module !== 'string' || !/^keras\.(src\.)?ops\./.test(module) || typeof name !== 'string') return undefined;
  const key = camelCase(name.charAt(0).toLowerCase() + name.slice(1));
  const found: unknown = Object.hasOwn(operations, key) ? operations[key as keyof typeof operations] : undefined;
  if (typeof found !== 'function') {
    throw new ArgumentError(`${path} expects an operation of the library (received ${received(name)})`);
  }
  const call = found as (...given: readonly unknown[]) => Structure<SymbolicTensor>;
  const { name: _, ...options } = isRecord(config) ? config : {};
  const given = Object.entries(options).map(([option, value]) => [camelCase(option), value]);
  return (args, named) => call(...args, ...(given.length === 0 ? [] : [{ ...Object.fromEntries(given), ...named }]));
}
