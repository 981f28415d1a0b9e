/**
 * The literal itself, or `number` where `Size` is not one natural number written in digits.
 *
 * @example
 * Known<28> // 28
 * Known<28 | 32> // number
 */
export type Known<Size extends number> = number extends Size ? number : Single<Size, Size>;

type Single<Size extends number, Whole extends number> = Size extends unknown
  ? Whole extends Size
    ? `${Size}` extends Negative
      ? number
      : `${Size}` extends `${bigint}`
        ? Size
        : number
    : number
  : never;

type Negative = `-${string}`;
