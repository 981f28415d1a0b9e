import type * as tf from '@tensorflow/tfjs-core';
import type { TypedArray } from '../data/given-values.js';
import type { CheckedInputs, CheckedTargets } from './data-types.js';

/** Whether data comes batch by batch, as far as its type says. */
export type IsBatches<Given> = [Given] extends [never]
  ? false
  : Given extends tf.Tensor | TypedArray | readonly unknown[] | string
    ? false
    : Given extends AsyncIterable<unknown> | Iterable<unknown> | { iterator(): Promise<unknown> }
      ? true
      : false;

/** Batches whose items fit the model, or the sentence that says why they do not. */
export type CheckedBatches<Given, Inputs, Outputs, Losses = unknown> = Given extends
  | AsyncIterable<infer Item>
  | Iterable<infer Item>
  ? [Item] extends [never]
    ? Given
    : Item extends readonly [infer BatchInputs, infer BatchTargets, ...unknown[]]
      ? CheckedInputs<BatchInputs, Inputs, 'x'> extends infer Checked
        ? Checked extends string
          ? Checked
          : CheckedTargets<BatchTargets, Outputs, 'y', Losses> extends infer CheckedTarget
            ? CheckedTarget extends string
              ? CheckedTarget
              : Given
            : never
        : never
      : Given
  : Given;
