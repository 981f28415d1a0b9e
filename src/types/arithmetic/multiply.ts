import type { Reverse } from './digit-string.js';
import type { CombineMultiple } from './multiple.js';
import type { Operands } from './operands.js';
import type { Products } from './products.js';
import type { Sums } from './sums.js';
import type { ToNumber } from './to-number.js';

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
