/** The literal itself, or `number` where `Size` is not one natural-number literal written in plain digits. */
export type Known<Size extends number, Whole extends number = Size> = Size extends unknown
  ? [Whole] extends [Size]
    ? `${Size}` extends `-${string}`
      ? number
      : `${Size}` extends `${bigint}`
        ? Size
        : number
    : number
  : never;
