import * as tf from '@tensorflow/tfjs-core';
import type { Value } from '../graph/value.js';
import type { Compiled } from './compile.js';
import { namesOfLosses } from './log-names.js';
import type { Logs } from './logs.js';
import type { StepOutcome } from './step-outputs.js';

/** The outcome of a step: its losses, read from the device, and the predictions, which belong to the caller. */
export interface StepResult {
  readonly losses: Logs;
  readonly predictions: readonly Value[];
}

/** Runs a step, keeps its losses and predictions beyond the scope of the step, and reads the losses; frees both where it throws. */
export async function resultOf(
  compiled: Compiled,
  step: (keep: (outcome: StepOutcome) => void) => void,
): Promise<StepResult> {
  const losses: (tf.Tensor | null)[] = [];
  const predictions: Value[] = [];
  try {
    step(({ layout, tensors }) => {
      const kept = (place: number) => tf.keep(tensors[place] as tf.Tensor);
      losses.push(...layout.losses.map((place) => (place === null ? null : kept(place))));
      for (const { tensor, mask } of layout.predictions) {
        predictions.push({ tensor: kept(tensor), mask: mask === null ? null : kept(mask), logits: null });
      }
    });
    const read = await readLosses(compiled, losses);
    return { losses: read, predictions };
  } catch (error) {
    disposePredictions(predictions);
    throw error;
  } finally {
    tf.dispose(losses.filter((loss) => loss !== null));
  }
}

async function readLosses({ outputs }: Compiled, losses: readonly (tf.Tensor | null)[]): Promise<Logs> {
  const names = ['loss', ...namesOfLosses(outputs)];
  const read = await Promise.all(losses.map((loss, index) => (names[index] === null ? undefined : loss?.data())));
  const logs: Record<string, number> = { loss: 0 };
  for (const [index, name] of names.entries()) if (name !== null) logs[name] = read[index]?.[0] ?? 0;
  return logs as Logs;
}

/** Frees predictions. */
export function disposePredictions(predictions: readonly Value[]): void {
  for (const { tensor, mask } of predictions) tf.dispose(mask === null ? [tensor] : [tensor, mask]);
}
