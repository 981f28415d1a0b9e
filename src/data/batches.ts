import * as tf from '@tensorflow/tfjs-core';
import { DataError } from '../errors.js';
import { describe } from '../tensor/tensor-values.js';
import type { FirstFault } from './per-output.js';
import type { CheckedInputs, CheckedTargets } from './several-tensors.js';

/** One batch as an iterable gives it: inputs, targets, and weights of samples where there are any. */
export type BatchData = readonly [inputs: unknown, targets?: unknown, sampleWeight?: unknown];

/** Batches one after the other. */
export type BatchIterable = AsyncIterable<BatchData> | Iterable<BatchData>;

/** The members used of a dataset of `@tensorflow/tfjs-data`. */
export interface Dataset {
  iterator(): Promise<{ next(): Promise<{ readonly value: unknown; readonly done: boolean }> }>;
}

/** Whether data comes batch by batch, as far as its type says. */
export type IsBatches<Given> = [Given] extends [never]
  ? false
  : Given extends tf.Tensor | ArrayBufferView | readonly unknown[] | string
    ? false
    : Given extends AsyncIterable<unknown> | Iterable<unknown> | { iterator(): Promise<unknown> }
      ? true
      : false;

/** Whether data comes batch by batch: an iterable other than an array, or a TensorFlow.js dataset. */
export function isBatchIterable(given: unknown): given is BatchIterable | Dataset {
  if (typeof given !== 'object' || given === null || Array.isArray(given) || ArrayBuffer.isView(given)) return false;
  if (given instanceof tf.Tensor) return false;
  return Symbol.asyncIterator in given || Symbol.iterator in given || isDataset(given);
}

/** Whether something is a dataset of `@tensorflow/tfjs-data`, as far as can be seen. */
export function isDataset(given: object): given is Dataset {
  return typeof (given as Partial<Dataset>).iterator === 'function';
}

/** Batches whose items fit the model, or the message that says why they do not. */
export type CheckedBatches<Given, Inputs, Outputs, Losses = unknown> = Given extends
  | AsyncIterable<infer Item>
  | Iterable<infer Item>
  ? [Item] extends [never]
    ? Given
    : Item extends readonly [infer BatchInputs, infer BatchTargets, ...unknown[]]
      ? CheckedInputs<BatchInputs, Inputs, 'x', 'batch'> extends infer Checked
        ? Checked extends string
          ? Checked
          : CheckedTargets<BatchTargets, Outputs, 'y', Losses, 'batch'> extends infer CheckedTarget
            ? CheckedTarget extends string
              ? CheckedTarget
              : Given
            : never
        : never
      : Given
  : Given;

/** Batches of inputs, alone or in the form that `fit` takes; or the message that says why they do not fit. */
export type CheckedInputBatches<Given, Inputs> = Given extends AsyncIterable<infer Item> | Iterable<infer Item>
  ? [Item] extends [never]
    ? Given
    : CheckedInputs<Item, Inputs, 'x', 'batch'> extends infer Misfit extends string
      ? Item extends readonly [infer BatchInputs, ...unknown[]]
        ? CheckedInputs<BatchInputs, Inputs, 'x', 'batch'> extends string
          ? Misfit
          : Given
        : Misfit
      : Given
  : Given;

/** Data to validate on, or the message that says why it does not fit, in place of what is to blame. */
export type CheckedValidation<Given, Inputs, Outputs, Losses> = Given extends readonly [
  infer ValidationInputs,
  infer Targets,
  ...infer Weights,
]
  ? unknown extends ValidationInputs | Targets
    ? Given
    : FirstFault<
        Given,
        readonly [
          CheckedInputs<ValidationInputs, Inputs, 'validationData.0'>,
          CheckedTargets<Targets, Outputs, 'validationData.1', Losses>,
          ...Weights,
        ]
      >
  : Given extends readonly unknown[]
    ? number extends Given['length']
      ? Given
      : `fit: validationData expects [x, y], [x, y, sampleWeight] or an iterable of batches (received a list of ${Given['length']})`
    : Given;

/** A batch that has come, checked for its form. */
export function batchData(owner: string, item: unknown): BatchData {
  if (Array.isArray(item) && item.length >= 1 && item.length <= 3) return item as unknown as BatchData;
  throw new DataError(
    `${owner} expects batches of the form [x, y] or [x, y, sampleWeight] (received ${describe(item)})`,
  );
}
