import { nonNegative } from '../../arguments/number.js';
import { nestedValues } from '../../data/values.js';
import { ArgumentError } from '../../errors.js';
import { mismatch } from '../../types/mismatch.js';
import type { Axes } from '../../types/on-axes.js';
import { type Shape, show } from '../../types/shape.js';

/** A number for all places, or nested arrays with one for each place on some axes. */
export type Statistic = number | readonly Statistic[];

const wrongSize = 'Normalization expects a size of {size} on axis {axis}, as its mean has (received {received})';

/** A statistic, flat and with its sizes. */
export function flattened(
  argument: string,
  statistic: Statistic,
): { readonly shape: readonly number[]; readonly values: readonly number[] } {
  if (!Array.isArray(statistic)) return { shape: [], values: [statistic as number] };
  const { shape, values } = nestedValues(argument, statistic, 'float32');
  return { shape, values: Array.from(values, Number) };
}

/** Checks that mean and variance are given together, in one form, for axes that there are. */
export function checkMoments(mean: Statistic | null, variance: Statistic | null, axes: Axes | null): void {
  if (mean === null && variance === null) return;
  if (mean === null || variance === null) {
    const [given, missing] = mean === null ? ['variance', 'mean'] : ['mean', 'variance'];
    throw new ArgumentError(`Normalization expects mean and variance together (received ${given} without ${missing})`);
  }
  const [center, spread] = [flattened('Normalization: mean', mean), flattened('Normalization: variance', variance)];
  const count = axes === null ? 0 : [axes].flat().length;
  if (center.shape.join() !== spread.shape.join() || center.shape.length > count) {
    throw new ArgumentError(
      `Normalization: mean and variance expect one shape, with at most as many axes as axis has, ${count} ` +
        `(received ${show(center.shape)} and ${show(spread.shape)})`,
    );
  }
  for (const value of spread.values) nonNegative('Normalization: variance', value);
}

/** Indices of axes in their order; negative ones count from the end. */
export function keptAxes(axes: Axes | null, rank: number): readonly number[] {
  const kept = axes === null ? [] : [axes].flat().map((axis) => (axis < 0 ? axis + rank : axis));
  return kept.sort((left, right) => left - right);
}

/** The shape in which a statistic of `sizes` repeats to the input, whose last axes among `axes` it has; throws where not. */
export function spreadOver(sizes: readonly number[], input: Shape, axes: Axes | null): number[] {
  const kept = keptAxes(axes, input.length);
  const shape = input.map(() => 1);
  for (const [place, size] of sizes.entries()) {
    const axis = kept[place + kept.length - sizes.length] as number;
    if (size !== 1 && size !== input[axis]) mismatch(wrongSize, { size, axis, received: show(input) });
    shape[axis] = size;
  }
  return shape;
}
