import * as tf from '@tensorflow/tfjs-core';
import { ArgumentError, DataError, received } from '../errors.js';
import { convertElements, readElements } from '../tensor/read-elements.js';
import { describe, isTypedArray, type NestedNumbers, type TypedArray } from '../tensor/tensor-values.js';
import type { Slots } from './one-tensor.js';

/** The factor of each sample in the loss; or of each of its steps, in a tensor or nested arrays. */
export type SampleWeight = tf.Tensor | TypedArray | NestedNumbers;

/** Weights of samples: for the only output or for all, a list with those for each output, or by name. */
export type SampleWeights =
  | SampleWeight
  | readonly (SampleWeight | null)[]
  | { readonly [output: string]: SampleWeight };

/** Weights for each output; `undefined` where all samples count the same. */
export type WeightTensors = readonly (tf.Tensor | undefined)[];

/**
 * The weights of samples for each output, as tensors that belong to the caller.
 *
 * @param argument the name of the weights in errors: `model.fit: sampleWeight`.
 * @throws DataError if they are not finite numbers, one for each sample; then nothing is left behind.
 */
export async function sampleWeightsOf(
  argument: string,
  given: unknown,
  { items }: Slots,
  samples: number,
): Promise<WeightTensors> {
  if (given === undefined || given === null) return items.map(() => undefined);
  const made: tf.Tensor[] = [];
  const make = (name: string, weights: unknown): tf.Tensor | undefined => {
    if (weights === undefined || weights === null) return undefined;
    const tensor = toWeights(name, weights, samples);
    made.push(tensor);
    return tensor;
  };
  try {
    const tensors = weightsByOutput(argument, given, items).map(([name, weights]) => make(name, weights));
    for (const tensor of tensors) if (tensor !== undefined) await checkFinite(argument, tensor);
    return tensors;
  } catch (error) {
    tf.dispose(made);
    throw error;
  }
}

/** What is given for each output, with the words for it in errors. */
function weightsByOutput(
  argument: string,
  given: unknown,
  outputs: Slots['items'],
): readonly (readonly [string, unknown])[] {
  if (isWeights(given) || (outputs.length === 1 && isNestedWeights(given))) {
    return outputs.map(() => [argument, given]);
  }
  if (Array.isArray(given)) {
    if (given.length === outputs.length) return Array.from(given, (item, index) => [`${argument}.${index}`, item]);
    throw new DataError(
      `${argument} expects weights for each of ${outputs.length} outputs (received a list of ${given.length})`,
    );
  }
  const isRecord = typeof given === 'object' && [Object.prototype, null].includes(Object.getPrototypeOf(given));
  if (!isRecord) {
    throw new DataError(
      `${argument} expects weights of samples, a list of them, or a record by output (received ${received(given)})`,
    );
  }
  const record = given as { readonly [name: string]: unknown };
  const unknown = Object.keys(record).find((name) => outputs.every((output) => output.name !== name));
  if (unknown !== undefined) {
    const names = outputs.map(({ name }) => name).join(', ');
    throw new ArgumentError(`${argument} expects names of outputs, ${names} (received '${unknown}')`);
  }
  return outputs.map(({ name }) => [`${argument}.${name}`, Object.hasOwn(record, name) ? record[name] : undefined]);
}

/** Whether something is weights of samples, not a list with those of each output. */
function isWeights(given: unknown): boolean {
  return given instanceof tf.Tensor || isTypedArray(given) || (Array.isArray(given) && typeof given[0] === 'number');
}

/** Whether something is weights of steps: nested arrays, not a list of one with the weights of the only output. */
function isNestedWeights(given: unknown): boolean {
  if (!Array.isArray(given) || !Array.isArray(given[0])) return false;
  return given.length > 1 || Array.isArray(given[0][0]) === false;
}

function toWeights(argument: string, weights: unknown, samples: number): tf.Tensor {
  const tensor = weightTensor(argument, weights);
  if (tensor.shape[0] === samples) return tensor;
  tensor.dispose();
  throw new DataError(
    `${argument} expects one weight for each of ${samples} samples (received ${tensor.rank === 0 ? 'a scalar' : tensor.shape[0]})`,
  );
}

function weightTensor(argument: string, weights: unknown): tf.Tensor {
  if (weights instanceof tf.Tensor) {
    if (weights.isDisposed) throw new DataError(`${argument} expects a tensor (received one that is disposed)`);
    if (weights.dtype === 'string') throw new DataError(`${argument} expects numbers (received strings)`);
    return tf.cast(weights, 'float32');
  }
  if (!Array.isArray(weights) && !isTypedArray(weights)) {
    throw new DataError(`${argument} expects a tensor, a typed array or nested arrays (received ${describe(weights)})`);
  }
  const elements = readElements(argument, weights, 'float32');
  return tf.tensor(Float32Array.from(convertElements(argument, elements, 'float32') as Float32Array), [
    ...elements.shape,
  ]);
}

async function checkFinite(argument: string, weights: tf.Tensor): Promise<void> {
  const values = await weights.data();
  const wrong = values.findIndex((value) => !Number.isFinite(value));
  if (wrong >= 0)
    throw new DataError(`${argument} expects finite numbers (received ${values[wrong]} at place ${wrong})`);
}
