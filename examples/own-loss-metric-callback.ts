/**
 * A loss, a metric and a callback of one's own.
 *
 * How dark is the lower half of a digit, seen its upper half? One number cannot say how sure the answer is; two can, between
 * which the right one lies four times out of five. A loss that asks for quantiles finds them, a metric says how often
 * the right answer is below each, and a callback ends training when that is as often as it should be.
 */
import * as tf from '@tensorflow/tfjs-core';
import { ArgumentError, type Callback, Dense, Input, losses, Model, metrics, setRandomSeed } from 'tupleflow';
import { type DigitSamples, digitSamples } from './digit-samples.js';
import { loadDigits } from './load-digits.js';
import type { Size } from './size.js';

/** A loss is a number for each sample. Its options have defaults; reduction, weights and masks are the library's work. */
export const Quantile: losses.LossFactory<'quantile', { readonly part?: number }> = losses.defineLoss({
  className: 'Quantile',
  name: 'quantile',
  defaults: { part: 0.5 },
  checkOptions: ({ part }) => {
    if (part > 0 && part < 1) return;
    throw new ArgumentError(`Quantile: part expects a number between 0 and 1 (received ${part})`);
  },
  losses: (target, prediction, { part }) => {
    const above = tf.sub(target, prediction);
    return tf.mean(tf.maximum(tf.mul(above, part), tf.mul(above, part - 1)), -1);
  },
});

/** A metric is a state that goes from batch to batch, and what it comes to: here the part of targets below predictions. */
export const ShareBelow: metrics.MetricFactory<'shareBelow'> = metrics.defineMetric({
  className: 'ShareBelow',
  name: 'shareBelow',
  defaults: {},
  initial: () => [tf.scalar(0), tf.scalar(0)],
  update: ([below, count], target, prediction) => {
    const isBelow = tf.cast(tf.less(target, prediction), 'float32');
    return [tf.add(below as tf.Tensor, tf.sum(isBelow)), tf.add(count as tf.Tensor, target.size)];
  },
  result: ([below, count]) => tf.divNoNan(below as tf.Tensor, count as tf.Tensor),
});

/** A callback is told of what happens, and can end it: here once logs are as near as `tolerance` to what they should be. */
export function StopWhere(wanted: { readonly [log: string]: number }, tolerance: number): Callback {
  return {
    onEpochEnd(epoch, logs, training) {
      const misses = Object.entries(wanted).map(([name, value]) => Math.abs((logs[name] ?? Number.NaN) - value));
      if (!misses.every((miss) => miss <= tolerance)) return;
      console.log(`As it should be after ${epoch + 1} epochs.`);
      training.stop();
    },
  };
}

/** The upper halves of digits, and how much ink the lower ones have. */
function halves({ images, digits }: DigitSamples) {
  const upper = new Float32Array(digits.length * 32);
  const ink = new Float32Array(digits.length);
  for (let place = 0; place < digits.length; place++) {
    upper.set(images.subarray(place * 64, place * 64 + 32), place * 32);
    ink[place] = images.subarray(place * 64 + 32, place * 64 + 64).reduce((sum, pixel) => sum + pixel, 0);
  }
  return { upper, ink };
}

/** How often the ink of unseen digits is below the lower bound, and below the upper. */
export interface Outcome {
  readonly belowLow: number;
  readonly belowHigh: number;
}

export async function run(size: Size = 'full'): Promise<Outcome> {
  setRandomSeed(1);
  const inputs = Input([32]);
  const hidden = Dense(64, { activation: 'relu' })(inputs);
  const outputs = { low: Dense(1, { name: 'low' })(hidden), high: Dense(1, { name: 'high' })(hidden) };
  const model = Model({ inputs, outputs });
  const compiled = model.compile({
    optimizer: 'adam',
    loss: { low: Quantile({ part: 0.1 }), high: Quantile({ part: 0.9 }) },
    metrics: { low: ShareBelow(), high: ShareBelow() },
  });
  model.summary();

  const { train, test } = await loadDigits();
  const seen = halves(digitSamples(train, size === 'full' ? undefined : 60));
  const unseen = halves(digitSamples(test));
  await compiled.fit(
    seen.upper,
    { low: seen.ink, high: seen.ink },
    {
      epochs: size === 'full' ? 100 : 2,
      callbacks: [StopWhere({ low_shareBelow: 0.1, high_shareBelow: 0.9 }, 0.01)],
    },
  );
  const logs = await compiled.evaluate(unseen.upper, { low: unseen.ink, high: unseen.ink });
  const [belowLow, belowHigh] = [logs.low_shareBelow, logs.high_shareBelow];
  const inside = `${(100 * (belowHigh - belowLow)).toFixed(1)}%`;
  console.log(`\nThe ink of ${inside} of the unseen digits lies where it should, 80% of the time.`);
  model.dispose();
  return { belowLow, belowHigh };
}
