import type { Columns } from './columns.js';
import type { Differences } from './differences.js';
import type { OnesFirst } from './digit-string.js';
import type { Operands } from './operands.js';
import type { ToNumber } from './to-number.js';

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
