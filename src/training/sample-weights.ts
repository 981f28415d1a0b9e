import * as tf from '@tensorflow/tfjs-core';
import { ArgumentError, DataError } from '../errors.js';
import type { Slot } from './materialize.js';

/** What each class counts: by its index. */
export interface ClassWeight {
  readonly [classIndex: number]: number;
}

/** Weights for the samples: for the only output, or for each. */
export type SampleWeight = tf.Tensor | Float32Array | Float64Array | readonly number[];

/**
 * The weights of samples for each output, from `sampleWeight` and `classWeight` together; `undefined` where all count the
 * same. They belong to the caller.
 */
export async function sampleWeightsOf(
  owner: string,
  outputs: readonly Slot[],
  targets: readonly tf.Tensor[],
  sampleWeight: SampleWeight | readonly (SampleWeight | null)[] | { readonly [name: string]: SampleWeight } | undefined,
  classWeight: ClassWeight | undefined,
): Promise<readonly (tf.Tensor | undefined)[]> {
  const samples = perOutputWeights(owner, outputs, targets, sampleWeight);
  if (classWeight === undefined) return samples;
  const [target, ...others] = targets;
  if (target === undefined || others.length > 0) {
    tf.dispose(samples.filter((weight) => weight !== undefined));
    throw new ArgumentError(
      `${owner}: classWeight expects a model with one output (received ${targets.length} outputs)`,
    );
  }
  const classes = await classWeights(target, classWeight);
  const [own] = samples;
  if (own === undefined) return [classes];
  const product = tf.mul(own, classes);
  tf.dispose([own, classes]);
  return [product];
}

function perOutputWeights(
  owner: string,
  outputs: readonly Slot[],
  targets: readonly tf.Tensor[],
  given: unknown,
): readonly (tf.Tensor | undefined)[] {
  if (given === undefined || given === null) return targets.map(() => undefined);
  const argument = `${owner}: sampleWeight`;
  const made: tf.Tensor[] = [];
  const make = (weights: unknown, index: number): tf.Tensor | undefined => {
    if (weights === null || weights === undefined) return undefined;
    const tensor =
      weights instanceof tf.Tensor ? tf.cast(weights, 'float32') : tf.tensor(weights as number[], undefined, 'float32');
    made.push(tensor);
    const samples = targets[index]?.shape[0];
    if (tensor.shape[0] !== samples) {
      tf.dispose(made);
      throw new DataError(
        `${argument} expects one weight for each of ${samples} samples (received ${tensor.shape[0]})`,
      );
    }
    return tensor;
  };
  if (isWeights(given)) return targets.map((_, index) => make(given, index));
  if (Array.isArray(given)) {
    if (given.length === targets.length) return given.map(make);
    throw new DataError(`${argument} expects weights for each of ${targets.length} outputs (received ${given.length})`);
  }
  const record = given as { readonly [name: string]: unknown };
  const unknown = Object.keys(record).find((name) => outputs.every((output) => output.name !== name));
  if (unknown !== undefined) {
    throw new ArgumentError(
      `${argument} expects names of outputs, ${outputs.map(({ name }) => name).join(', ')} (received '${unknown}')`,
    );
  }
  return outputs.map(({ name }, index) => make(Object.hasOwn(record, name) ? record[name] : undefined, index));
}

function isWeights(given: unknown): boolean {
  return (
    given instanceof tf.Tensor || ArrayBuffer.isView(given) || (Array.isArray(given) && typeof given[0] === 'number')
  );
}

/** For each sample the weight of its class; 1 where none is given. */
async function classWeights(target: tf.Tensor, classWeight: ClassWeight): Promise<tf.Tensor> {
  const isOneHot = target.rank > 1 && (target.shape.at(-1) ?? 1) > 1;
  const classes = isOneHot ? tf.argMax(target, -1) : tf.reshape(target, [-1]);
  const indices = await classes.data();
  classes.dispose();
  return tf.tensor1d(Float32Array.from(indices, (index) => classWeight[index] ?? 1));
}
