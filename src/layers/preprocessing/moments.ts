import { finite, nonNegative } from '../../arguments/number.js';
import { ArgumentError, DataError } from '../../errors.js';
import { readElements } from '../../tensor/read-elements.js';
import { mismatch } from '../../types/mismatch.js';
import { type Axes, onAxes } from '../../types/on-axes.js';
import { type Shape, show } from '../../types/shape.js';
import type { Learner } from './adapt.js';

/** A number for all places, or nested arrays with one for each place on some axes. */
export type Statistic = number | readonly Statistic[];

const wrongSize = 'Normalization expects a size of {size} on axis {axis}, as its mean has (received {received})';

/** A statistic, flat and with its sizes. */
export function flattened(
  argument: string,
  statistic: Statistic,
): { readonly shape: readonly number[]; readonly values: readonly number[] } {
  if (!Array.isArray(statistic)) return { shape: [], values: [statistic as number] };
  const { shape, values } = readElements(argument, statistic, 'float32');
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
  for (const value of center.values) finite('Normalization: mean', value);
  for (const value of spread.values) nonNegative('Normalization: variance', value);
}

/** Indices of axes in their order; negative ones count from the end. */
function keptAxes(axes: Axes | null, rank: number): readonly number[] {
  const kept = axes === null ? [] : [axes].flat().map((axis) => (axis < 0 ? axis + rank : axis));
  return kept.sort((left, right) => left - right);
}

/** The sizes of an input on some axes, in their order. */
export function sizesOn(input: Shape, axes: Axes | null): Shape {
  return keptAxes(axes, input.length).map((axis) => input[axis] as number);
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

/** What is known of some values at each place. */
interface Moments {
  /** How many values there are at each place. */
  readonly count: number;
  readonly means: readonly number[];
  /** The sums of the squares of what the values differ from their mean by. */
  readonly squares: readonly number[];
}

/** Learns the mean and the variance at each place on some axes. */
export function learnMoments({ axis }: { readonly axis: Axes | null }, owner: string): Learner {
  let sizes: readonly number[] = [];
  let all: Moments | undefined;
  return {
    dtype: 'float32',
    add({ shape, values }) {
      onAxes('Normalization', shape, axis ?? [], 'known');
      const kept = keptAxes(axis, shape.length);
      const found = kept.map((place) => shape[place] as number);
      if (all !== undefined && found.join() !== sizes.join()) {
        throw new DataError(
          `${owner} expects batches of the sizes ${show(sizes)} on its axes (received ${show(found)})`,
        );
      }
      sizes = found;
      const moments = momentsOf(Array.from(values, Number), placesOf(shape, kept), product(sizes));
      all = all === undefined ? moments : together(all, moments);
    },
    learned() {
      const { count, means, squares } = all as Moments;
      return {
        count,
        mean: nested(means, sizes),
        variance: nested(
          squares.map((sum) => sum / count),
          sizes,
        ),
      };
    },
  };
}

/** For each value of a tensor, its place among those on some axes. */
function placesOf(shape: readonly number[], kept: readonly number[]): Int32Array {
  const places = new Int32Array(product(shape));
  const strides = shape.map((_, axis) => product(shape.slice(axis + 1)));
  for (const axis of kept) {
    const [length, stride] = [shape[axis] as number, strides[axis] as number];
    for (const [index, place] of places.entries())
      places[index] = place * length + (Math.floor(index / stride) % length);
  }
  return places;
}

function momentsOf(values: readonly number[], places: Int32Array, size: number): Moments {
  const count = values.length / size;
  const sums = new Float64Array(size);
  for (const [index, place] of places.entries()) sums[place] = (sums[place] as number) + (values[index] as number);
  const means = Array.from(sums, (sum) => sum / count);
  const squares = new Float64Array(size);
  for (const [index, place] of places.entries()) {
    squares[place] = (squares[place] as number) + ((values[index] as number) - (means[place] as number)) ** 2;
  }
  return { count, means, squares: Array.from(squares) };
}

/** The moments of two lots of values: what their means differ by adds to the squares. */
function together(first: Moments, second: Moments): Moments {
  const count = first.count + second.count;
  const share = second.count / count;
  const differences = second.means.map((mean, place) => mean - (first.means[place] as number));
  return {
    count,
    means: first.means.map((mean, place) => mean + (differences[place] as number) * share),
    squares: first.squares.map(
      (sum, place) =>
        sum + (second.squares[place] as number) + (differences[place] as number) ** 2 * first.count * share,
    ),
  };
}

function nested(values: readonly number[], [size, ...rest]: readonly number[]): Statistic {
  if (size === undefined) return values[0] as number;
  const step = values.length / size;
  return Array.from({ length: size }, (_, place) => nested(values.slice(place * step, (place + 1) * step), rest));
}

function product(sizes: readonly number[]): number {
  return sizes.reduce((result, size) => result * size, 1);
}
