import * as tf from '@tensorflow/tfjs-core';
import { ready } from 'tupleflow';
import { expect } from 'vitest';
import { type Heard, quiet } from './quiet.js';

/** Runs an example, and checks that it frees every tensor. */
export async function withoutLeaks<Result>(action: () => Result | Promise<Result>): Promise<Heard<Result>> {
  await ready();
  const before = tf.memory().numTensors;
  const heard = await quiet(action);
  expect(tf.memory().numTensors).toBe(before);
  return heard;
}
