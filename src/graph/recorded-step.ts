import * as tf from '@tensorflow/tfjs-core';
import type { WeightUpdates } from './weight-updates.js';

/** What becomes of weights in the steps whose gradients are being taken, by what TensorFlow.js records them on. */
const steps = new WeakMap<object, WeightUpdates>();

/** Whether what runs now is recorded, for gradients to be taken. */
export function isRecorded(): boolean {
  return recording() !== undefined;
}

/** What becomes of weights in the step that runs now, if there is one; else a run is a step of its own. */
export function updatesOfStep(): WeightUpdates | undefined {
  const recorded = recording();
  return recorded && steps.get(recorded);
}

/** Runs a computation, which has to be recorded, as a step. */
export function asStep<Result>(updates: WeightUpdates, computation: () => Result): Result {
  const recorded = recording() as object;
  steps.set(recorded, updates);
  try {
    return computation();
  } finally {
    steps.delete(recorded);
  }
}

function recording(): object | undefined {
  const { gradientDepth, activeTape } = tf.engine().state;
  return gradientDepth > 0 ? activeTape : undefined;
}
