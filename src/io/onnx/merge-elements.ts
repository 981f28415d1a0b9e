import type { Elements } from './recorder.js';
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

/** What the elements of a constant are for any sizes; \`undefined\` if they follow from these in no way that is known. */
export function mergeElements(first: RecordedConstant, second: RecordedConstant): ConstantElements | undefined {
  const [own, other] = [first.elements, second.elements];
  if (typeof own === 'number' && typeof other === 'number' && Object.is(own, other))
    return { kind: 'same', elements: own };
  const [numbers, others] = [listOf(first), listOf(second)];
  if (numbers.length === others.length) {
    const sizes = numbers.map((number, index) => sizeOf(number, others[index] as number));
    return sizes.some(varies) ? { kind: 'sizes', sizes } : { kind: 'same', elements: own };
  }
  return rangeOf(numbers, others) ?? bandOf(first, second);
}

function listOf({ shape, elements }: RecordedConstant): readonly number[] {
  if (typeof elements !== 'number') return Array.from(elements);
  return Array(shape.reduce((product, size) => product * size, 1)).fill(elements);
}

function rangeOf(numbers: readonly number[], others: readonly number[]): ConstantElements | undefined {
  const start = numbers[0] as number;
  const repeats = Math.max(
    others.findIndex((number) => number !== start),
    1,
  );
  const step = (others[repeats] ?? start + 1) - start;
  const isRange = (list: readonly number[]) =>
    list.every((number, index) => number === start + Math.floor(index / repeats) * step);
  return isRange(numbers) && isRange(others) ? { kind: 'range', start, step, repeats } : undefined;
}

function bandOf(first: RecordedConstant, second: RecordedConstant): ConstantElements | undefined {
  const [own, other] = [limitsOf(first), limitsOf(second)];
  if (own === undefined || other === undefined) return undefined;
  const [lower, upper] = [common(own.lower, other.lower), common(own.upper, other.upper)];
  return lower === undefined || upper === undefined ? undefined : { kind: 'band', lower, upper };
}

/** A limit that both matrices are within: that of a small one may be beyond its corner. */
function common(one: number | null, other: number | null): number | null | undefined {
  return one === null || other === null || one === other ? (one ?? other) : undefined;
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
