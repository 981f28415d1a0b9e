/** What two digits and a carry come to: a digit, and the carry into the next column. */
export interface ColumnTable {
  digit: { [carry: string]: { [left: string]: { [right: string]: string } } };
  carry: { [carry: string]: { [left: string]: { [right: string]: string } } };
}

/** The digit that one column leaves. */
export type ColumnDigit<
  Table extends ColumnTable,
  Carry extends string,
  Left extends string,
  Right extends string,
> = Table['digit'][Carry][Left][Right];

/** The carry that one column hands on. */
export type ColumnCarry<
  Table extends ColumnTable,
  Carry extends string,
  Left extends string,
  Right extends string,
> = Table['carry'][Carry][Left][Right];

/**
 * Two {@link OnesFirst} numbers combined column by column: the last carry, then the digits with the highest first.
 *
 * The carries are written out again and again, because the compiler computes a type that occurs twice in one expression
 * once, and a name for it would cost a step.
 */
export type Columns<
  Left extends string,
  Right extends string,
  Table extends ColumnTable,
  Carry extends string = '0',
> = Left extends ''
  ? Right extends ''
    ? Carry
    : Columns<'000', Right, Table, Carry>
  : Right extends ''
    ? Columns<Left, '000', Table, Carry>
    : Left extends `${infer A}${infer B}${infer C}${infer LeftRest}`
      ? Right extends `${infer X}${infer Y}${infer Z}${infer RightRest}`
        ? `${Columns<LeftRest, RightRest, Table, Third<Table, Carry, A, X, B, Y, C, Z>>}${ColumnDigit<
            Table, Second<Table, Carry, A, X, B, Y>, C, Z>}${ColumnDigit<Table, ColumnCarry<Table, Carry, A, X>, B, Y>}${ColumnDigit<Table, Carry, A, X>}`
        : never
      : never;
