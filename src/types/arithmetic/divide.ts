import type { Columns, OnesFirst, Reverse, ToNumber } from './digits.js';
import type { CombineMultiple } from './multiply.js';
import type { Operands } from './operands.js';
import type { Products } from './products.js';
import type { Quotients, Shares } from './quotients.js';
import type { Differences, Sums } from './sums.js';

/** Digits divided by one digit: the quotient and the remainder, as `[digits, digits]`. */
type ShortDivision<
  Dividend extends string,
  Table extends Shares,
  Remainder extends string = '0',
  Quotient extends string = '',
> = Dividend extends `${infer Digit}${infer Rest}`
  ? ShortDivision<
      Rest,
      Table,
      Table['remainder'][Remainder][Digit],
      `${Quotient}${Table['quotient'][Remainder][Digit]}`
    >
  : [Quotient, Remainder];

/**
 * Digits divided by digits: the quotient and the remainder, as `[digits, digits]`, perhaps with leading zeros.
 *
 * Each digit of the quotient is estimated from the highest digits of the remainder and of the divisor. The estimate is never
 * too low, and is decremented until its multiple of the divisor can be subtracted.
 */
type LongDivision<Dividend extends string, Divisor extends string> = Divisor extends `${infer Highest}${infer Rest}`
  ? SkipDigits<Dividend, Rest> extends [infer Next extends string, infer Skipped extends string]
    ? DivideDigits<Next, `${Reverse<Divisor>}0`, Quotients[Highest], Skipped>
    : ['0', Dividend]
  : never;

/** Splits a number after as many digits as another has: `[the rest, these digits, ones first]`. */
type SkipDigits<Digits extends string, Other extends string, Skipped extends string = '0'> = Other extends ''
  ? [Digits, Skipped]
  : Digits extends `${infer Digit}${infer Rest}`
    ? Other extends `${string}${infer OtherRest}`
      ? SkipDigits<Rest, OtherRest, `${Digit}${Skipped}`>
      : never
    : null;

/** `Divisor` and `Remainder` have the ones first. The divisor ends in a zero, to be as long as ten remainders. */
type DivideDigits<
  Dividend extends string,
  Divisor extends string,
  Table extends Shares,
  Remainder extends string,
  Quotient extends string = '0',
> = Dividend extends `${infer Next}${infer Rest}`
  ? Reverse<`${Next}${Remainder}`> extends `${infer Highest}${infer Second}${string}`
    ? TakeAway<`${Next}${Remainder}`, Divisor, Table['quotient'][Highest][Second]> extends [
        infer Digit extends string,
        infer Left extends string,
      ]
      ? DivideDigits<Rest, Divisor, Table, Left, `${Quotient}${Digit}`>
      : never
    : never
  : [Quotient, Reverse<Remainder>];

/** The greatest digit, from `Digit` down, whose multiple of the divisor can be subtracted, and the remainder after that. */
type TakeAway<Remainder extends string, Divisor extends string, Digit extends string> = Digit extends '0'
  ? Remainder extends `${infer Left}0`
    ? ['0', Left]
    : never
  : CombineMultiple<Remainder, Divisor, Products[Digit], Differences> extends `${infer Left}00`
    ? [Digit, Left]
    : TakeAway<Remainder, Divisor, Lower[Digit]>;

interface Lower {
  [digit: string]: string;
  1: '0';
  2: '1';
  3: '2';
  4: '3';
  5: '4';
  6: '5';
  7: '6';
  8: '7';
  9: '8';
}

/**
 * The quotient of two natural numbers, rounded down: `never` by zero, `number` where it is not known.
 *
 * @example
 * FloorDivide<25, 2> // 12
 */
export type FloorDivide<Left extends number, Right extends number> = RoundDown<Division<Operands<Left, Right>>>;

/**
 * The quotient of two natural numbers, rounded up: `never` by zero, `number` where it is not known.
 *
 * @example
 * CeilDivide<25, 2> // 13
 */
export type CeilDivide<Left extends number, Right extends number> = RoundUp<Division<Operands<Left, Right>>>;

/**
 * The remainder of a division of natural numbers: `never` by zero, `number` where it is not known.
 *
 * @example
 * Modulo<25, 2> // 1
 */
export type Modulo<Left extends number, Right extends number> = LeftOver<Division<Operands<Left, Right>>>;

type RoundDown<Parts> = Parts extends [infer Quotient extends string, string] ? ToNumber<Quotient> : number;

type RoundUp<Parts> = Parts extends [infer Quotient extends string, infer Remainder extends string]
  ? ToNumber<Remainder> extends 0
    ? ToNumber<Quotient>
    : ToNumber<Columns<OnesFirst<Quotient>, '100', Sums>>
  : number;

type LeftOver<Parts> = Parts extends [string, infer Remainder extends string] ? ToNumber<Remainder> : number;

/** The quotient and the remainder, as `[digits, digits]`. */
type Division<Pair> = Pair extends `${infer Dividend},${infer Divisor}`
  ? Divisor extends '0'
    ? never
    : Divisor extends '1'
      ? [Dividend, '0']
      : Divisor extends OneDigit
        ? ShortDivision<Dividend, Quotients[Divisor]>
        : LongDivision<Dividend, Divisor>
  : unknown;

type OneDigit = '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9';
