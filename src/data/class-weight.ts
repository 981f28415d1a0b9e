import * as tf from '@tensorflow/tfjs-core';
import { ArgumentError, received } from '../errors.js';
import type { Loss } from '../losses/loss.js';
import type { Slots } from './one-tensor.js';
import type { WeightTensors } from './sample-weights.js';

/** The factor of each class in the loss, by the class' index; 1 for a class that is left out. */
export interface ClassWeight {
  readonly [classIndex: number]: number;
}

/** `classWeight`, if it is one: a number for some classes. */
export function checkClassWeight(argument: string, given: unknown): ClassWeight | undefined {
  if (given === undefined) return undefined;
  const isRecord =
    typeof given === 'object' &&
    given !== null &&
    [Object.prototype, null, Array.prototype].includes(Object.getPrototypeOf(given));
  if (!isRecord) {
    throw new ArgumentError(
      `${argument} expects numbers by the index of the class, such as { 0: 1, 1: 5 } (received ${received(given)})`,
    );
  }
  for (const [name, weight] of Object.entries(given)) {
    if (!/^(0|[1-9]\d*)$/.test(name)) {
      throw new ArgumentError(
        `${argument} expects numbers by the index of the class, such as { 0: 1, 1: 5 } (received '${name}')`,
      );
    }
    if (!Number.isFinite(weight)) {
      throw new ArgumentError(`${argument} expects finite numbers (received ${received(weight)} for class ${name})`);
    }
  }
  return given as ClassWeight;
}

/**
 * Weights of samples times those of their classes, as tensors that belong to the caller. Where targets have several positions
 * for each sample, each position has the weight of its class.
 *
 * Classes are the places of the largest values along the last axis of targets, or indices, which are rounded as in Keras.
 *
 * @throws ArgumentError if there are several outputs, or targets that are not classes.
 */
export async function withClassWeight(
  argument: string,
  classWeight: ClassWeight,
  { items }: Slots,
  targets: readonly (tf.Tensor | undefined)[],
  weights: WeightTensors,
): Promise<WeightTensors> {
  const [target] = targets;
  if (targets.length !== 1) {
    throw new ArgumentError(
      `${argument} expects a model with one output (received one with ${targets.length} outputs)`,
    );
  }
  if (target === undefined) throw new ArgumentError(`${argument} expects targets (received none)`);
  const classes = await classWeights(argument, target, classWeight, items[0]?.loss ?? null);
  const [own] = weights;
  if (own === undefined) return [classes];
  const rank = Math.max(own.rank, classes.rank);
  const product = tf.tidy(() => tf.mul(withRank(own, rank), withRank(classes, rank)));
  classes.dispose();
  return [product];
}

/** A tensor with axes of size 1 appended. */
function withRank(tensor: tf.Tensor, rank: number): tf.Tensor {
  return tf.reshape(tensor, [...tensor.shape, ...Array<number>(rank - tensor.rank).fill(1)]);
}

async function classWeights(
  argument: string,
  target: tf.Tensor,
  classWeight: ClassWeight,
  loss: Loss | null,
): Promise<tf.Tensor> {
  const kind = loss?.targetKind ?? 'any';
  if (kind === 'labelSequences') {
    throw new ArgumentError(
      `${argument} expects one class for each sample or step (received lists of labels, for ${loss?.name}): give sampleWeight instead`,
    );
  }
  const last = target.rank > 1 ? (target.shape.at(-1) ?? 1) : 1;
  // Class indices for each step, (samples, steps), look like one-hot vectors: the loss tells them apart.
  const isOneHot = last !== 1 && kind !== 'classIndices';
  const shape = target.rank > 1 && (isOneHot || last === 1) ? target.shape.slice(0, -1) : target.shape;
  const classes = isOneHot ? tf.argMax(target, -1) : target;
  const indices = await classes.data();
  if (classes !== target) classes.dispose();
  return tf.tensor(
    Float32Array.from(indices, (index) => classWeight[roundHalfToEven(index)] ?? 1),
    shape,
  );
}

/** As NumPy rounds: 0.5 to 0, 1.5 to 2. */
function roundHalfToEven(value: number): number {
  const rounded = Math.round(value);
  return rounded - value === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded;
}
