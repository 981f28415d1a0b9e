import type { Columns } from './columns.js';
import type { OnesFirst } from './digit-string.js';
import type { LongDivision } from './long-division.js';
import type { Operands } from './operands.js';
import type { Quotients } from './quotients.js';
import type { ShortDivision } from './short-division.js';
import type { Sums } from './sums.js';
import type { ToNumber } from './to-number.js';

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
 * What a division of natural numbers leaves over: `never` by zero, `number` where it is not known.
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
