import type { Summary } from './event.js';

/** How many bars a histogram has. */
const bucketCount = 30;

/** How often values lie where: rows of a left edge, a right edge and a count. */
export function histogram(tag: string, values: ArrayLike<number>, step: number): Summary {
  const rows = buckets(Array.from(values).filter(Number.isFinite));
  return { tag, step, plugin: 'histograms', shape: [bucketCount, 3], values: Float64Array.from(rows.flat()) };
}

function buckets(values: readonly number[]): readonly (readonly [left: number, right: number, count: number])[] {
  const least = values.reduce((left, right) => Math.min(left, right), Number.POSITIVE_INFINITY);
  const greatest = values.reduce((left, right) => Math.max(left, right), Number.NEGATIVE_INFINITY);
  const places = Array.from({ length: bucketCount }, (_, index) => index);
  if (values.length === 0) return places.map(() => [0, 0, 0]);
  if (least === greatest) {
    return places.map((place) => [least, greatest, place === bucketCount - 1 ? values.length : 0]);
  }
  const width = (greatest - least) / bucketCount;
  const counts = new Float64Array(bucketCount);
  for (const value of values) {
    const place = Math.min(bucketCount - 1, Math.floor((value - least) / width));
    counts[place] = (counts[place] as number) + 1;
  }
  const edge = (place: number) => (place === bucketCount ? greatest : least + place * width);
  return places.map((place) => [edge(place), edge(place + 1), counts[place] as number]);
}
