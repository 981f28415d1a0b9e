import { StateError } from '../../errors.js';
import type { Learner } from './adapt.js';

/** Values that stand for all that there have been: in ascending order, and how many each stands for. */
interface Summary {
  readonly values: readonly number[];
  readonly weights: readonly number[];
}

/** Learns boundaries between which there are about as many values: quantiles, from summaries with an error of `epsilon`. */
export function learnBins(
  { numBins, epsilon }: { readonly numBins: number | null; readonly epsilon: number },
  owner: string,
): Learner {
  if (numBins === null) {
    throw new StateError(`${owner} expects a layer with numBins (received one whose binBoundaries are given)`);
  }
  let all: Summary = { values: [], weights: [] };
  return {
    dtype: 'float32',
    add({ values }) {
      const found = summaryOf(Float32Array.from(values as ArrayLike<number>).sort(), epsilon);
      all = compressed(together(found, all), epsilon);
    },
    // Where steps do not add up to 1, there is a bin too many.
    learned: () => ({
      binBoundaries: compressed(all, 1 / numBins)
        .values.slice(0, -1)
        .slice(0, numBins - 1),
    }),
  };
}

/** Every so many values in ascending order, so that there are about `1 / epsilon`. */
function summaryOf(sorted: Float32Array, epsilon: number): Summary {
  const step = Math.max(sorted.length / (1 / epsilon), 1);
  const stride = Math.floor(step);
  const values = Array.from(sorted).filter((_, index) => index >= stride - 1 && (index - (stride - 1)) % stride === 0);
  return { values, weights: values.map(() => Math.fround(step)) };
}

function together(first: Summary, second: Summary): Summary {
  const values = [...first.values, ...second.values];
  const weights = [...first.weights, ...second.weights];
  const order = values
    .map((_, index) => index)
    .sort((left, right) => (values[left] as number) - (values[right] as number));
  return {
    values: order.map((index) => values[index] as number),
    weights: order.map((index) => weights[index] as number),
  };
}

/** The values below which there are `epsilon`, twice as much, ... of all. Sums are those of single precision, as Keras'. */
function compressed(summary: Summary, epsilon: number): Summary {
  if (summary.values.length * epsilon < 1) return summary;
  const shares = Array.from({ length: Math.ceil(1 / epsilon) }, (_, index) => epsilon + index * epsilon);
  let sum = 0;
  const sums = summary.weights.map((weight) => {
    sum = Math.fround(sum + weight);
    return sum;
  });
  const parts = sums.map((part) => Math.fround(part / sum));
  const newSums = shares.map((share) => interpolated(share, parts, sums));
  return {
    values: shares.map((share) => Math.fround(interpolated(share, parts, summary.values))),
    weights: newSums.map((part, index) => Math.fround(part - (newSums[index - 1] ?? 0))),
  };
}

/** The value at `place` of a line through points with ascending places; beyond the first and the last it is theirs. */
function interpolated(place: number, places: readonly number[], values: readonly number[]): number {
  const next = places.findIndex((at) => at > place);
  if (next < 0) return values.at(-1) as number;
  if (next === 0) return values[0] as number;
  const [low, high] = [places[next - 1] as number, places[next] as number];
  const [from, to] = [values[next - 1] as number, values[next] as number];
  return ((to - from) / (high - low)) * (place - low) + from;
}
