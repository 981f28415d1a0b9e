import { Tensor } from '@tensorflow/tfjs-core';
import { ArgumentError, received } from '../errors.js';

/** The kinds of configured objects. Each object says its kind in an own property, so that none is mistaken for another. */
export type ConfiguredKind =
  | 'layer'
  | 'loss'
  | 'metric'
  | 'optimizer'
  | 'schedule'
  | 'initializer'
  | 'regularizer'
  | 'constraint'
  | 'callback';

/** Whether a value is a configured object of this kind. */
export function isOfKind<Kind extends ConfiguredKind>(value: unknown, kind: Kind): value is { readonly kind: Kind } {
  const isObject = (typeof value === 'object' && value !== null) || typeof value === 'function';
  return isObject && Object.getOwnPropertyDescriptor(value, 'kind')?.value === kind;
}

/** @throws ArgumentError naming the argument that is not a tensor of numbers, or one that is disposed. */
export function requireTensors(owner: string, given: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(given)) {
    if (value instanceof Tensor && !value.isDisposed && value.dtype !== 'string') continue;
    if (value instanceof Tensor && !value.isDisposed) {
      throw new ArgumentError(`${owner}: ${name} expects a tensor of numbers (received one of strings)`);
    }
    const what = value instanceof Tensor ? 'a disposed one' : received(value);
    throw new ArgumentError(`${owner}: ${name} expects a tensor (received ${what})`);
  }
}
