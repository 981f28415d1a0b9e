import type { Columns } from './columns.js';
import type { OnesFirst } from './digit-string.js';
import type { Operands } from './operands.js';
import type { Sums } from './sums.js';
import type { ToNumber } from './to-number.js';

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
