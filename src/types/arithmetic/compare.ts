import type { Columns } from './columns.js';
import type { Differences } from './differences.js';
import type { OnesFirst } from './digit-string.js';
import type { Operands } from './operands.js';

/**
 * Whether one natural number is less than another; `boolean` where that is not known.
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
