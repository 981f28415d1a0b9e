/**
 * Two natural numbers as one text, `'<left>,<right>'`, or `unknown` where either is not one natural number written in
 * digits. Both are checked together because that costs half as much.
 */
export type Operands<Left extends number, Right extends number> = number extends Left | Right
  ? unknown
  : SinglePair<`${Left},${Right}`, `${Left},${Right}`>;

type SinglePair<Text extends string, Whole extends string> = Text extends Integers
  ? Whole extends Text
    ? Text extends WithNegative
      ? unknown
      : Text
    : unknown
  : unknown;

type Integers = `${bigint},${bigint}`;
type WithNegative = `${string}-${string}`;

/**
 * The literal itself, or `number` where `Size` is not one natural number written in digits. (That it is a number at all is certain,
 * also where it is a type parameter.)
 *
 * @example
 * Known<28> // 28
 * Known<28 | 32> // number
 */
export type Known<Size extends number> = number & (number extends Size ? number : SingleSize<Size, Size>);

type SingleSize<Size extends number, Whole extends number> = Size extends unknown
  ? Whole extends Size
    ? `${Size}` extends NotASize
      ? number
      : Size
    : number
  : never;

/** The text of a number that is negative, has a fraction or an exponent, or is infinite. */
type NotASize = `-${string}` | `${string}.${string}` | `${string}e${string}` | 'Infinity';
