import type { LessThan, Subtract } from './arithmetic/add.js';
import { type Minus, minus, type Plus, plus, type Quotient, quotient, type Scaled, scaled } from './named-size.js';
import type { Dimension } from './shape.js';
import type { Open } from './size-names.js';

/**
 * The positions along an axis with a name, which are a simple number of them where windows are next to each other, and where
 * they take each place.
 */
export type SlideNamed<Size extends string, Extent extends number, Stride extends number, Mode extends string> = [
  number,
] extends [Extent | Stride]
  ? Open
  : [Mode] extends ['valid']
    ? [Stride] extends [1]
      ? Minus<Size, Subtract<Extent, 1>>
      : [Extent, Stride] extends [Stride, Extent]
        ? Quotient<Size, Stride, '/'>
        : [Extent] extends [1]
          ? Quotient<Size, Stride, 'ceil'>
          : null
    : ['valid'] extends [Mode]
      ? Open
      : Quotient<Size, Stride, 'ceil'>;

/** The same at run time. */
export function slideNamed(size: string, extent: number, stride: number, padding: string): Dimension {
  if (padding !== 'valid') return quotient(size, stride, 'ceil');
  if (stride === 1) return minus(size, extent - 1);
  if (extent === stride) return quotient(size, stride, '/');
  return extent === 1 ? quotient(size, stride, 'ceil') : null;
}

/** The size where a window with as many places as a name says leaves no gaps, or moves by one place. */
export type SpreadNamed<
  Places extends string,
  Extent extends number,
  Stride extends number,
  Mode extends string,
  Extra extends number | null,
> = [number] extends [Extent | Stride]
  ? Open
  : [Extra] extends [null]
    ? [Mode] extends ['same']
      ? Scaled<Places, Stride>
      : [Mode] extends ['valid']
        ? [Stride] extends [1]
          ? Plus<Places, Subtract<Extent, 1>>
          : [LessThan<Stride, Extent>] extends [false]
            ? Scaled<Places, Stride>
            : null
        : Open
    : [Extra] extends [number]
      ? null
      : Open;

/** The same at run time. */
export function spreadNamed(places: string, extent: number, stride: number, padding: string): Dimension {
  if (padding !== 'valid') return scaled(places, stride);
  if (stride === 1) return plus(places, extent - 1);
  return extent <= stride ? scaled(places, stride) : null;
}
