import type { ColumnTable, Reverse, ToNumber } from './digits.js';
import type { Operands } from './operands.js';
import type { Multiples, Products } from './products.js';
import type { Sums } from './sums.js';

/**
 * A total plus (or minus) a multiple of a number, in one pass: one row of a written multiplication or division.
 *
 * `Total` and `Digits` have the same number of digits, ones first; the result has one digit more, at its end. That digit
 * is not `'0'` where a difference would be negative.
 */
export type CombineMultiple<
  Total extends string,
  Digits extends string,
  Products extends Multiples,
  Table extends ColumnTable,
  Product extends string = '0',
  Carry extends string = '0',
> = Digits extends `${infer Digit}${infer Rest}`
  ? Total extends `${infer Left}${infer TotalRest}`
    ? `${Table['digit'][Carry][Left][Products['digit'][Product][Digit]]}${CombineMultiple<
        TotalRest,
        Rest,
        Products,
        Table,
        Products['carry'][Product][Digit],
        Table['carry'][Carry][Left][Products['digit'][Product][Digit]]
      >}`
    : never
  : Table['digit'][Carry]['0'][Product];

/**
 * The product of two natural numbers; `number` where it is not known or not a safe integer.
 *
 * @example
 * Multiply<784, 256> // 200704
 */
export type Multiply<Left extends number, Right extends number> = Product<Operands<Left, Right>>;

type Product<Pair> = Pair extends `${infer Left},${infer Right}`
  ? Right extends '1'
    ? ToNumber<Left>
    : Left extends '1'
      ? ToNumber<Right>
      : '0' extends Left | Right
        ? 0
        : MultiplyDigits<Reverse<Left>, Reverse<Right>>
  : number;

/** Row by row from the ones of the multiplier. The lowest digit of a total is final: no later row reaches it. */
type MultiplyDigits<
  Digits extends string,
  Multiplier extends string,
  Total extends string = AsLongAsAnyOperand,
  Final extends string = '',
> = Multiplier extends `${infer Ones}${infer Rest}`
  ? CombineMultiple<Total, Digits, Products[Ones], Sums> extends `${infer Lowest}${infer Higher}`
    ? MultiplyDigits<Digits, Rest, Higher, `${Lowest}${Final}`>
    : never
  : ToNumber<Reverse<Total, Final>>;

// From 10^21 on, a literal is not written in digits.
type AsLongAsAnyOperand = '000000000000000000000';
