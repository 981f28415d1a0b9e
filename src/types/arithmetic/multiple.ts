import type { ColumnTable } from './columns.js';
import type { Multiples } from './products.js';

/**
 * A total plus (or minus) a multiple of a number, in one pass: one row of a written multiplication or division.
 *
 * `Total` and `Digits` have equally many digits, ones first; so has the result, with one digit more at its end. That digit
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
