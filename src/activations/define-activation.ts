import * as tf from '@tensorflow/tfjs-core';
import { requireTensors } from '../arguments/kind.js';
import { checkOptions } from '../arguments/options.js';
import { ArgumentError } from '../errors.js';

/**
 * Makes an activation, which frees all tensors that it makes on the way.
 *
 * @param options the names of its options.
 */
export function defineActivation<Options extends object = object>(
  name: string,
  activate: (input: tf.Tensor, options: Options) => tf.Tensor,
  options: readonly (keyof Options & string)[] = [],
): (input: tf.Tensor, given?: Options) => tf.Tensor {
  const activation = (input: tf.Tensor, given?: Options): tf.Tensor => {
    requireTensors(name, { input });
    if (input.dtype === 'string') throw new ArgumentError(`${name}: input expects numbers (received strings)`);
    checkOptions(name, given, options);
    // A cast: all options have defaults, or `activate` checks that they are there.
    return tf.tidy(() => activate(input, given ?? ({} as Options)));
  };
  return Object.defineProperty(activation, 'name', { value: name });
}
