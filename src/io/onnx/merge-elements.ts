import type { Elements } from '../../recording/recording.js';
import { type Size, sizeOf, varies } from './size.js';

/** The elements of a constant: the same for all sizes, or ones that follow from the sizes. */
export type ConstantElements =
  | { readonly kind: 'same'; readonly elements: Elements }
  /** Numbers that depend on sizes. */
  | { readonly kind: 'sizes'; readonly sizes: readonly Size[] }
  /** Evenly spaced numbers, each of them `repeats` times. */
  | { readonly kind: 'range'; readonly start: number; readonly step: number; readonly repeats: number }
  /** Matrices with 1 where the column less the row is within limits, and 0 elsewhere; \`null\` is no limit. */
  | { readonly kind: 'band'; readonly lower: number | null; readonly upper: number | null };

/** A constant of one run. */
export interface RecordedConstant {
  readonly shape: readonly number[];
  readonly elements: Elements;
}

/** What the elements of a constant are for any sizes; `undefined` if they follow from these in no way that is known. */
export function mergeElements(runs: readonly RecordedConstant[]): ConstantElements | undefined {
  const [first] = runs as [RecordedConstant];
  const elements = first.elements;
  if (typeof elements === 'number' && runs.every((run) => Object.is(run.elements, elements))) {
    return { kind: 'same', elements };
  }
  const lists = runs.map(listOf);
  const [numbers] = lists as [readonly number[]];
  if (lists.every((list) => list.length === numbers.length)) {
    const sizes = numbers.map((_, index) => sizeOf(lists.map((list) => list[index] as number)));
    return sizes.some(varies) ? { kind: 'sizes', sizes } : { kind: 'same', elements };
  }
  return rangeOf(lists) ?? bandOf(runs);
}

function listOf({ shape, elements }: RecordedConstant): readonly number[] {
  if (typeof elements !== 'number') return Array.from(elements);
  return Array(shape.reduce((product, size) => product * size, 1)).fill(elements);
}

function rangeOf(lists: readonly (readonly number[])[]): ConstantElements | undefined {
  const longest = lists.reduce((one, other) => (other.length > one.length ? other : one));
  const start = longest[0] as number;
  const repeats = Math.max(
    longest.findIndex((number) => number !== start),
    1,
  );
  const step = (longest[repeats] ?? start + 1) - start;
  const isRange = (list: readonly number[]) =>
    list.every((number, index) => number === start + Math.floor(index / repeats) * step);
  return lists.every(isRange) ? { kind: 'range', start, step, repeats } : undefined;
}

function bandOf(runs: readonly RecordedConstant[]): ConstantElements | undefined {
  const limits = runs.flatMap((run) => limitsOf(run) ?? []);
  if (limits.length < runs.length) return undefined;
  const lower = common(limits.map((one) => one.lower));
  const upper = common(limits.map((one) => one.upper));
  return lower === undefined || upper === undefined ? undefined : { kind: 'band', lower, upper };
}

/** A limit that all matrices are within: that of a small one may be beyond its corner. */
function common(limits: readonly (number | null)[]): number | null | undefined {
  const known = [...new Set(limits.filter((limit) => limit !== null))];
  return known.length > 1 ? undefined : (known[0] ?? null);
}

interface Limits {
  readonly lower: number | null;
  readonly upper: number | null;
}

function limitsOf(constant: RecordedConstant): Limits | undefined {
  const [rows, columns] = constant.shape.slice(-2);
  if (rows === undefined || columns === undefined) return undefined;
  const elements = listOf(constant);
  const offsetOf = (index: number) => (index % columns) - (Math.floor(index / columns) % rows);
  const offsets = elements.flatMap((element, index) => (Number(element) === 1 ? [offsetOf(index)] : []));
  const [lower, upper] = [Math.min(...offsets), Math.max(...offsets)];
  const isInside = (index: number) => offsetOf(index) >= lower && offsetOf(index) <= upper;
  if (!elements.every((element, index) => Number(element) === Number(isInside(index)))) return undefined;
  return { lower: lower === 1 - rows ? null : lower, upper: upper === columns - 1 ? null : upper };
}
