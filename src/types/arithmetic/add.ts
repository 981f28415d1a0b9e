import type { Columns, OnesFirst, ToNumber } from './digits.js';
import type { Operands } from './operands.js';
import type { Differences, Sums } from './sums.js';

/**
 * The sum of two natural numbers; `number` where it is not known or not a safe integer.
 *
 * @example
 * Add<28, 4> // 32
 */
export type Add<Left extends number, Right extends number> = Sum<Operands<Left, Right>>;

type Sum<Pair> = Pair extends `${infer Left},${infer Right}`
  ? Right extends '0'
    ? ToNumber<Left>
    : ToNumber<Columns<OnesFirst<Left>, OnesFirst<Right>, Sums>>
  : number;

/**
 * The difference of two natural numbers: `never` where it is negative, `number` where it is not known.
 *
 * @example
 * Subtract<28, 3> // 25
 */
export type Subtract<Left extends number, Right extends number> = Difference<Operands<Left, Right>>;

type Difference<Pair> = Pair extends `${infer Left},${infer Right}`
  ? Right extends '0'
    ? ToNumber<Left>
    : Columns<OnesFirst<Left>, OnesFirst<Right>, Differences> extends `0${infer Digits}`
      ? ToNumber<Digits>
      : never
  : number;

/**
 * Whether a natural number is less than another; `boolean` where one of them is not known.
 *
 * @example
 * LessThan<3, 28> // true
 */
export type LessThan<Left extends number, Right extends number> = IsBelow<Operands<Left, Right>>;

type IsBelow<Pair> = Pair extends `${infer Left},${infer Right}`
  ? Columns<OnesFirst<Left>, OnesFirst<Right>, Differences> extends `1${string}`
    ? true
    : false
  : boolean;
