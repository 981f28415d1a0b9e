import { Tensor } from '@tensorflow/tfjs-core';
import { ArgumentError } from '../errors.js';
import { received } from './received.js';

/** @throws ArgumentError naming the argument that is not a tensor, or one that is disposed. */
export function requireTensors(owner: string, given: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(given)) {
    if (value instanceof Tensor && !value.isDisposed) continue;
    const what = value instanceof Tensor ? 'a disposed one' : received(value);
    throw new ArgumentError(`${owner}: ${name} expects a tensor (received ${what})`);
  }
}
